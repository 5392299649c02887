"""Decides which role each argument of an event fills, and where it took place.

"the liberation of Syria from IS by the army": Syria is the patient, IS the source, the army the agent. The lexicon's row
of the trigger decides first, then the defaults of slots, with what is known of the argument: a place, an actor, a time.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.phrases import broad_type
from kg.extract.senses import PLACE_PREPOSITIONS, Found
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon
from kg.model import EventPlace, Participant, Passage
from kg.ontology import Ontology

TIME_PREPOSITIONS = frozenset(
    "during after before since until till following amid pending".split()
) | {"prior to"}
ROLE_OF_SLOT = {
    "subject": "agent", "object": "patient", "dative": "recipient", "attribute": "attribute", "possessive": "agent",
    "by": "agent", "from": "source", "to": "recipient", "into": "destination", "toward": "destination",
    "towards": "destination", "onto": "destination", "for": "beneficiary", "against": "patient", "about": "topic",
    "regarding": "topic", "concerning": "topic", "on": "topic", "over": "topic", "with": "instrument", "using": "instrument",
    "because of": "cause", "due to": "cause", "as": "attribute", "of": "patient", "between": "agent", "among": "agent",
    "out of": "origin", "off": "origin", "upon": "topic", "at": "patient", "in": "topic", "through": "instrument",
    "via": "instrument", "along with": "agent", "together with": "agent", "alongside": "agent", "under": "cause",
    "despite": "", "including": "", "like": "", "such as": "", "than": "", "without": "", "around": "topic",
}  # fmt: skip
ACTORS = frozenset({"Person", "Organization", "Group"})


class RoleFinder:
    """Fills the roles of one article's events."""

    def __init__(
        self,
        syntax: Syntax,
        cast: Cast,
        found: dict[int, Found],
        owner: dict[int, int],
        timed: set[int],
        *,
        lexicon: Lexicon,
        ontology: Ontology,
    ) -> None:
        self.syntax, self.cast, self.timed = syntax, cast, timed
        self.lexicon, self.ontology = lexicon, ontology
        self.found, self.owner = found, owner
        self.order = {token: number for number, token in enumerate(sorted(found))}

    def fill(self, found: Found) -> tuple[tuple[Participant, ...], tuple[EventPlace, ...]]:
        """Participants and places of an event."""
        participants: list[Participant] = []
        places: list[EventPlace] = []
        for argument in found.arguments:
            role = self.role_of(found, argument)
            if role == "place":
                places += self.places(argument)
            elif role and role not in {"time", "ignore"}:
                participants += self.participants(found, argument, role)
        places += self.near_places(found)
        return unique(participants), unique_places(places)

    def role_of(self, found: Found, argument: grammar.Argument) -> str:
        """The role of an argument: the row's, else the default of its slot, else "" (no part in the event)."""
        slot, token = argument.slot, argument.token
        if token in self.timed:
            return "time"
        kind = broad_type(self.cast.type_at(token))
        roles = found.row.roles if found.row else {}
        if slot in roles and not (
            kind == "Place" and slot in {"in", "at"} and roles[slot] in {"topic", "patient"}
        ):
            return str(roles[slot])
        if slot in TIME_PREPOSITIONS or slot == "clause":
            return self.clause_role(found, argument) if slot == "clause" else ""
        if slot in PLACE_PREPOSITIONS and (kind == "Place" or self.is_place_word(token)):
            return "place"
        if slot == "compound":
            return self.compound_role(found, argument, kind)
        if slot == "to" and kind == "Place":
            return "destination"
        if slot == "from" and kind == "Place" and not found.row:
            return "origin"
        if slot == "for" and kind not in {*ACTORS, "Place"}:
            return (
                "purpose" if token in self.owner or grammar.is_verb(self.syntax, token) else "topic"
            )
        if slot == "with" and kind in {*ACTORS, "Place"}:
            return "recipient"
        if slot in {"among", "between"} and (found.pos == "verb" or kind not in {*ACTORS, "Place"}):
            return ""
        if slot in {"on", "in", "at", "over", "under", "through", "around"} and slot not in roles:
            return "topic" if slot in {"on", "over"} else ("place" if kind == "Place" else "")
        if slot == "of" and found.pos == "verb":
            return "topic"
        if slot == "by" and found.pos == "verb" and kind not in {*ACTORS, "Place"}:
            return "instrument"
        return ROLE_OF_SLOT.get(slot, "")

    def is_place_word(self, token: int) -> bool:
        return broad_type(self.lexicon.nominals.get(self.syntax.lemmas[token], "")) == "Place"

    def clause_role(self, found: Found, argument: grammar.Argument) -> str:
        return "topic" if argument.token in self.owner else ""

    def compound_role(self, found: Found, argument: grammar.Argument, kind: str) -> str:
        """ "Russian help", "ISIS attack": the doer, unless the row says otherwise; other nouns before take no part."""
        is_people = self.cast.people_of(argument.token) is not None
        if argument.construction == "adjective" and not is_people:
            return ""
        if is_people or kind in ACTORS or kind == "Place":
            return str((found.row.roles if found.row else {}).get("compound", "agent"))
        return ""

    def participants(
        self, found: Found, argument: grammar.Argument, role: str
    ) -> Iterator[Participant]:
        syntax, token = self.syntax, argument.token
        if (
            syntax.poses[token] in {"ADJ", "ADV"}
            and role != "attribute"
            and argument.construction != "adjective"
        ):
            return
        event = self.order.get(self.owner.get(token, token))
        if event is not None and self.owner.get(token, token) == found.token:
            return
        entity = self.cast.at(token)
        if event is not None and entity is not None and self.cast.entities[entity].type == "Thing":
            entity = None
        if entity is None and (argument.construction == "adjective" or argument.slot == "compound"):
            entity = self.cast.people_of(token)
        if entity is not None:
            upper = (*self.ontology.ancestors(found.type), "")[0]
            entity = self.cast.government_of(entity, role, upper, token)
        passage = self.words_of(token)
        rule = f"roles.{argument.construction.replace(' ', '-')}"
        yield Participant(role, passage, syntax.passage(token, token + 1), entity, event, rule)  # type: ignore[arg-type]

    def words_of(self, token: int) -> Passage:
        """The words of a participant: its name mention, else its noun phrase, else its clause's verb."""
        syntax = self.syntax
        if token in self.cast.spans:
            begin, end = self.cast.spans[token]
            phrase = syntax.passage(*grammar.noun_phrase(syntax, token))
            return (
                phrase
                if phrase.begin <= begin and phrase.end >= end
                else syntax.article.passage(begin, end)
            )
        if syntax.poses[token] in grammar.NOMINAL:
            return syntax.passage(*grammar.noun_phrase(syntax, token))
        return syntax.passage(token, token + 1)

    def places(self, argument: grammar.Argument) -> Iterator[EventPlace]:
        """The place itself and the places it lies in by the same words: both banks of the Euphrates [in Syria]."""
        token = argument.token
        rule = f"places.{argument.construction.replace(' ', '-')}"
        yield EventPlace(
            self.words_of(token), self.syntax.passage(token, token + 1), self.cast.at(token), rule
        )
        for name, _, inner in grammar.prepositions(self.syntax, token):
            if (
                name in {"in", "of", "near", "at"}
                and broad_type(self.cast.type_at(inner)) == "Place"
            ):
                yield from self.places(grammar.Argument(name, inner, "nested"))

    def near_places(self, found: Found) -> list[EventPlace]:
        """Places said of the object ("killed three people in Goma"), where the object is no event itself."""
        places: list[EventPlace] = []
        for argument in found.arguments:
            if argument.slot in {"object", "subject"} and argument.token not in self.found:
                for name, _, noun in grammar.prepositions(self.syntax, argument.token):
                    if (
                        name in {"in", "at", "near", "outside", "across", "around"}
                        and noun > found.token
                    ):
                        if broad_type(self.cast.type_at(noun)) == "Place":
                            places += self.places(grammar.Argument(name, noun, "of the object"))
        return places


def unique(participants: list[Participant]) -> tuple[Participant, ...]:
    """Participants in text order within their order of roles, one head filling one role once."""
    seen: dict[tuple[str, int], Participant] = {}
    taken: set[int] = set()
    for participant in participants:
        key = (participant.role, participant.head.begin)
        if participant.head.begin not in taken:
            seen.setdefault(key, participant)
            taken.add(participant.head.begin)
    return tuple(seen.values())


def unique_places(places: list[EventPlace]) -> tuple[EventPlace, ...]:
    return tuple({place.head.begin: place for place in reversed(places)}.values())[::-1]
