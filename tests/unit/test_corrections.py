"""corrections.toml: what a person knows better, replayed, and refused where it cannot be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from kg.errors import CorrectionError
from kg.merge import build_knowledge
from kg.model import Knowledge, Reading
from kg.model.knowledge import Readings
from kg.rdf.iris import DEFAULT_BASE
from kg.rdf.validate import check_promises
from kg.readers.corrections import read_corrections
from samples import Draft

HOLM = "Ada Holm opened the bridge. The bridge fell."


def article(name: str, text: str = HOLM) -> Reading:
    draft = Draft(name, text, published=date(2020, 3, 9))
    holm = draft.entity("Person", "Ada Holm")
    draft.event("Inauguration", "opened", lemma="open", agent=("Ada Holm", holm))
    draft.event("Collapse", "fell", lemma="fall", agent=("The bridge", None))
    for event in range(2):
        draft.claim(event)
    return draft.done()


def build(tmp_path: Path, rows: str, *readings: Reading) -> Knowledge:
    path = tmp_path / "corrections.toml"
    path.write_text(rows, encoding="utf-8")
    known = readings or (article("a"), article("b"))
    return build_knowledge(known, read_corrections(path, DEFAULT_BASE))


def row(kind: str, *about: str, **values: str) -> str:
    keys = "".join(f'{key} = "{value}"\n' for key, value in values.items())
    return f'[[{kind}]]\nof = {list(about)}\nreason = "We asked."\n{keys}'.replace("'", '"')


def people(knowledge: Knowledge) -> list[str]:
    return [node.key for node in knowledge.nodes]


def test_different_keeps_namesakes_apart(tmp_path: Path) -> None:
    apart = row("different", "article/a#char=0,8", f"{DEFAULT_BASE}article/b#char=0,8")
    keys = people(build(tmp_path, apart, article("a"), article("b"), article("c")))
    assert len(keys) == 2
    assert keys[0] == "person/ada-holm"
    assert keys == people(build(tmp_path, apart, article("c"), article("b"), article("a")))


def test_same_joins_other_names_with_the_reason(tmp_path: Path) -> None:
    other = Draft("c", "Gro Lie spoke.", published=date(2020, 3, 9))
    other.entity("Person", "Gro Lie")
    rows = row("same", "person/ada-holm", "person/gro-lie")
    knowledge = build(tmp_path, rows, article("a"), other.done())
    (node,) = knowledge.nodes
    assert (node.rule, node.joins[0].reason) == ("corrections.same", "We asked.")


def test_retype_and_rename(tmp_path: Path) -> None:
    rows = row("rename", "person/ada-holm", name="Ada B. Holm")
    rows += row("retype", "person/ada-holm", type="Organization")
    assert people(build(tmp_path, rows)) == ["organization/ada-b-holm"]


def test_drop_an_event_and_an_entity(tmp_path: Path) -> None:
    rows = row("drop", "article/a#char=9,15") + row("drop", "article/b#char=0,8")
    knowledge = build(tmp_path, rows)
    assert [[event.lemma for event in r.events] for r in knowledge.readings] == [
        ["fall"], ["open", "fall"],
    ]  # fmt: skip
    assert [len(reading.entities) for reading in knowledge.readings] == [1, 0]
    assert [len(reading.claims) for reading in knowledge.readings] == [1, 2]
    assert knowledge.readings[1].events[0].participants[0].entity is None
    assert check_promises(knowledge) == ()


def test_events_can_be_told_apart_and_joined(tmp_path: Path) -> None:
    fell = "article/a#char=39,43", "article/b#char=39,43"
    assert "both say 'fall'" in {
        join.reason.partition(";")[0]
        for occurrence in build(tmp_path, "").occurrences
        for join in occurrence.joins
    }
    apart = build(tmp_path, row("different", *fell))
    assert all("fall" not in join.reason for o in apart.occurrences for join in o.joins)
    opened_and_fell = row("same", "article/a#char=9,15", "article/a#char=39,43")
    (joined,) = [o for o in build(tmp_path, opened_and_fell).occurrences if o.key.endswith("a-1")]
    assert joined.joins[0].rule == "corrections.same"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (row("same", "person/ada-holm", "person/ada-hom"), ":1: nothing is called .*; did you"),
        (row("drop", "article/a#char=1,8"), ":1: no entity and no event has the words"),
        (row("same", "person/x"), ":1: 'of' must name two things"),
        (row("rename", "person/ada-holm"), r":1: \[\[rename\]\] has the keys of, reason, name"),
        (row("retype", "person/ada-holm", type="Boat"), ":1: .*no entity type 'Boat'"),
        ("\n" + row("merge", "x", "y"), ":2: unknown correction 'merge'"),
        ("[[same]\n", "no valid TOML"),
        (
            row("same", "article/a#char=0,8", "article/b#char=0,8")
            + row("different", "article/b#char=0,8", "article/a#char=0,8"),
            r":4: \[\[different\]\] of .* contradicts \[\[same\]\] at .*corrections.toml:1",
        ),
        (
            row("rename", "person/ada-holm", name="A") + row("rename", "person/ada-holm", name="B"),
            ":5: .*contradicts",
        ),
        (row("same", "person/ada-holm", "article/a#char=39,43"), "names entities and events"),
        (row("different", "person/ada-holm", "article/a#char=0,8"), "are one entity"),
        (row("rename", "article/a#char=39,43", name="x"), "is for entities"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_name(rows: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match=message):
        build(tmp_path, rows)


def test_readings_that_are_not_in_memory_are_corrected_when_asked_for(tmp_path: Path) -> None:
    made = [article(f"a{number}") for number in range(4)]
    fetched: list[int] = []

    def fetch(number: int) -> Reading:
        fetched.append(number)
        return made[number]

    rows = row("drop", "article/a1#char=9,15") + row(
        "rename", "person/ada-holm", name="Ada B. Holm"
    )
    path = tmp_path / "corrections.toml"
    path.write_text(rows, encoding="utf-8")
    corrections = read_corrections(path, DEFAULT_BASE)
    lazy = build_knowledge(Readings(tuple(each.article.id for each in made), fetch), corrections)
    held = build_knowledge(made, corrections)
    assert isinstance(lazy.readings, Readings)
    assert tuple(lazy.readings) == held.readings
    assert tuple(lazy.nodes) == held.nodes
    assert tuple(lazy.occurrences) == held.occurrences
    assert lazy.node_of == held.node_of
    assert people(lazy) == ["person/ada-b-holm"]
