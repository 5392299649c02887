"""Finds which events of an article are one happening told again.

"The court jailed Ada Holm. The sentence ...": a definite noun repeats what was told shortly before.
"Flood kills 46" over "At least 46 people have died": a headline tells what the first lines tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract import grammar
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon
from kg.model import Event, Passage
from kg.ontology import Ontology

NEAR = 3  # sentences within which a definite noun repeats an event
LEAD = 4  # sentences of the body that tell what the headline tells
DEFINITE = frozenset({"the", "this", "that"})
VAGUE = frozenset({"Action", "Change", "Communication", "State"})  # say too little to be one
# what happens to somebody, told of the doer and of the sufferer: "killed three", "three died"
SUFFERED = {"Killing": "Death", "Wounding": "Injury"}
COMPARED = ("agent", "patient")


class SameEvents:
    """Pairs of events of one article that are one; `tokens` are the tokens of their triggers."""

    def __init__(
        self,
        syntax: Syntax,
        events: tuple[Event, ...],
        tokens: Sequence[int],
        lexicon: Lexicon,
        ontology: Ontology,
    ) -> None:
        self.syntax, self.events, self.tokens = syntax, events, tokens
        self.lexicon, self.ontology = lexicon, ontology

    def find(self) -> Iterator[tuple[int, int, str]]:
        """Numbers of the later and of the earlier event, and the rule."""
        for number in range(len(self.events)):
            earlier = self.repeated(number)
            if earlier is not None:
                yield number, earlier, "relations.same-event"
        for number in range(len(self.events)):
            told = self.told_in_the_lead(number)
            if told is not None:
                yield told, number, "relations.headline"

    def repeated(self, number: int) -> int | None:
        """The event that a definite event noun repeats: declared ... the announcement."""
        syntax, sentences, token = self.syntax, self.syntax.sentence_of, self.tokens[number]
        if self.events[number].rule != "events.nominal":
            return None
        if grammar.determiner(syntax, token) not in DEFINITE:
            return None
        if any(name == "of" for name, _, _ in grammar.prepositions(syntax, token)):
            return None
        for earlier in range(number - 1, -1, -1):
            distance = sentences[token] - sentences[self.tokens[earlier]]
            if distance > NEAR:
                break
            if distance and self.is_likely_one(number, earlier):
                return earlier
        return None

    def told_in_the_lead(self, number: int) -> int | None:
        """The first event of the body that tells what an event of the headline tells."""
        syntax, token = self.syntax, self.tokens[number]
        if token >= syntax.title_tokens:
            return None
        body = syntax.sentence_of[syntax.title_tokens - 1] + 1
        for later in range(number + 1, len(self.events)):
            sentence = syntax.sentence_of[self.tokens[later]]
            if sentence >= body + LEAD:
                break
            if sentence >= body and self.is_told_again(number, later):
                return later
        return None

    def is_told_again(self, number: int, later: int) -> bool:
        """True for like words or types whose doers and sufferers agree."""
        shared = self.agreement(number, later)
        if shared is None or not self.is_likely_one(number, later):
            return False
        return bool(shared) or self.is_one_word(number, later)

    def is_likely_one(self, number: int, other: int) -> bool:
        if self.is_one_word(number, other):
            return True
        one, two = self.events[number].type, self.events[other].type
        if one != two:
            return SUFFERED.get(one) == two or SUFFERED.get(two) == one
        return one == "Announcement" or self.ontology.upper_type(one) not in VAGUE

    def is_one_word(self, number: int, other: int) -> bool:
        """True for one lemma, and for a noun and its verb: "sentence", "sentenced"."""
        return bool(self.words(number) & self.words(other))

    def words(self, number: int) -> set[str]:
        lemma = self.events[number].lemma
        noun = self.lexicon.event_nouns.get(lemma)
        return {lemma, noun.verb} if noun and noun.verb else {lemma}

    def agreement(self, number: int, other: int) -> int | None:
        """How many of the roles that both fill have a filler in common; None if one has not."""
        shared = 0
        for role in COMPARED:
            mine, theirs = self.fillers(number, role), self.fillers(other, role)
            if mine and theirs:
                if not mine & theirs:
                    return None
                shared += 1
        return shared

    def fillers(self, number: int, role: str) -> set[int | str]:
        """Entities and the lemmas of heads that fill a role."""
        found: set[int | str] = set()
        for participant in self.events[number].participants:
            if participant.role == role:
                token = self.syntax.token_at.get(participant.head.begin)
                found.add(self.syntax.lemmas[token] if token is not None else participant.head.text)
                found |= self.numbers(participant.passage)
                if participant.entity is not None:
                    found.add(participant.entity)
        return found

    def numbers(self, passage: Passage) -> set[str]:
        """The numerals of a phrase: "at least 46" and "46 people" are as many."""
        syntax = self.syntax
        first, last = syntax.token_at.get(passage.begin), syntax.token_at.get(passage.end)
        if first is None:
            return set()
        end = first + 12 if last is None else last
        return {
            syntax.lowers[token]
            for token in range(first, min(end, len(syntax)))
            if syntax.tags[token] == "CD" and syntax.ends[token] <= passage.end
        } - {"one"}
