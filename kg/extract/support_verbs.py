"""Finds the verbs that only help to tell an event: "made the announcement", "began to withdraw".

The announcement and the withdrawal are the events; so is the attack of "the attack took place in
Goma". What such verbs have to say goes to the event (`kg.extract.lending`).
"""

from __future__ import annotations

from collections.abc import Callable

from kg.extract import grammar
from kg.extract.senses import Senses
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon, Trigger

NAMING = frozenset({"name", "identify", "quote"})
SHUNNING = frozenset("ask decline refuse request wish want insist prefer".split())
HAPPENING = frozenset({"happen", "occur"})
PASSED = frozenset({"aspectual", "modal", "raising", "light"})  # helpers of infinitives, gerunds


class SupportVerbs:
    """Which verbs of one article stand for an event that another word tells."""

    def __init__(
        self,
        syntax: Syntax,
        senses: Senses,
        lexicon: Lexicon,
        tells_event: Callable[[int], bool],
    ) -> None:
        self.syntax, self.senses, self.lexicon = syntax, senses, lexicon
        self.tells_event = tells_event

    def kind_of(self, name: str) -> str:
        """What the lexicon says of a verb that may only help: "light", "aspectual" ...; a phrasal
        one always helps.
        """
        row = self.lexicon.not_events.get(name)
        if row is None:
            return ""
        return "aspectual" if row.kind == "light" and " " in name else str(row.kind)

    def event_of(self, token: int, name: str, arguments: list[grammar.Argument]) -> int | None:
        """The token that tells the event of a light, aspectual or modal verb instead of it, the
        verb itself if it tells nothing at all; None if it tells an event of its own.
        """
        syntax, kind = self.syntax, self.kind_of(name)
        if kind == "empty":
            return token
        served = any(argument.slot == "object" for argument in arguments)
        modal = not served and self.kind_of(f"{syntax.lemmas[token]} to") == "modal"
        for argument in arguments:
            if (
                argument.slot == "clause"
                and grammar.is_verb(syntax, argument.token)
                and syntax.deps[argument.token] == "xcomp"
                and (kind in PASSED or modal)
            ):
                return argument.token
        for argument in arguments:
            if argument.slot == "object" and self.is_helped(token, argument.token, kind):
                return argument.token
        return self.happening(token, arguments)

    def is_helped(self, verb: int, noun: int, kind: str) -> bool:
        """True if a noun tells the event that the verb before it only carries out: "made the
        announcement".
        """
        lemma = self.syntax.lemmas[noun]
        if not self.tells_event(noun):
            return False
        return kind == "aspectual" or self.syntax.lemmas[verb] in self.lexicon.light_verbs.get(
            lemma, frozenset()
        )

    def happening(self, token: int, arguments: list[grammar.Argument]) -> int | None:
        """The subject that tells the event: the [attack] took place in Goma."""
        lemma = self.syntax.lemmas[token]
        if lemma not in HAPPENING and not (
            lemma == "take" and any(self.is_bare_place(a) for a in arguments)
        ):
            return None
        subjects = (a.token for a in arguments if a.slot == "subject")
        return next((noun for noun in subjects if self.tells_event(noun)), None)

    def is_anonymity(self, token: int) -> bool:
        """True for "asked not to be named", which tells of the source and not of what happened."""
        syntax = self.syntax
        return (
            syntax.lemmas[token] in NAMING
            and syntax.deps[token] == "xcomp"
            and syntax.lemmas[syntax.heads[token]] in SHUNNING
            and grammar.is_passive(syntax, token)
        )

    def is_bare_place(self, argument: grammar.Argument) -> bool:
        """True for the noun of "take place", not of "take the place of"."""
        syntax, noun = self.syntax, argument.token
        return (
            argument.slot == "object"
            and syntax.lowers[noun] == "place"
            and not syntax.children[noun]
        )

    def repeated(self, row: Trigger, arguments: list[grammar.Argument]) -> int | None:
        """The object that tells the same event as its verb: signed an [agreement], staged a
        [protest].
        """
        if not row.object:
            return None
        for argument in arguments:
            noun = argument.token
            if argument.slot != "object" or self.syntax.poses[noun] != "NOUN":
                continue
            if self.senses.type_of_noun(noun) == row.type:
                return noun
        return None
