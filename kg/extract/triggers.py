"""Finds the words that tell events, and what type they tell: verbs, nouns, participles, copulas.

"made the announcement" tells one event, the announcement; "began providing support" another, the support; the verbs that only
help to tell it hand their arguments over. Which words tell which type is the lexicon's.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.senses import Senses
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon, Trigger
from kg.ontology import Ontology

PLACE_PREPOSITIONS = frozenset(
    "in at near inside outside across around along off within throughout on over above beneath under behind beside "
    "between beyond opposite past through via".split()
) | {"outside of", "next to", "close to"}
# types of events whose verbs have an object wherever they are active, but for a few
TRANSITIVE = frozenset(
    {"Conflict", "Territory", "Justice", "Sanction", "LawMaking", "Aid", "Economy"}
)
INTRANSITIVE = frozenset(
    "Withdrawal Surrender Appeal Trial Defeat Resistance Battle War Rise Fall Trade Bankruptcy Closure Crime".split()
)
# helpers whose subject is at the other end of what their object tells: "received help", "faces criticism"
RECEIVING = frozenset(
    "receive face draw suffer undergo get experience incur attract earn win".split()
)


@dataclass(slots=True)
class Found:
    """An event while it is being found: its trigger tokens and what fills its roles."""

    token: int
    pos: str
    row: Trigger | None
    type: str
    lemma: str
    rule: str
    helpers: list[int] = field(default_factory=list)  # light and aspectual verbs that belong to it
    arguments: list[grammar.Argument] = field(default_factory=list)


class TriggerFinder:
    """The words of one article that tell events, by token."""

    def __init__(
        self, syntax: Syntax, cast: Cast, skipped: set[int], *, lexicon: Lexicon, ontology: Ontology
    ) -> None:
        self.syntax, self.cast, self.skipped = syntax, cast, skipped
        self.lexicon, self.ontology = lexicon, ontology
        self.senses = Senses(syntax, cast, lexicon)
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
        kind = self.kind_of_helper(lemma, token)
        arguments = grammar.arguments_of(syntax, token)
        if kind == "copula" or lemma == "be":
            self.add_copula(token, arguments)
            return
        if self.complement_event(token, kind, arguments) is not None:
            return
        row = self.senses.row_for(lemma, "verb", token, particle, arguments)
        if row and self.repeats_its_object(row, token, arguments):
            return
        if row and self.is_headline_passive(token, row, arguments):
            arguments = grammar.arguments_of(syntax, token, passive=True)
        name = f"{lemma} {particle}" if particle else lemma
        kind_of_event = row.type if row else "Action"
        self.put(Found(token, "verb", row, kind_of_event, name, "events.verb", [], arguments))

    def repeats_its_object(
        self, row: Trigger, token: int, arguments: list[grammar.Argument]
    ) -> bool:
        """True if the object tells the same event as its verb: "signed an agreement", "staged a protest"."""
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
        """True for "Town captured by rebels", "Mayor arrested": in titles a past form without object is a participle."""
        if token >= self.syntax.title_tokens or self.syntax.tags[token] not in {"VBD", "VBN"}:
            return False
        if (
            any(a.slot in {"object", "clause", "dative"} for a in arguments)
            or row.roles.get("subject", "agent") != "agent"
        ):
            return False
        upper = self.ontology.ancestors(row.type)[:1]
        return bool(upper) and upper[0] in TRANSITIVE and row.type not in INTRANSITIVE

    def kind_of_helper(self, lemma: str, token: int) -> str:
        row = self.lexicon.not_events.get(lemma)
        return row.kind if row else ""

    def complement_event(
        self, token: int, kind: str, arguments: list[grammar.Argument]
    ) -> int | None:
        """The token of the event that a light, aspectual or modal verb only helps to tell; None if it tells its own."""
        syntax = self.syntax
        if kind == "empty":
            return token
        for argument in arguments:
            if argument.slot == "clause" and kind in {"aspectual", "modal", "raising", "light"}:
                if (
                    grammar.is_verb(syntax, argument.token)
                    and syntax.deps[argument.token] == "xcomp"
                ):
                    self.owner[token] = argument.token
                    return argument.token
        for argument in arguments:
            if argument.slot == "object" and self.is_helped(token, argument.token, kind):
                self.owner[token] = argument.token
                return argument.token
        return None

    def is_helped(self, verb: int, noun: int, kind: str) -> bool:
        """True if a noun tells the event that the verb before it only carries out: "made the announcement"."""
        lemma = self.syntax.lemmas[noun]
        if self.syntax.poses[noun] != "NOUN" or not self.senses.is_event_noun(noun):
            return False
        return kind == "aspectual" or self.syntax.lemmas[verb] in self.lexicon.light_verbs.get(
            lemma, frozenset()
        )

    def add_copula(self, token: int, arguments: list[grammar.Argument]) -> None:
        """ "The work is complete": a state, Being or Existence; not for "it is clear that"."""
        syntax = self.syntax
        attribute = next((a for a in arguments if a.slot == "attribute"), None)
        if grammar.expletive(syntax, token) is not None:
            if attribute is not None and self.senses.is_event_noun(attribute.token):
                self.owner[token] = attribute.token
                return
            found = [
                grammar.Argument("object", a.token, "existential") if a.slot == "attribute" else a
                for a in arguments
            ]
            self.put(Found(token, "verb", None, "Existence", "be", "events.existence", [], found))
            return
        has_subject = any(a.slot == "subject" for a in arguments)
        if attribute is None:
            if has_subject and any(a.slot in PLACE_PREPOSITIONS for a in arguments):
                self.put(
                    Found(
                        token,
                        "verb",
                        None,
                        "Being",
                        syntax.lemmas[token],
                        "events.state",
                        [],
                        arguments,
                    )
                )
            return
        if syntax.tags[attribute.token] == "JJ" and self.complement_of_adjective(
            token, attribute.token
        ):
            return
        if has_subject:
            kept = [a for a in arguments if a.slot not in {"subject"}]
            subjects = [
                grammar.Argument("object", a.token, a.construction)
                for a in arguments
                if a.slot == "subject"
            ]
            self.put(
                Found(
                    token,
                    "verb",
                    None,
                    "Being",
                    syntax.lemmas[token],
                    "events.state",
                    [],
                    [*subjects, *kept],
                )
            )

    def complement_of_adjective(self, copula: int, adjective: int) -> bool:
        """ "is ready to leave", "is likely to": the infinitive is the event."""
        for child in self.syntax.children[adjective]:
            if self.syntax.deps[child] == "xcomp" and grammar.is_verb(self.syntax, child):
                self.owner[copula] = child
                return True
        return False

    def add_participle(self, token: int) -> None:
        """ "the destroyed bridge", "the wounded soldiers": participles before a noun, only with a trigger row."""
        syntax = self.syntax
        row = next(
            (
                r
                for r in self.lexicon.triggers.get((syntax.lemmas[token], "verb"), ())
                if not r.particle
            ),
            None,
        )
        if row is None or row.object or row.preposition:
            return
        slot = "object" if syntax.tags[token] == "VBN" else "subject"
        arguments = [grammar.Argument(slot, syntax.heads[token], "attributive participle")]
        self.put(
            Found(
                token,
                "verb",
                row,
                row.type,
                syntax.lemmas[token],
                "events.participle",
                [],
                arguments,
            )
        )

    def add_noun(self, token: int) -> None:
        syntax, lemma = self.syntax, self.syntax.lemmas[token]
        if not self.senses.is_event_noun(token):
            return
        curated = (lemma, "noun") in self.lexicon.triggers
        if syntax.poses[token] == "PROPN" and not (curated and self.heads_event_name(token)):
            return
        if syntax.deps[token] in {"compound", "nmod"} and not (
            curated and self.senses.is_event_noun(syntax.heads[token])
        ):
            return
        arguments = grammar.noun_arguments(syntax, token)
        row = self.senses.row_for(lemma, "noun", token, "", arguments)
        if row is None and curated:
            return
        kind = row.type if row else self.senses.type_of_derived(lemma)
        self.put(Found(token, "noun", row, kind, lemma, "events.nominal", [], arguments))

    def heads_event_name(self, token: int) -> bool:
        """True for capitalised event names: the Battle of Mosul, the Gulf War."""
        index = self.cast.at(token)
        return index is None or self.cast.entities[index].type in {"EventName", "Thing"}

    def put(self, event: Found) -> None:
        self.found[event.token] = event
        self.owner[event.token] = event.token

    def hand_over(self) -> None:
        """Helpers give their arguments to the event they help to tell: who *made* the announcement announces."""
        for helper in sorted(self.owner, reverse=True):
            target, steps = self.owner[helper], 0
            while target in self.owner and self.owner[target] != target and steps < 8:
                target, steps = self.owner[target], steps + 1
            self.owner[helper] = target
            event = self.found.get(target)
            if event is None or helper == target:
                continue
            event.helpers.append(helper)
            self.lend(helper, event)

    def lend(self, helper: int, event: Found) -> None:
        """Adds to an event the arguments of its helper that it has not itself."""
        syntax = self.syntax
        noun = event.pos == "noun"
        event.arguments = [a for a in event.arguments if not self.is_own(a, helper)]
        have = {a.slot for a in event.arguments} | {"object", "clause", "attribute"}
        passive_object = noun and grammar.is_passive(syntax, helper)
        receives = noun and syntax.lemmas[helper] in RECEIVING and not passive_object
        for argument in grammar.arguments_of(syntax, helper):
            slot = "of" if receives and argument.slot == "subject" else argument.slot
            same_slot = slot == "subject" and have & {"subject", "possessive", "by"}
            if (
                slot not in have
                and not same_slot
                and not (passive_object and slot == "object")
                and argument.token != event.token
            ):
                event.arguments.append(replace(argument, slot=slot))

    def is_own(self, argument: grammar.Argument, helper: int) -> bool:
        """True for the pronoun that only repeats the helper's subject: the rebels ended [their] siege."""
        if argument.slot != "possessive" or self.syntax.tags[argument.token] != "PRP$":
            return False
        subject, _ = grammar.understood_subject(self.syntax, helper)
        if subject is None or self.cast.at(subject) is None:
            return False
        return self.cast.at(subject) == self.cast.at(argument.token)
