"""Finds the words that tell events, and what type they tell: verbs, nouns, participles, copulas.

"made the announcement" tells one event, the announcement; "began providing support" another, the
support; the verbs that only help to tell it hand their arguments over. Which words tell which type
is the lexicon's.
"""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.idioms import find_idioms
from kg.extract.lending import lend, understand
from kg.extract.senses import Found, Senses
from kg.extract.states import States
from kg.extract.support_verbs import SupportVerbs
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon, Trigger
from kg.ontology import Ontology

# types of events whose verbs have an object wherever they are active, but for a few
TELLING = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})  # what may tell an event
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

# beside those of Life, what those are called after whom it has befallen: the wounded
BEFALLING = frozenset({"Wounding", "Killing", "Abduction"})

# names of events that models take for those of organisations and works
GATHERINGS = frozenset("awards oscars emmys grammys baftas olympics paralympics games".split())


class TriggerFinder:
    """The words of one article that tell events, by token."""

    def __init__(
        self, syntax: Syntax, cast: Cast, skipped: set[int], *, lexicon: Lexicon, ontology: Ontology
    ) -> None:
        self.syntax, self.cast = syntax, cast
        self.skipped = skipped | find_idioms(syntax, lexicon)
        self.lexicon, self.ontology = lexicon, ontology
        self.senses = Senses(syntax, cast, lexicon, skipped)
        self.states = States(syntax, self.senses)
        self.support = SupportVerbs(syntax, self.senses, lexicon, self.tells_event)
        self.found: dict[int, Found] = {}
        self.owner: dict[
            int, int
        ] = {}  # token -> trigger token of the event it belongs to, helpers included

    def find(self) -> dict[int, Found]:
        """The events by trigger token; `owner` then has the helpers too."""
        for token, pos in enumerate(self.syntax.poses):
            if pos not in TELLING or token in self.skipped or self.ends_compound(token):
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
        if grammar.is_noun_like(syntax, token):
            self.add_group(token)
            return
        if self.support.is_anonymity(token):
            return
        if syntax.deps[token] == "prep" or grammar.is_participial(syntax, token):
            return
        if syntax.deps[token] == "pobj" and syntax.tags[token] != "VBG":
            return
        lemma = syntax.lemmas[token]
        if len(lemma) < 2 or not lemma[0].isalpha():
            return  # a dash or half a contraction
        particle = self.senses.particle_of(token)
        name = f"{lemma} {particle}" if particle else lemma
        arguments = grammar.arguments_of(syntax, token)
        if lemma == "be" or self.support.kind_of(name) == "copula":
            self.add_state(token, arguments)
            return
        other = self.support.event_of(token, name, arguments)
        if other is not None:
            if other != token:
                self.owner[token] = other
            return
        row = self.senses.row_for(lemma, "verb", token, particle, arguments)
        repeated = self.support.repeated(row, arguments) if row else None
        if repeated is not None:
            self.owner[token] = repeated
            return
        if row and self.is_headline_passive(token, row, arguments):
            arguments = grammar.arguments_of(syntax, token, passive=True)
        if row and self.is_transitive(row) and not any(a.slot == "object" for a in arguments):
            arguments += grammar.coming_object(syntax, token)
        told = row.type if row else "Action"
        self.put(Found(token, "verb", row, told, name, "events.verb", [], arguments))

    def add_group(self, token: int) -> None:
        """ "eleven of the injured", "among the dead": those whom an event has befallen."""
        lemma, pos = self.syntax.lemmas[token], self.syntax.poses[token].lower()
        row = self.senses.row_for(lemma, "verb" if pos == "verb" else "adjective", token, "", [])
        if row is not None and (
            row.type in BEFALLING or self.ontology.ancestors(row.type)[:1] == ("Life",)
        ):
            self.put(Found(token, "adjective", row, row.type, lemma, "events.group", [], []))

    def tells_event(self, noun: int) -> bool:
        """True for a noun that `add_noun` makes an event."""
        pos = self.syntax.poses[noun]
        return (
            noun not in self.skipped
            and self.senses.is_event_noun(noun)
            and (pos == "NOUN" or self.is_event_name(noun))
        )

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
        return self.is_transitive(row)

    def is_transitive(self, row: Trigger) -> bool:
        """True for types of events whose verbs have an object wherever they are active."""
        upper = self.ontology.ancestors(row.type)[:1]
        return bool(upper) and upper[0] in TRANSITIVE and row.type not in INTRANSITIVE

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
        if grammar.is_noun_like(self.syntax, token):
            self.add_group(token)
            return
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
        if self.is_degree(token) or self.support.kind_of(syntax.lowers[token]) == "empty":
            return
        row = self.senses.row_for(lemma, "verb", token, "", arguments)
        if row is not None and not row.preposition:
            self.put(Found(token, "verb", row, row.type, lemma, "events.participle", [], arguments))

    def ends_compound(self, token: int) -> bool:
        """True for the last of "hit-and-run", "stop-and-search": one event, told by the first."""
        lowers = self.syntax.lowers
        return (
            token > 3 and lowers[token - 1] == "-" and lowers[token - 3 : token - 1] == ["-", "and"]
        )

    def is_degree(self, token: int) -> bool:
        """True for "best-known", "well-built", which tell no event."""
        syntax = self.syntax
        return token > 1 and syntax.words[token - 1] == "-" and syntax.poses[token - 2] == "ADV"

    def add_noun(self, token: int) -> None:
        syntax, lemma = self.syntax, self.syntax.lemmas[token]
        if not self.senses.is_event_noun(token) or grammar.is_aim(syntax, token):
            return
        curated = (lemma, "noun") in self.lexicon.triggers
        if syntax.poses[token] == "PROPN" and not self.is_event_name(token):
            return
        if syntax.deps[token] in {"compound", "nmod"} and not (
            curated
            and self.is_event_of(syntax.heads[token], lemma)
            and not self.is_in_event_name(token)
        ):
            return
        arguments = self.senses.noun_arguments(token)
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

    def is_in_event_name(self, token: int) -> bool:
        """True for a word of the name of another event: the [Harvest] Awards."""
        syntax, head = self.syntax, self.syntax.heads[token]
        proper = syntax.poses[token] == syntax.poses[head] == "PROPN"
        return proper and self.cast.is_one_name(head, token)

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
