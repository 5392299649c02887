"""Events as facts: their labels, their helpers, what tells none, and what a user's rows change."""

from __future__ import annotations

from functools import cache

import pytest
from kg.model import Event, Reading
from kg.pipeline import read_syntax
from parsed import parse


@cache
def reading(text: str, title: bool = False) -> Reading:
    return read_syntax(parse(text, title=title)[0])


def triggers(text: str) -> list[str]:
    return [event.triggers[0].text for event in reading(text).events]


def event(text: str, trigger: str, title: bool = False) -> Event:
    return next(e for e in reading(text, title).events if e.triggers[0].text == trigger)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army could have to retreat.", ["retreat"]),
        ("It is clear that the bridge fell.", ["fell"]),
        ("The beauty of the sea is well known.", []),
        ("The mayor made a visit to the school.", ["visit"]),
        ("The army failed to capture the hill.", ["capture"]),
    ],
)
def test_helpers_and_modals_tell_no_event_of_their_own(text: str, expected: list[str]) -> None:
    found = [word for word in triggers(text) if word not in {"is", "known"}]
    assert found == expected


def test_a_headline_participle_is_passive() -> None:
    found = event("Mayor arrested\n\nThe town was quiet.", "arrested", title=True)
    assert [(p.role, p.passage.text) for p in found.participants] == [("patient", "Mayor")]


def test_a_label_has_the_words_of_the_article() -> None:
    assert event("Rebels captured the airport.", "captured").label == "captured the airport"


def test_no_participant_takes_part_twice() -> None:
    for text in (
        "Norway condemned Chad's attack on Chad's neighbour.",
        "Chile agreed with Peru to lift sanctions against Peru.",
        "The rebels ended their siege of the town.",
    ):
        taking_part = [[p.head for p in found.participants] for found in reading(text).events]
        assert any(len(heads) > 1 for heads in taking_part)
        assert all(len(heads) == len(set(heads)) for heads in taking_part)


def test_a_participant_never_is_its_own_event() -> None:
    for text in ("The army launched an attack.", "The company began to build a dam."):
        events = reading(text).events
        assert any(found.participants for found in events)
        for number, found in enumerate(events):
            assert all(p.event != number for p in found.participants)


def test_every_participant_and_place_names_its_rule() -> None:
    found = reading("Rebels shot dozens of villagers at a clinic in Oslo, Norway.").events
    assert found
    for one in found:
        assert all(p.rule.startswith("roles.") for p in one.participants)
        assert all(p.rule.startswith("places.") for p in one.places)


def test_the_place_of_saying_is_not_the_place_of_what_is_said() -> None:
    found = event("The minister said in Paris that rebels attacked a convoy.", "attacked")
    assert found.places == ()
