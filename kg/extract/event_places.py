"""Where events take place: from their own words, from their participants, from the clause that they
stand in.

"killed three people in Goma" took place in Goma; so did the attack of "the attack killed three
people in Goma". The place of a dateline is where the report was written, and says nothing of the
event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.phrases import broad_type
from kg.extract.senses import Found
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon
from kg.model import EventPlace, Passage

WITHIN = frozenset({"in", "of", "near", "at"})
BESIDE = frozenset({"in", "at", "near", "outside", "inside", "across", "around", "along", "on"})
# what is talked about or aimed at need not be where one talks: marched in Lima against [a law]
ABOUT = frozenset("about against concerning for on over regarding to towards".split())
SITED = frozenset({"at", "outside", "inside", "near", "in front of"})
# arcs up which the place of a clause is also that of what the clause tells
CLIMBED = frozenset(
    "pobj prep dobj nsubj nsubjpass attr conj xcomp compound agent poss advcl pcomp".split()
)
STEPS = 5
# participants whose place is the event's place
PLACED = frozenset({"agent", "patient", "topic", "result"})


class PlaceFinder:
    """The places of one article's events."""

    def __init__(
        self, syntax: Syntax, cast: Cast, found: Mapping[int, Found], lexicon: Lexicon
    ) -> None:
        self.syntax, self.cast, self.found, self.lexicon = syntax, cast, found, lexicon

    def is_place(self, token: int) -> bool:
        return broad_type(self.cast.type_at(token)) == "Place"

    def is_place_word(self, token: int) -> bool:
        """True for common nouns for places, "international waters" among them."""
        kind = self.lexicon.nominals.get(self.syntax.lemmas[token], "")
        return broad_type(kind) == "Place" or self.syntax.lowers[token] == "waters"

    def is_site(self, token: int, preposition: str) -> bool:
        """True for the seat of an organisation: shot [at] a firm, arrested [outside] the
        ministry; but "at an office party" is an event.
        """
        if token in self.found or broad_type(self.cast.type_at(token)) != "Organization":
            return False
        if preposition == "in":  # not of what has a name: invested in Norfell
            return self.syntax.poses[token] == "NOUN"
        return preposition in SITED

    def at(self, token: int, construction: str) -> Iterator[EventPlace]:
        """The place itself and the places it lies in by the same words: both banks of the Euphrates
        [in Syria].
        """
        town = self.named_by_of(token)
        head = self.syntax.passage(town, town + 1)
        rule = f"places.{construction.replace(' ', '-')}"
        yield EventPlace(words_of(self.syntax, self.cast, token), head, self.cast.at(town), rule)
        for name, _, inner in grammar.prepositions(self.syntax, town):
            if name in WITHIN and self.is_place(inner) and not self.is_in_name(token, inner):
                yield from self.at(inner, "nested")

    def beside_time(self, token: int) -> Iterator[EventPlace]:
        """Places that stand behind a time: killed on the night of 3 May [in Goma]."""
        for name, _, noun in grammar.prepositions(self.syntax, token):
            if name in BESIDE and (self.is_place(noun) or self.is_place_word(noun)):
                yield from self.at(noun, "beside the time")
            elif name == "of":
                yield from self.beside_time(noun)

    def named_by_of(self, token: int) -> int:
        """The name behind a noun for places, which means the same place: the city of [Lyon]; else
        the word itself.
        """
        if self.lexicon.nominals.get(self.syntax.lemmas[token], "") not in {"City", "Region"}:
            return token
        names = [
            noun
            for name, _, noun in grammar.prepositions(self.syntax, token)
            if name == "of" and self.is_place(noun) and self.syntax.poses[noun] == "PROPN"
        ]
        return names[0] if len(names) == 1 else token

    def is_in_name(self, token: int, inner: int) -> bool:
        """True where one name has both words: Gulf of [Aden]."""
        span = self.cast.spans.get(token)
        return span is not None and span[0] <= self.syntax.begins[inner] < span[1]

    def of_participant(
        self, found: Found, argument: grammar.Argument, role: str
    ) -> Iterator[EventPlace]:
        """Places said of a participant that is no event itself: killed three people [in Goma]."""
        if role not in PLACED or argument.token in self.found or argument.slot == "possessive":
            return
        for name, _, noun in grammar.prepositions(self.syntax, argument.token):
            if (
                name in BESIDE
                and noun > found.token
                and (self.is_place(noun) or self.is_place_word(noun) or self.is_site(noun, name))
            ):
                yield from self.at(noun, "of the participant")

    def of_clause(
        self,
        token: int,
        owner: Mapping[int, int],
        places: Mapping[int, tuple[EventPlace, ...]],
        stops: frozenset[int],
    ) -> tuple[EventPlace, ...]:
        """The place of the nearest event above in the same clause: the attack killed three [in
        Goma].
        """
        syntax, at = self.syntax, token
        for _ in range(STEPS):
            dep = syntax.deps[at]
            if dep not in CLIMBED or (
                dep == "advcl" and grammar.own_subject(syntax, at) is not None
            ):
                return ()
            if dep == "prep" and syntax.lowers[at] in ABOUT:
                return ()
            at = syntax.heads[at]
            above = owner.get(at, at)
            if above in stops:
                return ()
            if above != token and places.get(above):
                named = places[above][:1]
                return tuple(replace(place, rule="places.clause") for place in named)
        return ()


def words_of(syntax: Syntax, cast: Cast, token: int) -> Passage:
    """The words of a participant: its name mention, else its noun phrase, else its clause's
    verb.
    """
    if token in cast.spans:
        begin, end = cast.spans[token]
        phrase = syntax.passage(*grammar.counted_phrase(syntax, token))
        return (
            phrase
            if phrase.begin <= begin and phrase.end >= end
            else syntax.article.passage(begin, end)
        )
    if syntax.poses[token] in grammar.NOMINAL:
        return syntax.passage(*grammar.counted_phrase(syntax, token))
    return syntax.passage(token, token + 1)


def unique_places(places: Iterable[EventPlace]) -> tuple[EventPlace, ...]:
    """Places in order, one head once."""
    found: dict[int, EventPlace] = {}
    for place in places:
        found.setdefault(place.head.begin, place)
    return tuple(found.values())
