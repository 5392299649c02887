"""The lexicons have the size of the task, and every file says where it comes from."""

from __future__ import annotations

import re

import pytest
from kg.lexicon import SHIPPED, Lexicon, load_lexicon
from kg.lexicon.files import find_files
from kg.lexicon.gazetteer import read_rows

# states that are no longer, and territories that are none; whose people news hardly ever names
GAZETTEER = SHIPPED.parent / "gazetteer"
NO_STATES = frozenset(
    "AI AQ AX BL BQ BV CC CK CW CX GG GS HM IO JE MF MP MS NF PM PN RE SH SJ SX TC TF TK UM VG VI "
    "WF YT AN".split()
)
SEES = frozenset({"VA"})  # nobody is called a Vatican


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def test_every_file_names_its_source_and_licence() -> None:
    for name, path in find_files(SHIPPED):
        head = [line for line in path.read_text(encoding="utf-8").splitlines()[:8] if line]
        words = " ".join(line for line in head if line.startswith("#"))
        assert re.search(r"CC0|MIT|CC BY|NOTICE", words), f"{name}: no licence"
        assert re.search(r"[Oo]wn work|[Ww]ritten for|[Cc]ompiled|[Ss]ource", words), name


def test_no_file_has_ids() -> None:
    for name, path in find_files(SHIPPED):
        assert not re.search(r"\bQ\d{3,}\b|wikidata\.org|geonames\.org/\d", path.read_text()), name


def test_titles_and_offices(lexicon: Lexicon) -> None:
    kinds = [title.kind for title in lexicon.titles.values()]
    assert len(kinds) >= 500
    assert kinds.count("office") >= 300


def test_every_state_has_a_demonym(lexicon: Lexicon) -> None:
    told = {row.of for rows in lexicon.demonyms.values() for row in rows}
    rows = read_rows(GAZETTEER / "countries.tsv")
    states = {row[0] for row in rows} - NO_STATES - SEES
    assert len(states) > 200
    assert sorted(states - told) == []


def test_peoples_faiths_and_regions(lexicon: Lexicon) -> None:
    told = {row.of for rows in lexicon.demonyms.values() for row in rows}
    assert len([of for of in told if not re.fullmatch(r"[A-Z]{2}", of)]) >= 200


def test_organisations_and_armed_groups_with_aliases(lexicon: Lexicon) -> None:
    bodies = (*lexicon.organizations.values(), *lexicon.groups.values())
    assert len(bodies) >= 900
    assert len([row for row in bodies if row.aliases]) >= 300
    armed = [row for row in lexicon.groups.values() if row.type in {"ArmedGroup", "MilitaryForce"}]
    assert len(armed) >= 150


def test_metonyms(lexicon: Lexicon) -> None:
    assert len(lexicon.metonyms) >= 120


def test_no_name_of_a_body_is_a_common_noun(lexicon: Lexicon) -> None:
    """Names are looked up as they are written: "Shell" may be one, "shell" may not."""
    nouns = set(lexicon.nominals) | set(lexicon.event_nouns)
    names = [name for row in lexicon.groups.values() for name in (row.name, *split(row.aliases))]
    names += [row.words for row in lexicon.metonyms.values()]
    assert [name for name in names if name in nouns] == []


def test_no_name_stands_for_two_bodies(lexicon: Lexicon) -> None:
    rows = (*lexicon.organizations.values(), *lexicon.groups.values())
    names = [name for row in rows for name in {row.name, *split(row.aliases)}]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def split(aliases: str) -> list[str]:
    return [alias for alias in aliases.split(";") if alias]
