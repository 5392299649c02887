"""Finds how events hang together: order, cause, purpose and sameness.

"Russia began providing support following a request": *request* before *support*. "to prevent the
terrorists from overrunning the country": the purpose of the support. "Gerasimov made the
announcement": the event told before.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import grammar
from kg.extract.order import without_contradictions
from kg.extract.sameness import SameEvents
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon
from kg.model import Event, Relation
from kg.model.event import RelationKind
from kg.ontology import Ontology

# the event governs what comes later
BEFORE = frozenset({"before", "prior to", "until", "till", "ahead of"})
AFTER = frozenset({"after", "following", "since", "upon", "once"})
CAUSE = frozenset({"because", "because of", "due", "due to", "owing to", "thanks to"})
OUTCOMES = frozenset({"result", "consequence"})  # fled as a [result] of the fighting
PUNISHING = frozenset({"Justice", "Sanction"})  # fined [for] dumping waste
HARM = ("Life", "Destruction", "Damage", "Wounding", "Killing", "Displacement", "Closure")
ORDERING = BEFORE | AFTER | CAUSE
EARLIER = frozenset({"previously", "formerly", "earlier", "once"})


class RelationFinder:
    """The relations of one article's events, found by their trigger tokens."""

    def __init__(
        self, syntax: Syntax, events: tuple[Event, ...], lexicon: Lexicon, ontology: Ontology
    ) -> None:
        self.syntax, self.events, self.lexicon, self.ontology = syntax, events, lexicon, ontology
        self.tokens = [syntax.token_at[event.triggers[0].begin] for event in events]
        self.event_at = {token: number for number, token in enumerate(self.tokens)}

    def find(self) -> tuple[Relation, ...]:
        found = [
            *self.prepositions(),
            *self.clauses(),
            *self.arguments(),
            *self.harm(),
            *self.sequences(),
            *self.earlier(),
            *self.same(),
        ]
        unique: dict[tuple[str, int, int], Relation] = {}
        for relation in found:
            if relation.source != relation.target:
                unique.setdefault((relation.kind, relation.source, relation.target), relation)
        kept = without_contradictions(unique.values())
        return tuple(sorted(kept, key=lambda r: (r.source, r.target, r.kind)))

    def relation(
        self, kind: RelationKind, source: int, target: int, token: int, rule: str
    ) -> Relation:
        return Relation(kind, source, target, self.syntax.passage(token, token + 1), rule)

    def governing_event(self, token: int) -> int | None:
        """The event of the nearest trigger above a token."""
        for at, _ in grammar.governors(self.syntax, token):
            if at in self.event_at:
                return self.event_at[at]
            delegate = next(
                (c for c in self.syntax.children[at] if c in self.event_at and c != token), None
            )
            if (
                delegate is not None
                and grammar.is_verb(self.syntax, at)
                and self.syntax.deps[delegate] in {"xcomp", "dobj"}
            ):
                return self.event_at[delegate]
        return None

    def event_below(self, token: int) -> int | None:
        """The event of a token or of what it helps to tell: after [being briefed], following [the
        request].
        """
        if token in self.event_at:
            return self.event_at[token]
        below = [
            c
            for c in self.syntax.children[token]
            if c in self.event_at and self.syntax.deps[c] in {"xcomp", "dobj"}
        ]
        return self.event_at[below[0]] if below else None

    def prepositions(self) -> Iterator[Relation]:
        """Events after prepositions of order and cause: "following a request", "because of the
        flood".
        """
        syntax = self.syntax
        for head, pos in enumerate(syntax.poses):
            if pos not in {"VERB", "AUX", "NOUN"} or not syntax.children[head]:
                continue
            for name, token, noun in grammar.prepositions(syntax, head):
                if name == "as" and syntax.lemmas[noun] == "part":
                    yield from self.parts(head, token, noun)
                if name == "as" and syntax.lemmas[noun] in OUTCOMES:
                    yield from self.outcome(head, token, noun)
                other = self.event_below(noun)
                ours = self.event_below(head)
                if ours is None and name in ORDERING:
                    ours = self.governing_event(token)
                ours = self.equated(ours)
                if other is None or ours is None or other == ours:
                    continue
                if name in AFTER:
                    yield self.relation("before", other, ours, token, "relations.after")
                elif name in BEFORE:
                    yield self.relation("before", ours, other, token, "relations.before")
                elif name in {"during", "amid"} or (
                    name == "in" and syntax.deps[head] != "compound"
                ):
                    yield self.relation("during", ours, other, token, f"relations.{name}")
                elif name in CAUSE:
                    yield self.relation("causes", other, ours, token, "relations.because-of")
                elif name == "for" and self.is_punished(ours, other):
                    yield self.relation("causes", other, ours, token, "relations.for")
                elif name == "including":
                    yield self.relation("part-of", other, ours, token, "relations.including")

    def parts(self, head: int, token: int, part: int) -> Iterator[Relation]:
        """What an event is said to be part of: raided a farm as [part] of a campaign."""
        ours = self.event_below(head)
        ours = self.governing_event(token) if ours is None else ours
        for name, _, noun in grammar.prepositions(self.syntax, part):
            whole = self.event_below(noun)
            if name == "of" and whole is not None and ours is not None and whole != ours:
                yield self.relation("part-of", ours, whole, token, "relations.as-part-of")

    def is_punished(self, punishment: int, deed: int) -> bool:
        """True for a deed that somebody is punished for: sentenced him for [killing] a guard."""
        upper = self.ontology.ancestors(self.events[punishment].type)[:1]
        acting = self.syntax.tags[self.tokens[deed]] == "VBG"
        return acting and bool(upper) and upper[0] in PUNISHING

    def outcome(self, head: int, token: int, noun: int) -> Iterator[Relation]:
        """What came of an event: fled as a [result] of the fighting."""
        ours = self.event_below(head)
        for name, _, cause in grammar.prepositions(self.syntax, noun):
            other = self.event_below(cause)
            if name == "of" and other is not None and ours is not None and other != ours:
                yield self.relation("causes", other, ours, token, "relations.as-result-of")

    def harm(self) -> Iterator[Relation]:
        """The harm that a participle tells behind its cause: shelled the camp, [killing] nine."""
        syntax = self.syntax
        for number, verb in enumerate(self.tokens):
            if syntax.tags[verb] != "VBG" or syntax.lowers[verb - 1 : verb] != [","]:
                continue
            step = grammar.step_up(syntax, verb)
            if step is None or step.relation != "participle" or step.governor > verb:
                continue
            cause = self.event_at.get(step.governor)
            told = self.events[number].type
            if cause is not None and any(self.ontology.is_a(told, kind) for kind in HARM):
                yield self.relation("causes", cause, number, verb, "relations.result")

    def sequences(self) -> Iterator[Relation]:
        """Order told by a verb: the summit was [followed] by a dinner."""
        for number, event in enumerate(self.events):
            if event.lemma not in {"follow", "precede"}:
                continue
            told = {p.role: p.event for p in event.participants if p.event is not None}
            later, sooner = told.get("agent"), told.get("patient", told.get("destination"))
            if event.lemma == "precede":
                later, sooner = sooner, later
            if later is not None and sooner is not None and later != sooner:
                token = self.tokens[number]
                yield self.relation("before", sooner, later, token, f"relations.{event.lemma}")

    def equated(self, number: int | None) -> int | None:
        """The event that a state says something of: the fire [was] the worst since the war; the
        attack [came] after the talks.
        """
        if number is None:
            return number
        event = self.events[number]
        if event.type != "Being" and event.lemma != "come":
            return number
        for participant in event.participants:
            if participant.role in {"patient", "agent"} and participant.event is not None:
                return participant.event
        return number

    def clauses(self) -> Iterator[Relation]:
        """Adverbial clauses: "after the army withdrew", "to prevent ...", "leading to their
        demise".
        """
        syntax = self.syntax
        for number, verb in enumerate(self.tokens):
            if syntax.deps[verb] not in {"advcl", "xcomp", "acl", "pcomp"} or not grammar.is_verb(
                syntax, verb
            ):
                continue
            ours = self.equated(self.governing_event(verb))
            if ours is None or ours == number:
                continue
            for mark in grammar.subordinators(syntax, verb):
                lower = syntax.lowers[mark]
                if lower in AFTER:
                    yield self.relation("before", number, ours, mark, "relations.after")
                elif lower in BEFORE:
                    yield self.relation("before", ours, number, mark, "relations.before")
                elif lower in {"while", "when", "as"} and syntax.deps[verb] == "advcl":
                    yield self.relation("during", ours, number, mark, f"relations.{lower}")
                elif lower in CAUSE:
                    yield self.relation("causes", number, ours, mark, "relations.because")
                elif lower == "to" and syntax.deps[verb] == "advcl":
                    yield self.relation("purpose", ours, number, mark, "relations.purpose")

    def arguments(self) -> Iterator[Relation]:
        """Causation told by a verb: "help allowed the army to liberate", "the flood caused the
        collapse".
        """
        for number, event in enumerate(self.events):
            kind: RelationKind | None = None
            if event.type == "Enabling":
                kind = "enables"
            elif event.type == "Causation":
                kind = "causes"
            if kind is None:
                continue
            causes = [
                p.event
                for p in event.participants
                if p.role in {"agent", "cause"} and p.event is not None
            ]
            effects = [
                p.event
                for p in event.participants
                if p.role in {"patient", "topic", "result"} and p.event is not None
            ]
            effects += [later for effect in effects for later in self.coordinated(effect)]
            for cause in causes:
                for effect in effects:
                    yield self.relation(
                        kind,
                        cause,
                        effect,
                        self.tokens[number],
                        f"relations.{event.lemma.replace(' ', '-')}",
                    )

    def coordinated(self, number: int) -> list[int]:
        """The events coordinated with one to its right: to turn the tide and [liberate]."""
        tokens = grammar.conjuncts(self.syntax, self.tokens[number])[1:]
        return [self.event_at[token] for token in tokens if token in self.event_at]

    def earlier(self) -> Iterator[Relation]:
        """What befell a thing before another event took it: liberate areas [previously]
        occupied.
        """
        syntax = self.syntax
        for number, verb in enumerate(self.tokens):
            noun = syntax.heads[verb]
            if syntax.deps[verb] not in {"acl", "relcl"} or noun == verb:
                continue
            word = next(
                (c for c in grammar.adverbs(syntax, verb) if syntax.lowers[c] in EARLIER), None
            )
            ours = None if word is None else self.governing_event(noun)
            if word is not None and ours is not None and ours != number:
                yield self.relation("before", number, ours, word, "relations.previously")

    def same(self) -> Iterator[Relation]:
        """What is told again: declared ... the announcement; a headline and the first lines."""
        same = SameEvents(self.syntax, self.events, self.tokens, self.lexicon, self.ontology)
        for later, earlier, rule in same.find():
            yield self.relation("same-as", later, earlier, self.tokens[later], rule)


def find_relations(
    syntax: Syntax, events: tuple[Event, ...], *, lexicon: Lexicon, ontology: Ontology
) -> tuple[Relation, ...]:
    """All relations between an article's events, sorted by source, target and kind."""
    return RelationFinder(syntax, events, lexicon, ontology).find()
