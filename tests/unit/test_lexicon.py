"""The lexicons: what is shipped is whole, and what is wrong is refused with the row named."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest
from kg.errors import LexiconError
from kg.lexicon import SHIPPED, Lexicon, Trigger, load_lexicon
from kg.lexicon.check import check_lexicons
from kg.lexicon.files import _read_plain_toml, find_files, read_file
from kg.ontology import load_ontology

POSES = {"verb": {"VERB", "AUX"}, "noun": {"NOUN", "PROPN"}, "adjective": {"ADJ"}}
HIT = """[[trigger]]
lemma = "hit"
pos = "verb"
type = "Attack"
example = "A rocket hit the school."
"""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="module")
def triggers(lexicon: Lexicon) -> tuple[Trigger, ...]:
    return tuple(row for rows in lexicon.triggers.values() for row in rows)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(LexiconError) as caught:
        check_lexicons(folder)
    return str(caught.value)


def test_shipped_lexicons_pass_the_check() -> None:
    check_lexicons()


def test_every_shipped_table_is_loaded(lexicon: Lexicon) -> None:
    empty = [f.name for f in fields(lexicon) if not getattr(lexicon, f.name)]
    written = {path.stem for _, path in find_files(SHIPPED)}
    assert [name for name in empty if name in written] == []
    assert len(lexicon.triggers) > 1000


def test_every_concrete_event_type_has_a_trigger(triggers: tuple[Trigger, ...]) -> None:
    ontology = load_ontology()
    concrete = {
        name
        for name in ontology.types
        if not ontology.children(name) and ontology.upper_type(name) != name
    }
    assert concrete - {row.type for row in triggers} - {"Action"} == set()
    assert len(concrete) > 120


def test_every_example_has_its_trigger_and_conditions(triggers: tuple[Trigger, ...]) -> None:
    from kg.annotate.nlp import build_nlp

    wrong = []
    docs = build_nlp().pipe(row.example for row in triggers)
    for row, doc in zip(triggers, docs, strict=True):
        lemmas = {token.lemma_.lower() for token in doc} | {token.lower_ for token in doc}
        poses = {token.pos_ for token in doc if token.lemma_.lower() == row.lemma}
        if not poses & POSES[row.pos]:
            wrong.append(f"{row.lemma} ({row.pos}): {row.example}")
        for words in replace(row, intransitive=False, predicate=False).conditions:
            if words and not any(
                word[0].isupper() or lemmas.issuperset(word.split()) for word in words
            ):
                wrong.append(f"{row.lemma} {words}: {row.example}")
    assert wrong == []


def test_plain_toml_is_read_as_tomllib_reads_it() -> None:
    read = 0
    for name, path in find_files(SHIPPED):
        text = path.read_text(encoding="utf-8")
        if name.endswith(".toml") and (plain := _read_plain_toml(text)) is not None:
            assert plain == tomllib.loads(text), name
            read += 1
    assert read > 20


@pytest.mark.parametrize("value", ["'hit'", '"hit" # a comment', '"""hit"""'])
def test_toml_that_is_not_plain_is_read_too(value: str) -> None:
    (row,) = read_file("mine.toml", HIT.replace('"hit"', value).encode())
    assert row.value.lemma == "hit"


def test_lemmas_that_the_model_gets_wrong(lexicon: Lexicon) -> None:
    assert lexicon.lemmas["hoped"] == "hope"
    verbs = {lemma for lemma, pos in lexicon.triggers if pos == "verb"}
    assert {"hope", "fine", "stage", "rape"} <= set(lexicon.lemmas.values()) & verbs


def test_examples_are_not_repeated(triggers: tuple[Trigger, ...]) -> None:
    places: dict[tuple[str, str], str] = {}
    for row in triggers:
        key = (row.example, row.lemma)
        assert key not in places, row
        places[key] = row.type


@pytest.mark.parametrize(
    ("lemma", "pos", "types"),
    [
        ("take", "verb", {"Capture", "Inauguration", "TakingPart", "Acquisition"}),
        ("launch", "verb", {"Attack", "Bombing", "ProductLaunch", "SpaceLaunch", "Start"}),
        ("win", "verb", {"Election", "Victory", "Award"}),
        ("strike", "noun", {"Attack", "Strike"}),
        ("fall", "noun", {"Capture", "Collapse", "Fall"}),
    ],
)
def test_objects_decide_the_type(lexicon: Lexicon, lemma: str, pos: str, types: set[str]) -> None:
    assert types <= {row.type for row in lexicon.triggers[lemma, pos]}


def test_rows_with_more_conditions_come_first(lexicon: Lexicon) -> None:
    for rows in lexicon.triggers.values():
        counts = [sum(map(bool, row.conditions)) for row in rows if not row.particle]
        assert counts == sorted(counts, reverse=True)
        particles = [bool(row.particle) for row in rows]
        assert particles == sorted(particles, reverse=True)


def test_light_verbs_help_nouns_that_tell_events(lexicon: Lexicon) -> None:
    nouns = {lemma for lemma, pos in lexicon.triggers if pos == "noun"} | set(lexicon.event_nouns)
    assert set(lexicon.light_verbs) - nouns == set()
    assert {"make", "issue"} <= lexicon.light_verbs["announcement"]


def test_event_nouns_leave_curated_triggers_alone(lexicon: Lexicon) -> None:
    curated = {lemma for lemma, pos in lexicon.triggers if pos == "noun"}
    assert curated & set(lexicon.event_nouns) == set()
    assert {"building", "government", "company"} & set(lexicon.event_nouns) == set()


def test_a_folder_extends_and_overrides(tmp_path: Path) -> None:
    mine = write(tmp_path, "mine.toml", HIT.replace('"Attack"', '"Damage"'))
    write(tmp_path, "light_verbs.tsv", "# mine\nverb\tnoun\nstrike\tbargain\n")
    lexicon = load_lexicon((mine,))
    assert [row.type for row in lexicon.triggers["hit", "verb"] if not any(row.conditions)] == [
        "Damage"
    ]
    assert lexicon.light_verbs["bargain"] == {"strike"}
    assert lexicon.fingerprint != load_lexicon().fingerprint
    assert len(lexicon.triggers) >= len(load_lexicon().triggers)


def test_the_fingerprint_follows_the_bytes(tmp_path: Path) -> None:
    first = load_lexicon((write(tmp_path / "a", "mine.toml", HIT),)).fingerprint
    again = load_lexicon((write(tmp_path / "b", "mine.toml", HIT),)).fingerprint
    other = load_lexicon((write(tmp_path / "c", "mine.toml", HIT + "\n"),)).fingerprint
    assert first == again != other
    assert len(first) == 16


@pytest.mark.parametrize(
    ("name", "text", "row"),
    [
        ("mine.toml", HIT.replace("Attack", "Atack"), "trigger 1 (hit): no event type 'Atack'"),
        ("triggers/life.toml", HIT, "trigger 1 (hit): Attack is a kind of Conflict"),
        ("groups.tsv", "Fen Riders\tArmedGroop\n", "row 1 (Fen Riders): no entity type"),
    ],
)
def test_reading_refuses_what_the_check_refuses(
    tmp_path: Path, name: str, text: str, row: str
) -> None:
    folder = write(tmp_path, name, text)
    with pytest.raises(LexiconError) as caught:
        load_lexicon((folder,))
    assert str(caught.value) == refusal(folder)
    assert str(caught.value).startswith(f"{name}, {row}")


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"nowhere: no such folder; 'lexicons' names folders"):
        load_lexicon((tmp_path / "nowhere",))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '"Attack"',
            '"Atack"',
            "no event type 'Atack' in ontology/kg.ttl; did you mean 'Attack'?",
        ),
        (
            "example",
            'roles = { object = "patiens" }\nexample',
            "no role 'patiens' in ontology/kg.ttl; did you mean 'patient'?",
        ),
        (
            "example",
            'roles = { objekt = "patient" }\nexample',
            "no slot 'objekt'; did you mean 'object'?",
        ),
        (
            "example",
            'object = ["Plase"]\nexample',
            "no entity type 'Plase' in ontology/kg.ttl; did you mean 'Place'?",
        ),
        ('"verb"', '"verbs"', "no pos 'verbs'; did you mean 'verb'?"),
        ("type", "typ", "unknown key 'typ'; did you mean 'type'?"),
        (
            'type = "Attack"\n',
            "",
            "no type; every trigger needs example, lemma, pos, type",
        ),
        (
            '"A rocket hit the school."',
            '" "',
            "an empty example; add a sentence that has the word",
        ),
    ],
)
def test_wrong_rows_are_refused_by_name(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = HIT.replace('"hit"', '"bomb"') + "\n" + HIT.replace(old, new)
    folder = write(tmp_path, "triggers.toml", text)
    assert refusal(folder) == f"triggers.toml, trigger 2 (hit): {message}"


def test_unsorted_rows_are_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, "t.toml", HIT + HIT.replace('"hit"', '"bomb"'))
    assert refusal(folder) == (
        "t.toml, trigger 2 (bomb): not sorted, it stands after 'hit'; move it up"
    )


def test_duplicates_are_refused_across_files(tmp_path: Path) -> None:
    folder = write(write(tmp_path, "a.toml", HIT), "b.toml", HIT)
    assert refusal(folder) == (
        "b.toml, trigger 1 (hit): the same words and conditions as a.toml, trigger 1 (hit);"
        " remove one"
    )


def test_rows_in_the_wrong_file_are_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, "triggers/justice.toml", HIT)
    assert refusal(folder) == (
        "triggers/justice.toml, trigger 1 (hit): Attack is a kind of Conflict; move it to that file"
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.toml", "[[triger]]\n", "x.toml: unknown table 'triger'; did you mean 'trigger'?"),
        (
            "titles.tsv",
            "General\n",
            "titles.tsv, row 1 (General): 1 columns; the columns are title, kind, post,"
            " separated by tabs",
        ),
        ("x.toml", "lemma = \n", "x.toml: no TOML, "),
        (
            "titles.tsv",
            "title\tsort\n",
            "titles.tsv: the columns are title, sort; they must be title, kind, post",
        ),
    ],
)
def test_files_that_cannot_be_read_are_refused(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    assert refusal(write(tmp_path, name, text)).startswith(message)


def test_files_that_are_not_utf8_are_refused() -> None:
    with pytest.raises(LexiconError, match=r"x.toml: not UTF-8 at byte 2; save it as UTF-8"):
        read_file("x.toml", b"# \xff")
