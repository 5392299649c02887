"""Twins: two sentences that tell one event in other words must tell it with the same roles.

"The army attacked the town" and "The town was attacked by the army" both have the army as agent and
the town as patient; "the army's attack on the town" has them, too. The parses are made by the
shipped model.
"""

from __future__ import annotations

from functools import cache

import pytest
from kg.model import Event, Reading
from kg.pipeline import read_syntax
from parsed import parse

# (one sentence, its trigger, another sentence, its trigger)
TWINS = (
    # active and passive
    ("The army attacked the town.", "attacked", "The town was attacked by the army.", "attacked"),
    ("Rebels captured the airport.", "captured", "The airport was captured by rebels.", "captured"),
    ("Police arrested the mayor.", "arrested", "The mayor was arrested by police.", "arrested"),
    (
        "The judge released the smuggler.",
        "released",
        "The smuggler was released by the judge.",
        "released",
    ),
    (
        "The storm destroyed the bridge.",
        "destroyed",
        "The bridge was destroyed by the storm.",
        "destroyed",
    ),
    ("Chile criticised Peru.", "criticised", "Peru was criticised by Chile.", "criticised"),
    (
        "The court convicted the banker.",
        "convicted",
        "The banker was convicted by the court.",
        "convicted",
    ),
    (
        "Gunmen kidnapped two engineers.",
        "kidnapped",
        "Two engineers were kidnapped by gunmen.",
        "kidnapped",
    ),
    (
        "The senate rejected the plan.",
        "rejected",
        "The plan was rejected by the senate.",
        "rejected",
    ),
    (
        "The company dismissed the director.",
        "dismissed",
        "The director was dismissed by the company.",
        "dismissed",
    ),
    # verb and noun
    ("The army attacked the town.", "attacked", "The army's attack on the town failed.", "attack"),
    (
        "Police arrested the mayor.",
        "arrested",
        "The arrest of the mayor by police was brief.",
        "arrest",
    ),
    (
        "Soldiers killed the bishop.",
        "killed",
        "The killing of the bishop by soldiers was reported.",
        "killing",
    ),
    (
        "Planes bombed the factory.",
        "bombed",
        "The bombing of the factory by planes went on.",
        "bombing",
    ),
    (
        "The army liberated the city.",
        "liberated",
        "The liberation of the city by the army took a week.",
        "liberation",
    ),
    (
        "Gunmen kidnapped the engineer.",
        "kidnapped",
        "The kidnapping of the engineer by gunmen was filmed.",
        "kidnapping",
    ),
    (
        "The union criticised the minister.",
        "criticised",
        "The union's criticism of the minister was sharp.",
        "criticism",
    ),
    (
        "Prosecutors investigated the bank.",
        "investigated",
        "The prosecutors' investigation of the bank is over.",
        "investigation",
    ),
    # verb and light verb
    (
        "The army attacked the town.",
        "attacked",
        "The army launched an attack on the town.",
        "attack",
    ),
    (
        "Prosecutors investigated the bank.",
        "investigated",
        "Prosecutors opened an investigation into the bank.",
        "investigation",
    ),
    ("The king visited Norway.", "visited", "The king paid a visit to Norway.", "visit"),
    ("Chile sued the bank.", "sued", "Chile filed a lawsuit against the bank.", "lawsuit"),
    (
        "Rebels attacked the convoy.",
        "attacked",
        "Rebels carried out an attack on the convoy.",
        "attack",
    ),
    (
        "The army attacked and captured the town.",
        "captured",
        "The town was attacked and captured by the army.",
        "captured",
    ),
    ("Rebels burned the trucks.", "burned", "The trucks were burned by rebels.", "burned"),
    ("Rebels killed the bishop.", "killed", "The bishop was killed by rebels.", "killed"),
    ("Norway supported Chad.", "supported", "Chad was supported by Norway.", "supported"),
    ("The bank bought the mill.", "bought", "The mill was bought by the bank.", "bought"),
    ("Police freed the hostages.", "freed", "The hostages were freed by police.", "freed"),
    (
        "The army liberated the valley.",
        "liberated",
        "The liberation of the valley by the army was swift.",
        "liberation",
    ),
    (
        "The bank bought the mill.",
        "bought",
        "The bank's purchase of the mill was blocked.",
        "purchase",
    ),
    (
        "Rebels captured the fort.",
        "captured",
        "The capture of the fort by rebels was reported.",
        "capture",
    ),
    (
        "Students attacked a guard.",
        "attacked",
        "Students took part in the attack on a guard.",
        "attack",
    ),
    (
        "A clerk murdered a guard.",
        "murdered",
        "A clerk was jailed for the murder of a guard.",
        "murder",
    ),
    # the doer is said elsewhere
    (
        "The army attacked the town.",
        "attacked",
        "The army, which attacked the town, lost ten men.",
        "attacked",
    ),
    ("Rebels attacked the convoy.", "attacked", "Rebels wanted to attack the convoy.", "attack"),
    (
        "Rebels attacked the convoy.",
        "attacked",
        "Rebels left the hills and attacked the convoy.",
        "attacked",
    ),
    (
        "Rebels captured the airport.",
        "captured",
        "The airport captured by rebels is closed.",
        "captured",
    ),
    (
        "Rebels burned the convoy.",
        "burned",
        "The general forced rebels to burn the convoy.",
        "burn",
    ),
)


@cache
def reading(sentence: str) -> Reading:
    return read_syntax(parse(sentence)[0])


def event(sentence: str, trigger: str) -> Event:
    return next(e for e in reading(sentence).events if e.triggers[0].text == trigger)


def roles(found: Event) -> dict[str, set[str]]:
    """The heads of an event's participants by role, in lower case."""
    heads: dict[str, set[str]] = {}
    for participant in found.participants:
        heads.setdefault(participant.role, set()).add(participant.head.text.lower())
    return heads


@pytest.mark.parametrize(("one", "verb", "other", "word"), TWINS)
def test_twins_have_the_same_roles(one: str, verb: str, other: str, word: str) -> None:
    assert roles(event(one, verb)) == roles(event(other, word))


@pytest.mark.parametrize(("one", "verb", "other", "word"), TWINS)
def test_twins_have_the_same_type(one: str, verb: str, other: str, word: str) -> None:
    assert event(one, verb).type == event(other, word).type
