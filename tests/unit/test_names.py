"""Names of an article: words, types, and what makes them agree."""

from __future__ import annotations

import pytest
from kg.extract.names import find_names, is_acronym
from kg.lexicon import load_lexicon
from kg.lexicon.gazetteer import load_gazetteer

from unit.parsed import parse


def names(text: str) -> dict[str, str]:
    """The types of the names of a text."""
    (syntax,) = parse(text)
    phrases = find_names(syntax, lexicon=load_lexicon(), gazetteer=load_gazetteer())
    return {syntax.passage(phrase.start, phrase.end).text: phrase.type for phrase in phrases}


def test_names_do_not_overlap_and_stand_in_text_order() -> None:
    (syntax,) = parse(
        "The U.S. Army and Gen. Mark Tolbert of the Coastal Defence Institute (CDI) met in Paris, "
        "France. Tolbert thanked CDI. Paris was calm."
    )
    phrases = find_names(syntax, lexicon=load_lexicon(), gazetteer=load_gazetteer())
    ends = [phrase.end for phrase in phrases]
    assert len(phrases) > 5
    assert all(end <= phrase.start for end, phrase in zip(ends, phrases[1:], strict=False))


def test_titles_and_possessives_are_no_part_of_a_name() -> None:
    found = names("President Emmanuel Macron's plane landed. President Macron smiled.")
    assert found["Emmanuel Macron"] == "Person"
    assert found["Macron"] == "Person"


def test_a_surname_is_the_person_of_the_full_name() -> None:
    found = names("Mayor Anna Lindqvist resigned. Lindqvist gave no reason. Lindqvist is 51.")
    assert found["Lindqvist"] == "Person"


def test_a_demonym_before_a_noun_is_no_name() -> None:
    assert "Ugandan" not in names("Tourists stay away from Ugandan caves with bats.")


def test_a_demonym_before_a_body_belongs_to_its_name() -> None:
    assert "Kenyan Senate" in names("The Kenyan Senate rejected the bill on Monday.")


def test_brackets_part_names() -> None:
    found = names("The African Development Bank (AfDB) lent the money. AfDB will lend more.")
    assert "African Development Bank" in found
    assert all("(" not in name for name in found)


@pytest.mark.parametrize("word", ["GDP", "CEO", "AI"])
def test_common_acronyms_are_no_names(word: str) -> None:
    assert word not in names(f"The minister said that {word} was all that people talked about.")


@pytest.mark.parametrize(
    ("word", "name", "expected"),
    [
        ("TIGI", "Transparency Institute Guyana Inc", True),
        ("EGX", "Egyptian Exchange", True),
        ("UN", "World Bank", False),
        ("un", "United Nations", False),
    ],
)
def test_acronyms_of_names(word: str, name: str, expected: bool) -> None:
    assert is_acronym(word, name.split()) is expected
