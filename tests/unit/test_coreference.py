"""The sieves of coreference one by one: names without a parse, clusters with small parses."""

from __future__ import annotations

import pytest
from kg.extract.coref.names import (
    initials,
    is_part,
    is_shorter_name,
    significant,
    sound_of,
    without_legal,
)
from kg.extract.coreference import canonical, find_entities
from kg.extract.mentions import find_phrases
from kg.extract.names import find_names
from kg.extract.syntax import Syntax
from kg.lexicon import load_lexicon
from kg.lexicon.gazetteer import load_gazetteer
from kg.model import Entity

from unit.parsed import parse

TEXT = """Maria Delgado, the mayor of Porto Claro, met Peter Novak on Monday.

The mayor said Novak had lost his permit. He denied it.

Delgado thanked the police. They had searched two houses."""


@pytest.fixture(scope="module")
def syntax() -> Syntax:
    return parse(TEXT)[0]


@pytest.fixture(scope="module")
def entities(syntax: Syntax) -> tuple[Entity, ...]:
    return entities_of(syntax)


def entities_of(syntax: Syntax) -> tuple[Entity, ...]:
    lexicon, gazetteer = load_lexicon(), load_gazetteer()
    names = find_names(syntax, lexicon=lexicon, gazetteer=gazetteer)
    phrases = find_phrases(syntax, names, lexicon=lexicon)
    return find_entities(syntax, phrases, lexicon=lexicon, gazetteer=gazetteer)


def named(entities: tuple[Entity, ...], name: str) -> Entity:
    return next(entity for entity in entities if entity.name == name)


def test_each_mention_names_its_rule(entities: tuple[Entity, ...]) -> None:
    found = [(m.passage.text, m.rule) for m in named(entities, "Maria Delgado").mentions]
    assert found == [
        ("Maria Delgado", "mentions.name"),
        ("the mayor", "coreference.apposition"),
        ("The mayor", "coreference.office"),
        ("Delgado", "coreference.surname"),
    ]


def test_a_token_heads_one_mention_of_one_entity(entities: tuple[Entity, ...]) -> None:
    heads = [m.head.begin for entity in entities for m in entity.mentions]
    assert len(heads) == len(set(heads))
    assert len(heads) > 10


def test_entities_and_mentions_stand_in_text_order(entities: tuple[Entity, ...]) -> None:
    firsts = [entity.mentions[0].passage.begin for entity in entities]
    assert firsts == sorted(firsts)
    for entity in entities:
        begins = [m.passage.begin for m in entity.mentions]
        assert begins == sorted(begins)


def test_the_same_parse_gives_the_same_entities(
    syntax: Syntax, entities: tuple[Entity, ...]
) -> None:
    assert entities_of(syntax) == entities


def test_pronouns_never_join_two_entities(entities: tuple[Entity, ...]) -> None:
    words = [m.passage.text for m in named(entities, "Peter Novak").mentions]
    assert "his" in words
    assert "it" not in [m.passage.text for entity in entities for m in entity.mentions]


def test_an_empty_text_has_no_entities() -> None:
    assert entities_of(parse("Yes!")[0]) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("sergei shoygu", "sergey shoigu", True),
        ("gaddafi", "qaddafi", True),
        ("zelensky", "zelenskyy", True),
        ("peter novak", "pavel novak", False),
        ("niger", "nigeria", False),
        ("austria", "australia", False),
    ],
)
def test_spellings_sound_alike(one: str, other: str, same: bool) -> None:
    assert (sound_of(one) == sound_of(other)) is same


def test_initials_with_and_without_small_words() -> None:
    assert initials("world health organization") == {"who"}
    assert initials("bank of england") == {"boe", "be"}
    assert initials("kenya") == set()


def test_parts_of_names() -> None:
    assert significant("al assad") == ["assad"]
    assert is_part(["john", "f", "karimi"], ["john", "karimi"])
    assert not is_part(["john", "karimi"], ["jane", "karimi"])
    assert without_legal(["halden", "robotics", "inc"]) == ["halden", "robotics"]
    assert is_shorter_name(["syrian", "army"], ["syrian", "arab", "army"])
    assert not is_shorter_name(["army"], ["syrian", "army"])


def test_canonical_names() -> None:
    assert canonical(["Novak", "Novak", "Peter Novak"], "Person") == "Peter Novak"
    assert canonical(["Halden Robotics", "Halden", "Halden"], "Company") == "Halden Robotics"
    assert canonical(["IS", "ISIS", "ISIS", "IS", "IS"], "ArmedGroup") == "ISIS"
    assert canonical(["Syria", "Syria", "Syria", "Syrian Arab Republic"], "Country") == "Syria"
