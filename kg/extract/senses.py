"""Which sense of a word tells an event: the row of the lexicon whose conditions hold where the word
stands.

"cut jobs" is a layoff, "cut ties" a diplomatic break, "cut the rope" neither: rows of one lemma
differ in the objects, subjects, prepositions and modifiers that they ask for.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.phrases import broad_type
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon, Trigger

PLACE_PREPOSITIONS = frozenset(
    "in at near inside outside across around along off within throughout on over above beneath "
    "under behind beside "
    "between beyond opposite past through via".split()
) | {"outside of", "next to", "close to"}


# where the words stand that a row asks for as its object: took him *hostage* is one, too
OBJECT_SLOTS: dict[str, frozenset[str]] = {
    "verb": frozenset({"object", "complement"}),
    "noun": frozenset({"of", "compound"}),
    "adjective": frozenset({"of", "compound"}),
}


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


class Senses:
    """The senses of one article's verbs and nouns."""

    def __init__(self, syntax: Syntax, cast: Cast, lexicon: Lexicon, timed: set[int]) -> None:
        self.syntax, self.cast, self.lexicon, self.timed = syntax, cast, lexicon, timed
        self.rows: dict[int, Trigger | None] = {}
        self.arguments: dict[int, tuple[grammar.Argument, ...]] = {}

    def is_event_noun(self, token: int) -> bool:
        """True if a noun tells an event here: "the appeal against the ruling", not "the appeal of
        the sea".
        """
        lemma = self.syntax.lemmas[token]
        return lemma in self.lexicon.event_nouns or self.noun_row(token) is not None

    def noun_arguments(self, token: int) -> list[grammar.Argument]:
        """The arguments of a noun, found once; the list is the caller's."""
        if token not in self.arguments:
            self.arguments[token] = tuple(grammar.noun_arguments(self.syntax, token))
        return list(self.arguments[token])

    def noun_row(self, token: int) -> Trigger | None:
        """The trigger row of a noun, found once."""
        lemma = self.syntax.lemmas[token]
        if (lemma, "noun") not in self.lexicon.triggers:
            return None
        if token not in self.rows:
            arguments = self.noun_arguments(token)
            self.rows[token] = self.row_for(lemma, "noun", token, "", arguments)
        return self.rows[token]

    def has_rows(self, lemma: str, pos: str) -> bool:
        return (lemma, pos) in self.lexicon.triggers

    def type_of_noun(self, token: int) -> str:
        """The type of event that a noun tells; "" if it tells none."""
        if not self.is_event_noun(token):
            return ""
        row = self.noun_row(token)
        return row.type if row else self.type_of_derived(self.syntax.lemmas[token])

    def type_of_derived(self, lemma: str) -> str:
        """The type of the verb that an event noun derives from ("cancellation" -> cancel), Action
        if unknown.
        """
        noun = self.lexicon.event_nouns.get(lemma)
        rows = self.lexicon.triggers.get((noun.verb, "verb"), ()) if noun and noun.verb else ()
        plain = [row for row in rows if not row.particle and not row.object and not row.preposition]
        return plain[0].type if plain else "Action"

    def row_for(
        self, lemma: str, pos: str, token: int, particle: str, arguments: list[grammar.Argument]
    ) -> Trigger | None:
        """The first trigger row of a lemma whose conditions hold here."""
        for row in self.lexicon.triggers.get((lemma, pos), ()):
            if row.particle != particle and (row.particle or particle):
                continue
            if row.object and not self.has_head(row.object, arguments, OBJECT_SLOTS[pos]):
                continue
            if row.intransitive and any(a.slot in {"object", "clause"} for a in arguments):
                continue
            if row.predicate and not grammar.object_predicates(self.syntax, token):
                continue
            if row.subject and not self.has_head(row.subject, arguments, {"subject"}):
                continue
            if row.preposition and not self.has_preposition(row.preposition, arguments):
                continue
            if row.modifier and not any(
                self.syntax.lemmas[m] in row.modifier for m in grammar.modifiers(self.syntax, token)
            ):
                continue
            if row.governor and self.governor_of(token) not in row.governor:
                continue
            return row
        return None

    def particle_of(self, verb: int) -> str:
        """The particle of a phrasal verb, also where the parse takes it for an adverb: turned
        [back].
        """
        told = grammar.particle(self.syntax, verb)
        if told:
            return told
        word = grammar.adverb_behind(self.syntax, verb)
        if not word:
            return ""
        rows = self.lexicon.triggers.get((self.syntax.lemmas[verb], "verb"), ())
        return word if any(row.particle == word for row in rows) else ""

    def governor_of(self, token: int) -> str:
        """The lemma of the word that governs a word or its coordination: sign in "signed a deal and
        a treaty"; "" at the top of a sentence.
        """
        first = grammar.first_conjunct(self.syntax, token)
        head = self.syntax.heads[first]
        return "" if head == first else self.syntax.lemmas[head]

    def has_preposition(self, wanted: tuple[str, ...], arguments: list[grammar.Argument]) -> bool:
        """True for one of these prepositions, or of these with their noun ("for survivor")."""
        return any(
            (a.slot in wanted or f"{a.slot} {self.syntax.lemmas[a.token]}" in wanted)
            and a.token not in self.timed
            for a in arguments
        )

    def has_head(
        self, wanted: tuple[str, ...], arguments: list[grammar.Argument], slots: Set[str]
    ) -> bool:
        for argument in arguments:
            if argument.slot in slots:
                kind = self.cast.type_at(argument.token)
                if (
                    self.syntax.lemmas[argument.token] in wanted
                    or kind in wanted
                    or broad_type(kind) in wanted
                ):
                    return True
        return False
