"""Codes events as political event data does: in "agreed to free the hostages" the release is an
agreement, not yet a release.

The type of an event says what its words tell. PLOVER, CAMEO and ACLED count what was done: help
that is refused is a rejection, help that is to come a promise, sanctions that are to come a threat,
what somebody asks for a request, a strike that is called off gives way. The type that an event is
coded as stands beside its own one; its codes are those of the ontology.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract import grammar
from kg.extract.factuality import judge
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon
from kg.model import Claim, Event
from kg.ontology import Ontology

# PLOVER's classes of cooperation, in word and deed
COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
# what a promise of it is not yet: PLOVER counts "will release", "will provide" as AGREE
DEEDS = COOPERATION - {"AGREE", "SUPPORT"}
HARM = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST"})
# what lies under these words is coded like them as long as it is not a fact
WORDS = {
    "Accord": "Agreement",
    "Agreement": "Agreement",
    "Promise": "Agreement",
    "Offer": "Agreement",
    "Refusal": "Refusal",
    "Threat": "Threat",
    "Request": "Request",
    "Demand": "Request",
}
GOVERNED = frozenset({"topic", "patient", "result", "purpose"})
IMMINENT = frozenset({"about"})  # "is about to" promises nothing: the deed is as good as done
ENDING = frozenset(
    "end stop halt cease suspend lift drop abandon quit discontinue terminate cancel".split()
) | {"call off", "break off", "cut off", "pull out"}


class EventCoder:
    """The codes of one article's events."""

    def __init__(
        self,
        syntax: Syntax,
        events: Sequence[Event],
        claims: Sequence[Claim],
        *,
        lexicon: Lexicon,
        ontology: Ontology,
    ) -> None:
        self.syntax, self.events = syntax, events
        self.lexicon, self.ontology = lexicon, ontology
        self.claims = {claim.event: claim for claim in reversed(claims)}
        self.governors = find_governors(events)

    def code(self, number: int) -> str:
        """The type an event is coded as; "" where that is its own, or where it has no codes."""
        event, claim = self.events[number], self.claims.get(number)
        if claim is None or (plover := self.plover_of(event)) is None:
            return ""
        ordered = self.ordered(event)
        if ordered:
            return ordered
        ended = self.ended(event, plover)
        if ended:
            return self.carried_out(ended, claim)
        if claim.polarity == "negative":
            return "Refusal" if plover in COOPERATION else ""
        if claim.temporality != "future" or any(cue.text in IMMINENT for cue in claim.cues):
            return ""
        return self.unrealised(plover, self.governors.get(number), claim)

    def plover_of(self, event: Event) -> str | None:
        found = self.ontology.plover_of(event.type)
        return None if found is None else found[0]

    def ordered(self, event: Event) -> str:
        """What an authority orders in a noun, it does: ordered [the release] of the editor."""
        if event.type != "Demand" or event.lemma != "order":
            return ""
        for participant in event.participants:
            if participant.event is not None and participant.role in GOVERNED:
                inner = self.events[participant.event]
                if inner.rule == "events.nominal" and self.plover_of(inner):
                    return inner.type
        return ""

    def ended(self, event: Event, plover: str) -> str:
        """What the end of an event by somebody is: a ceasefire, a concession, a break."""
        token = self.syntax.token_at.get(event.triggers[0].begin)
        if token is None:
            return ""
        token = grammar.first_conjunct(self.syntax, token)
        verb = self.syntax.heads[token]
        particle = grammar.particle(self.syntax, verb)
        lemma = self.syntax.lemmas[verb]
        if (f"{lemma} {particle}" if particle else lemma) not in ENDING or verb == token:
            return ""
        arguments = grammar.arguments_of(self.syntax, verb)
        if not any(a.token == token and a.slot in {"object", "clause"} for a in arguments):
            return ""
        negated = judge(self.syntax, verb, self.lexicon).polarity == "negative"
        if plover in HARM:
            if negated:
                return "Refusal"
            fought = self.ontology.is_a(event.type, "Conflict")
            return "Ceasefire" if fought else "Concession"
        if plover in COOPERATION - {"CONCEDE", "RETREAT"} and not negated:
            return "DiplomaticBreak"
        return ""

    def carried_out(self, coded: str, claim: Claim) -> str:
        """The same for what is done, an agreement for what is to come, nothing for a wish."""
        if claim.temporality != "future" or coded == "Refusal":
            return coded
        if claim.certainty not in {"certain", "probable"}:
            return ""
        return "Threat" if coded == "DiplomaticBreak" else "Agreement"

    def unrealised(self, plover: str, governor: str | None, claim: Claim) -> str:
        """What lies ahead: a request under "asked", else a promise of help, a threat of harm."""
        if governor is not None and (plover in DEEDS or (plover in HARM and governor == "Threat")):
            return WORDS[governor]
        if claim.certainty in {"certain", "probable"}:
            if plover in DEEDS:
                return "Agreement"
            if plover in HARM:
                return "Threat"
        return ""


def code_events(
    syntax: Syntax,
    events: Sequence[Event],
    claims: Sequence[Claim],
    *,
    lexicon: Lexicon,
    ontology: Ontology,
) -> tuple[Event, ...]:
    """The events in their order, `coded_as` filled where the context changes their codes."""
    coder = EventCoder(syntax, events, claims, lexicon=lexicon, ontology=ontology)
    codes = [coder.code(number) for number in range(len(events))]
    return tuple(
        replace(event, coded_as=code) if code and code != event.type else event
        for event, code in zip(events, codes, strict=True)
    )


def find_governors(events: Sequence[Event]) -> dict[int, str]:
    """By event the type of the words it stands under: Agreement for the release agreed to."""
    governors: dict[int, str] = {}
    for event in events:
        if event.type in WORDS and event.lemma != "order":
            for participant in event.participants:
                if participant.event is not None and participant.role in GOVERNED:
                    governors.setdefault(participant.event, event.type)
    return governors
