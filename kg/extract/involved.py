"""Finds who else is meant where somebody talks, agrees, refuses or investigates: the actors behind
a topic.

"Norway criticised Chad's policy" concerns Chad, "agreed to lift sanctions against the North" the
North, "condemned the attack on the embassy by rebels" the rebels: they take part in what is
criticised, agreed or condemned, and so are the topic of the criticism, too. They are found in what
the topic itself tells, three steps deep.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.event_places import words_of
from kg.extract.phrases import broad_type
from kg.extract.senses import Found
from kg.extract.syntax import Syntax
from kg.model import Participant
from kg.ontology import Ontology

# upper types of events that are about something
ABOUT = frozenset(
    {
        "Communication",
        "Diplomacy",
        "Sanction",
        "Protest",
        "Justice",
        "LawMaking",
        "Aid",
        "ForceMovement",
    }
)
NOT_ABOUT = frozenset(
    {"Statement", "Announcement", "Publication", "Disclosure", "Briefing", "Meeting", "Visit"}
)
TOPICS = frozenset({"topic", "patient", "recipient", "result", "purpose", "cause", "beneficiary"})
AIMED_AT = frozenset({"recipient"})
ACTORS = frozenset({"Person", "Organization", "Group", "Place"})
DEPTH = 3


class InvolvedFinder:
    """The actors behind the topics of one article's events."""

    def __init__(
        self,
        syntax: Syntax,
        cast: Cast,
        found: Mapping[int, Found],
        participants: Mapping[int, tuple[Participant, ...]],
        *,
        ontology: Ontology,
    ) -> None:
        self.syntax, self.cast, self.ontology = syntax, cast, ontology
        self.found, self.participants = found, participants
        self.tokens = sorted(found)

    def find(self, token: int) -> tuple[Participant, ...]:
        """The actors to add to an event, in the order of the topics that they stand behind."""
        event = self.found[token]
        if event.type in NOT_ABOUT or not ABOUT & set(self.ontology.ancestors(event.type)):
            return ()
        own = self.participants[token]
        if any(p.role in AIMED_AT and self.is_actor(p.entity) for p in own):
            return ()
        heads = {p.head.begin for p in own}
        entities = {p.entity for p in own if p.entity is not None}
        added: list[Participant] = []
        for topic in own:
            if topic.role not in TOPICS:
                continue
            for actor in self.behind(topic, DEPTH):
                if actor.head.begin in heads or actor.entity in entities:
                    continue
                heads.add(actor.head.begin)
                if actor.entity is not None:
                    entities.add(actor.entity)
                added.append(actor)
        return tuple(added)

    def behind(self, topic: Participant, depth: int) -> Iterator[Participant]:
        """The actors in what a participant tells or belongs to; none behind one who acts."""
        if topic.event is not None:
            inner = self.participants[self.tokens[topic.event]]
            for participant in inner:
                if self.is_party(participant.entity):
                    yield self.as_topic(participant, "roles.of-the-topic")
            if depth > 1:
                for participant in inner:
                    yield from self.behind(participant, depth - 1)
        elif not self.is_actor(topic.entity):
            token = self.syntax.token_at.get(topic.head.begin)
            if token is not None:
                yield from self.beside(token, depth)

    def beside(self, noun: int, depth: int) -> Iterator[Participant]:
        """The actors that possess or qualify a noun: [Chad]'s policy, a [French] ship, the ban on
        [imports].
        """
        for argument in grammar.noun_arguments(self.syntax, noun):
            entity = self.cast.at(argument.token)
            if entity is None and argument.slot == "compound":
                entity = self.cast.people_of(argument.token)
            if self.is_party(entity):
                head = self.syntax.passage(argument.token, argument.token + 1)
                words = words_of(self.syntax, self.cast, argument.token)
                yield Participant("topic", words, head, entity, None, "roles.beside-the-topic")
            elif depth > 1 and argument.slot != "compound":
                yield from self.beside(argument.token, depth - 1)

    def is_actor(self, entity: int | None) -> bool:
        return entity is not None and broad_type(self.cast.entities[entity].type) in ACTORS

    def is_party(self, entity: int | None) -> bool:
        """True for an actor with a name and for bodies and groups without: the rebels, the
        ministry; not for "the player", "32 prisoners".
        """
        if entity is None or not self.is_actor(entity):
            return False
        actor = self.cast.entities[entity]
        return actor.named or broad_type(actor.type) not in {"Person", "Place"}

    def as_topic(self, actor: Participant, rule: str) -> Participant:
        return Participant("topic", actor.passage, actor.head, actor.entity, None, rule)
