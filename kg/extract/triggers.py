"""Finds the words that tell events, and what type they tell: verbs, nouns, participles, copulas.

"made the announcement" tells one event, the announcement; "began providing support" another, the
support; the verbs that only help to tell it hand their arguments over. Which words tell which type
is the lexicon's.
"""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.lending import lend, understand
from kg.extract.senses import Found, Senses
from kg.extract.states import States
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon, Trigger
from kg.ontology import Ontology

# types of events whose verbs have an object wherever they are active, but for a few
TRANSITIVE = frozenset(
    {"Conflict", "Territory", "Justice", "Sanction", "LawMaking", "Aid", "Economy"}
)
INTRANSITIVE = frozenset(
    "Withdrawal Surrender Appeal Trial Defeat Resistance Battle War Rise Fall Trade Bankruptcy "
    "Closure Crime".split()
)


HEADS_OF_EVENTS = frozenset(
    "suspect victim survivor plot case scene site area toll threat spree wave zone attempt bid "
    "effort".split()
)

HAPPENING = frozenset({"happen", "occur"})
# names of events that models take for those of organisations and works
GATHERINGS = frozenset("awards oscars emmys grammys baftas olympics paralympics games".split())

PASSED = frozenset({"aspectual", "modal", "raising", "light"})  # helpers of infinitives, gerunds


