"""Decides which role each argument of an event fills, and where it took place.

"the liberation of Syria from IS by the army": Syria is the patient, IS the source, the army the
agent. The lexicon's row of the trigger decides first, then the defaults of slots, with what is
known of the argument: a place, an actor, a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.event_places import PlaceFinder, unique_places, words_of
from kg.extract.phrases import broad_type
from kg.extract.senses import PLACE_PREPOSITIONS, Found
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon
from kg.model import EventPlace, Participant
from kg.ontology import Ontology

TIME_PREPOSITIONS = frozenset(
    "during after before since until till following amid pending".split()
) | {"prior to"}
ROLE_OF_SLOT = {
    "subject": "agent", "object": "patient", "dative": "recipient", "attribute": "attribute",
    "possessive": "agent", "by": "agent", "from": "source", "to": "recipient",
    "into": "destination", "toward": "destination", "towards": "destination", "onto": "destination",
    "for": "beneficiary", "against": "patient", "about": "topic", "regarding": "topic",
    "concerning": "topic", "on": "topic", "over": "topic", "with": "instrument",
    "using": "instrument", "because of": "cause", "due to": "cause", "as": "attribute",
    "of": "patient", "between": "agent", "among": "agent", "out of": "origin", "off": "origin",
    "upon": "topic", "at": "patient", "in": "topic", "through": "instrument", "via": "instrument",
    "along with": "agent", "together with": "agent", "alongside": "agent", "under": "cause",
    "despite": "", "including": "", "like": "", "such as": "", "than": "", "without": "",
    "around": "topic",
}  # fmt: skip
MEANS = frozenset({"Product", "Weapon", "Thing", ""})  # what a "gun attack" is done with
# what an attack is made for, not with
MOTIVES = frozenset(
    {"terror", "terrorist", "suicide", "hate", "revenge", "retaliation", "guerrilla"}
)
NO_DOERS = frozenset({"press", "office", "news", "media"})  # press conference, office party
ACTORS = frozenset({"Person", "Organization", "Group"})
# upper types of events that are about something
ABOUT = frozenset(
    "Communication Diplomacy Sanction Protest Justice LawMaking Politics Discussion Decision "
    "Opinion Plan Research".split()
)


ABOARD = frozenset({"in", "on", "aboard"})  # flew in a helicopter, left on two buses
VEHICLES = frozenset({"Product", "Weapon"})
JOURNEYS = frozenset({"MovementOfPeople", "ForceMovement"})
# what befalls people and things; whom it befell himself, does not do it: was hit, killing two
HARM = frozenset("Killing Wounding Injury Damage Destruction Displacement".split())


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
        self.places = PlaceFinder(syntax, cast, found, lexicon)
        self.order = {token: number for number, token in enumerate(sorted(found))}

    def fill(self, found: Found) -> tuple[tuple[Participant, ...], tuple[EventPlace, ...]]:
        """Participants and places of an event."""
        participants: list[Participant] = []
        places: list[EventPlace] = []
        placed = ""  # the preposition of the place before
        for argument in map(partial(self.past_scene, found), found.arguments):
            role = self.role_of(found, argument)
            if argument.construction == "conjunction" and argument.slot == placed:
                role = "place" if self.syntax.poses[argument.token] == "PROPN" else role
            placed = argument.slot if role == "place" else ""
            if role == "place" and argument.token in self.found:
                continue
            if role == "place":
                places += self.places.at(argument.token, argument.construction)
            elif role == "time":
                places += self.places.beside_time(argument.token)
            elif role and role != "ignore":
                participants += self.participants(found, argument, role)
                places += self.places.of_participant(found, argument, role)
        return unique(participants), unique_places(places)

    def role_of(self, found: Found, argument: grammar.Argument) -> str:
        """The role of an argument: the row's, else the default of its slot, else "" (no part in the
        event).
        """
        slot, token = argument.slot, argument.token
        if token in self.timed:
            return "time"
        if (slot == "clause" and token not in self.owner) or grammar.is_aim(self.syntax, token):
            return ""
        if slot == "compound":
            return self.compound_role(found, argument)
        if slot == "subject" and (self.is_result(found, token) or self.is_plan(argument)):
            return ""
        kind = broad_type(self.cast.type_at(token))
        roles = found.row.roles if found.row else {}
        if token in self.found and (own := self.role_of_event(slot, token, roles)) is not None:
            return own
        if slot == "subject" and self.makes_happen(found):
            return "agent"
        if slot in roles and not self.is_place_after_all(found, slot, token, str(roles[slot])):
            told = slot == "object" and roles[slot] == "recipient" and token in self.owner
            return "topic" if told else str(roles[slot])
        if slot in ABOARD and kind in VEHICLES and self.is_journey(found):
            return "instrument"
        if slot in TIME_PREPOSITIONS or slot == "clause":
            return self.clause_role(argument) if slot == "clause" else ""
        if slot in PLACE_PREPOSITIONS and (kind == "Place" or self.places.is_place_word(token)):
            return "place"
        if self.places.is_site(token, slot):
            return "place"
        if slot == "to" and kind == "Place":
            return "destination"
        if slot == "from" and kind == "Place" and not found.row:
            return "origin"
        if slot == "for" and kind not in {*ACTORS, "Place"}:
            if token in self.owner or grammar.is_verb(self.syntax, token):
                return "purpose"
            return "topic" if self.is_about(found) else ""
        if slot == "with" and kind in {*ACTORS, "Place"}:
            return "recipient"
        if slot in {"among", "between"} and (found.pos == "verb" or kind not in {*ACTORS, "Place"}):
            return ""
        if slot in {"on", "over"} and self.syntax.lemmas[token] in grammar.TIME_NOUNS:
            return ""
        if slot in {"on", "in", "at", "over", "under", "through", "around"} and slot not in roles:
            if slot in {"on", "over"} and self.is_about(found):
                return "topic"
            return "place" if kind == "Place" else ""
        if slot == "of" and found.pos == "verb":
            return "topic"
        if slot == "by" and found.pos == "verb" and kind not in {*ACTORS, "Place"}:
            return "" if grammar.is_measure(self.syntax, token) else "instrument"
        return ROLE_OF_SLOT.get(slot, "")

    def role_of_event(self, slot: str, token: int, roles: Mapping[str, str]) -> str | None:
        """The role of an event where no other kind of argument has it, None where it is as theirs:
        nobody shoots [at] a wedding, which is no place either; stabbed [to] death.
        """
        if slot == "at" and roles.get(slot, "place") in {"patient", "place"}:
            return ""
        return "result" if slot == "to" and self.found[token].type == "Death" else None

    def makes_happen(self, found: Found) -> bool:
        """True where the subject of a verb of happening does it to an object: rebels burned two
        trucks, though "two trucks burned".
        """
        roles = found.row.roles if found.row else {}
        return (
            found.pos == "verb"
            and roles.get("subject") == "patient"
            and roles.get("object", "patient") == "patient"
            and any(a.slot == "object" for a in found.arguments)
        )

    def is_result(self, found: Found, subject: int) -> bool:
        """True where a participle tells what came of something that befell its subject: the bridge
        was hit by a lorry, killing two; a tank exploded, injuring six.
        """
        main = grammar.main_clause(self.syntax, found.token) if found.type in HARM else None
        event = self.found.get(self.owner.get(main, -1)) if main is not None else None
        return event is not None and any(
            a.token == subject and self.role_of(event, a) in {"patient", "recipient"}
            for a in event.arguments
        )

    def past_scene(self, found: Found, argument: grammar.Argument) -> grammar.Argument:
        """The event at a place for the place, where a relative clause tells whom it harmed: an
        [attack] on a cafe in Steyr, which killed two; else the argument itself.
        """
        syntax, place = self.syntax, argument.token
        if argument.slot != "subject" or found.type not in HARM:
            return argument
        kind, coordinated = self.cast.type_at(place), argument.construction == "conjunction"
        if broad_type(kind) != "Place" or (kind == "Country" and not coordinated):
            return argument
        for above, _ in grammar.governors(syntax, place):
            for noun in (above, *grammar.predicate_nouns(syntax, above)):
                if noun in self.found and self.found[noun].pos == "noun":
                    return replace(argument, token=noun, construction="scene")
        return argument

    def is_plan(self, argument: grammar.Argument) -> bool:
        """True for the "way" of "the best way is to wait", which does not wait."""
        understood = argument.construction in {"control", "relative", "gerund"}
        return understood and self.syntax.lemmas[argument.token] in grammar.HELD

    def is_journey(self, found: Found) -> bool:
        return bool(JOURNEYS & {found.type, *self.ontology.ancestors(found.type)})

    def is_about(self, found: Found) -> bool:
        """True for what has a topic: talks, laws, trials, and nouns ("a report [on]"), but not
        "marched on a Sunday", "for the fourth time".
        """
        return found.pos == "noun" or bool(
            ABOUT & {found.type, *self.ontology.ancestors(found.type)}
        )

    def is_place_after_all(self, found: Found, slot: str, token: int, role: str) -> bool:
        """True where the row means a target but the place is meant: shot two clerks [at] a bank."""
        if slot not in {"in", "at"} or role not in {"topic", "patient"}:
            return False
        if broad_type(self.cast.type_at(token)) == "Place":
            return True
        has_object = found.pos == "noun" or any(a.slot == "object" for a in found.arguments)
        return has_object and self.places.is_site(token, slot)

    def clause_role(self, argument: grammar.Argument) -> str:
        return "topic" if argument.token in self.owner else ""

    def compound_role(self, found: Found, argument: grammar.Argument) -> str:
        """ "Russian help", "ISIS attack": the doer, unless the row says otherwise; "London
        bombing": the place.
        """
        roles = found.row.roles if found.row else {}
        if self.cast.people_of(argument.token) is not None:
            return str(roles.get("compound", "agent"))
        if argument.construction == "adjective" or grammar.is_counting(self.syntax, argument.token):
            return ""
        if self.cast.is_one_name(found.token, argument.token):
            return ""
        finer = self.cast.type_at(argument.token)
        kind = broad_type(finer)
        if kind == "Place" and finer != "Country":
            return "place"
        if (kind in ACTORS or kind == "Place") and self.syntax.lemmas[
            argument.token
        ] not in NO_DOERS:
            role = str(roles.get("compound", "agent"))
            return "agent" if role == "instrument" else role
        role = str(roles.get("compound", ""))
        if role != "instrument":
            return role
        tells_event = argument.token in self.owner or self.syntax.lemmas[argument.token] in MOTIVES
        return "" if tells_event or kind not in MEANS else role

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
        token = self.cast.named_by(token) if event is None else token
        entity = self.cast.at(token)
        if event is not None and entity is not None and self.cast.entities[entity].type == "Thing":
            entity = None
        if entity is None and (argument.construction == "adjective" or argument.slot == "compound"):
            entity = self.cast.people_of(token)
        if entity is not None:
            upper = (*self.ontology.ancestors(found.type), "")[0]
            entity = self.cast.government_of(entity, role, upper, token)
        passage = words_of(self.syntax, self.cast, token)
        rule = f"roles.{argument.construction.replace(' ', '-')}"
        yield Participant(role, passage, syntax.passage(token, token + 1), entity, event, rule)  # type: ignore[arg-type]


def unique(participants: list[Participant]) -> tuple[Participant, ...]:
    """Participants in the order of roles and words, one head and one name filling a role once."""
    seen: dict[tuple[str, int], Participant] = {}
    taken: set[int] = set()
    for participant in participants:
        key = (participant.role, participant.passage.begin)
        if participant.head.begin not in taken:
            seen.setdefault(key, participant)
            taken.add(participant.head.begin)
    return tuple(seen.values())