class TriggerFinder:
    """The words of one article that tell events, by token."""

    def __init__(
        self, syntax: Syntax, cast: Cast, skipped: set[int], *, lexicon: Lexicon, ontology: Ontology
    ) -> None:
        self.syntax, self.cast, self.skipped = syntax, cast, skipped
        self.lexicon, self.ontology = lexicon, ontology
        self.senses = Senses(syntax, cast, lexicon, skipped)
        self.states = States(syntax, self.senses)
        self.found: dict[int, Found] = {}
        self.owner: dict[
            int, int
        ] = {}  # token -> trigger token of the event it belongs to, helpers included

    def find(self) -> dict[int, Found]:
        """The events by trigger token; `owner` then has the helpers too."""
        for token, pos in enumerate(self.syntax.poses):
            if token in self.skipped:
                continue
            if pos in {"VERB", "AUX"}:
                self.add_verb(token)
            elif pos in {"NOUN", "PROPN"}:
                self.add_noun(token)
            elif pos == "ADJ":
                self.add_adjective(token)
        self.hand_over()
        return self.found

    def add_verb(self, token: int) -> None:
        syntax = self.syntax
        if not grammar.is_verb(syntax, token) or syntax.deps[token] in {
            "amod",
            "compound",
            "punct",
            "case",
        }:
            if syntax.deps[token] == "amod" and syntax.tags[token] in {"VBN", "VBG"}:
                self.add_participle(token)
            return
        if syntax.deps[token] == "prep" or (
            syntax.deps[token] == "pobj" and syntax.tags[token] not in {"VBG"}
        ):
            return
        lemma = syntax.lemmas[token]
        particle = grammar.particle(syntax, token)
        kind = self.kind_of_helper(f"{lemma} {particle}" if particle else lemma)
        arguments = grammar.arguments_of(syntax, token)
        if kind == "copula" or lemma == "be":
            self.add_state(token, arguments)
            return
        if self.complement_event(token, kind, arguments) is not None:
            return
        if self.only_happens(token, arguments):
            return
        row = self.senses.row_for(lemma, "verb", token, particle, arguments)
        if row and self.repeats_its_object(row, token, arguments):
            return
        if row and self.is_headline_passive(token, row, arguments):
            arguments = grammar.arguments_of(syntax, token, passive=True)
        name = f"{lemma} {particle}" if particle else lemma
        kind_of_event = row.type if row else "Action"
        self.put(Found(token, "verb", row, kind_of_event, name, "events.verb", [], arguments))

    def only_happens(self, token: int, arguments: list[grammar.Argument]) -> bool:
        """True for "the attack took place in Goma", where the subject tells the event."""
        lemma = self.syntax.lemmas[token]
        if lemma not in HAPPENING and not (
            lemma == "take" and any(self.is_bare_place(a) for a in arguments)
        ):
            return False
        for argument in arguments:
            noun = argument.token
            if argument.slot == "subject" and self.tells_event(noun):
                self.owner[token] = noun
                return True
        return False

    def is_bare_place(self, argument: grammar.Argument) -> bool:
        syntax, noun = self.syntax, argument.token
        return (
            argument.slot == "object"
            and syntax.lowers[noun] == "place"
            and not syntax.children[noun]
        )

    def tells_event(self, noun: int) -> bool:
        """True for a noun that `add_noun` makes an event."""
        pos = self.syntax.poses[noun]
        return self.senses.is_event_noun(noun) and (pos == "NOUN" or self.is_event_name(noun))

    def repeats_its_object(
        self, row: Trigger, token: int, arguments: list[grammar.Argument]
    ) -> bool:
        """True if the object tells the same event as its verb: "signed an agreement", "staged a
        protest".
        """
        if not row.object:
            return False
        for argument in arguments:
            noun = argument.token
            if argument.slot != "object" or self.syntax.poses[noun] != "NOUN":
                continue
            if self.senses.type_of_noun(noun) == row.type:
                self.owner[token] = noun
                return True
        return False

    def is_headline_passive(
        self, token: int, row: Trigger, arguments: list[grammar.Argument]
    ) -> bool:
        """True for "Town captured by rebels", "Mayor arrested": in titles a past form without
        object is a participle.
        """
        if token >= self.syntax.title_tokens or self.syntax.tags[token] not in {"VBD", "VBN"}:
            return False
        if (
            any(a.slot in {"object", "clause", "dative"} for a in arguments)
            or row.roles.get("subject", "agent") != "agent"
        ):
            return False
        upper = self.ontology.ancestors(row.type)[:1]
        return bool(upper) and upper[0] in TRANSITIVE and row.type not in INTRANSITIVE

    def kind_of_helper(self, name: str) -> str:
        """What the lexicon says of a verb that may only help: "light", "aspectual" ...; a phrasal
        one always helps.
        """
        row = self.lexicon.not_events.get(name)
        if row is None:
            return ""
        return "aspectual" if row.kind == "light" and " " in name else str(row.kind)

    def complement_event(
        self, token: int, kind: str, arguments: list[grammar.Argument]
    ) -> int | None:
        """The token of the event that a light, aspectual or modal verb only helps to tell; None if
        it tells its own.
        """
        syntax = self.syntax
        if kind == "empty":
            return token
        for argument in arguments:
            if (
                argument.slot == "clause"
                and grammar.is_verb(syntax, argument.token)
                and syntax.deps[argument.token] == "xcomp"
                and (kind in PASSED or self.kind_of_helper(f"{syntax.lemmas[token]} to") == "modal")
            ):
                self.owner[token] = argument.token
                return argument.token
        for argument in arguments:
            if argument.slot == "object" and self.is_helped(token, argument.token, kind):
                self.owner[token] = argument.token
                return argument.token
        return None

    def is_helped(self, verb: int, noun: int, kind: str) -> bool:
        """True if a noun tells the event that the verb before it only carries out: "made the
        announcement".
        """
        lemma = self.syntax.lemmas[noun]
        if self.syntax.poses[noun] != "NOUN" or not self.senses.is_event_noun(noun):
            return False
        return kind == "aspectual" or self.syntax.lemmas[verb] in self.lexicon.light_verbs.get(
            lemma, frozenset()
        )

    def add_state(self, token: int, arguments: list[grammar.Argument]) -> None:
        told_by, state = self.states.of_copula(token, arguments)
        if told_by is not None:
            self.owner[token] = told_by
        if state is not None:
            self.put(state)
            if state.token != token:
                self.owner[token] = state.token

    def add_adjective(self, token: int) -> None:
        """ "shot dead", "found guilty", "left homeless": what somebody is made, or "the dead
        climber".
        """
        found = self.states.of_adjective(token)
        if found is not None and token not in self.found:
            self.put(found)

    def add_participle(self, token: int) -> None:
        """ "the destroyed bridge", "the wounded soldiers": participles before a noun, only with a
        trigger row.
        """
        syntax, lemma = self.syntax, self.syntax.lemmas[token]
        slot = "object" if syntax.tags[token] == "VBN" else "subject"
        arguments = [grammar.Argument(slot, syntax.heads[token], "attributive participle")]
        if self.is_degree(token):
            return
        row = self.senses.row_for(lemma, "verb", token, "", arguments)
        if row is not None and not row.preposition:
            self.put(Found(token, "verb", row, row.type, lemma, "events.participle", [], arguments))

    def is_degree(self, token: int) -> bool:
        """True for "best-known", "well-built", which tell no event."""
        syntax = self.syntax
        return token > 1 and syntax.words[token - 1] == "-" and syntax.poses[token - 2] == "ADV"

    def add_noun(self, token: int) -> None:
        syntax, lemma = self.syntax, self.syntax.lemmas[token]
        if not self.senses.is_event_noun(token):
            return
        curated = (lemma, "noun") in self.lexicon.triggers
        if syntax.poses[token] == "PROPN" and not self.is_event_name(token):
            return
        if syntax.deps[token] in {"compound", "nmod"} and not (
            curated and self.is_event_of(syntax.heads[token], lemma)
        ):
            return
        arguments = grammar.noun_arguments(syntax, token)
        row = self.senses.noun_row(token)
        kind = row.type if row else self.senses.type_of_derived(lemma)
        self.put(Found(token, "noun", row, kind, lemma, "events.nominal", [], arguments))

    def is_event_of(self, head: int, lemma: str) -> bool:
        """True for nouns before which a noun tells an event: murder trial, piracy attempt, bombing
        suspect.

        "War games" tell one event: there "war" only says of which sense "games" is.
        """
        row = self.senses.noun_row(head)
        if row is not None and lemma in row.modifier:
            return False
        return self.syntax.lemmas[head] in HEADS_OF_EVENTS or self.senses.is_event_noun(head)

    def is_event_name(self, token: int) -> bool:
        """True for capitalised events: the Battle of Mosul, the Gulf War, the Academy Awards."""
        if (self.syntax.lemmas[token], "noun") not in self.lexicon.triggers:
            return False
        index = self.cast.at(token)
        return (
            index is None
            or self.cast.entities[index].type in {"EventName", "Thing"}
            or self.syntax.lowers[token] in GATHERINGS
        )

    def put(self, event: Found) -> None:
        self.found[event.token] = event
        self.owner[event.token] = event.token

    def hand_over(self) -> None:
        """Helpers give their arguments to the event they help to tell: who *made* the announcement
        announces.
        """
        for helper in sorted(self.owner, reverse=True):
            target, steps = self.owner[helper], 0
            while target in self.owner and self.owner[target] != target and steps < 8:
                target, steps = self.owner[target], steps + 1
            self.owner[helper] = target
            event = self.found.get(target)
            if event is None or helper == target:
                continue
            event.helpers.append(helper)
            lend(self.syntax, self.cast, helper, event)
        for event in self.found.values():
            if event.pos == "noun":
                understand(self.syntax, self.cast, event)
