"""Finds names and types them: "Gen. Khalifa Haftar of the Libyan National Army (LNA)".

The model proposes; `name_cuts` cuts its names anew, `missed_names` finds what it left out, and
`name_types` decides of which type each is.
"""

from __future__ import annotations

from kg.extract.missed_names import MissedNames, Span
from kg.extract.name_cuts import NameCutter
from kg.extract.name_lists import COMMON_ACRONYMS, HONORIFICS, NameLists, name_lists
from kg.extract.name_types import CITY_SIZE, LABELS, NameTypes, head_of
from kg.extract.phrases import Phrase, normal_words
from kg.extract.syntax import Syntax
from kg.extract.told_places import find_told_places
from kg.lexicon import Lexicon
from kg.lexicon.gazetteer import Gazetteer

DOLLARS = frozenset({"dollar", "dollars"})
# what ministers and secretaries are ministers of
PORTFOLIOS = frozenset(
    "agriculture army budget commerce culture defence defense development economy education energy "
    "environment finance foreign health home housing immigration industry information interior "
    "justice labor labour oil planning security sports state tourism trade transport treasury "
    "war water welfare works".split()
)


class NameFinder:
    """The names of one article, with the evidence for their types."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self.syntax, self.gazetteer = syntax, gazetteer
        self.lists: NameLists = name_lists(lexicon)
        self.types = NameTypes(syntax, self.lists, gazetteer)
        self.taken: set[int] = set()
        self.cutter = NameCutter(syntax, self.lists, gazetteer, self.taken)
        self.missed = MissedNames(syntax, self.lists, gazetteer, self.cutter)
        self.surnames: set[str] = set()
        self.plain = {word for word in syntax.words if word.islower()}

    def find(self) -> list[Phrase]:
        spans, missed = self.proposed(), self.missed
        spans = self.spelt_out(spans)
        for more in (missed.known, missed.places, missed.runs, missed.repeated):
            for span in more(spans):
                self.taken.update(range(span[0], span[1]))
                spans.append(span)
        for span in find_told_places(self.syntax, self.taken, self.gazetteer):
            self.taken.update(range(span[0], span[1]))
            spans.append(span)
        self.surnames = {
            self.syntax.words[end - 1]
            for start, end, label in spans
            if label == "PERSON" and end - start > 1
        }
        spans = [span for span in sorted(spans) if not self.is_generic(*span)]
        for start, end, label in spans:
            self.types.weigh(start, end, label)
            if self.missed.is_bracketed(start) and end - start == 1:
                self.note_short(start, spans)
        types = self.types.decide_all()
        key = self.types.key
        return [self.phrase(start, end, types[key(start, end)]) for start, end, _ in spans]

    def spelt_out(self, spans: list[Span]) -> list[Span]:
        """The spans with the names in full before acronyms in brackets as one: "Islamic State in
        the Greater Sahara (ISGS)" (after Schwartz and Hearst 2003).
        """
        for bracket in (t for t, word in enumerate(self.syntax.words) if word == "("):
            start = self.cutter.start_of_full_name(bracket)
            inside = [s for s in spans if start < s[1] and s[0] < bracket]
            if start < 0 or any(s[0] < start or s[1] > bracket for s in inside):
                continue
            whole = len(inside) == 1 and inside[0][:2] == (start, bracket)
            if whole and inside[0][2] != "PERSON":
                continue
            spans = [s for s in spans if s not in inside]
            spans.append((start, bracket, "ORG"))
            self.taken.update(range(start, bracket))
        return spans

    def note_short(self, token: int, spans: list[tuple[int, int, str]]) -> None:
        """Remember the name before an acronym in brackets, or a person's team or party."""
        word, types = self.syntax.words[token], self.types
        before = next((span for span in spans if span[1] == token - 1), None)
        if before is None:
            return
        key = types.key(token, token + 1)
        if before[2] == "PERSON":
            types.evidence[key]["Team"] += 1
        elif is_acronym(word, self.syntax.words[before[0] : before[1]]):
            types.short[key] = types.key(before[0], before[1])

    def phrase(self, start: int, end: int, kind: str) -> Phrase:
        head = head_of(self.syntax, start, end)
        gender = self.gender(start, end) if kind == "Person" else "n"
        plural = kind == "Group" and self.syntax.tags[head] in {"NNS", "NNPS"}
        return Phrase(start, end, head, "name", kind, gender, plural, "mentions.name")

    def gender(self, start: int, end: int) -> str:
        before = normal_words(self.syntax.words[start - 1]) if start else ""
        if before in HONORIFICS:
            return HONORIFICS[before]
        return self.lists.gender(self.syntax.words[start]) if end - start > 1 else ""

    def proposed(self) -> list[tuple[int, int, str]]:
        """The model's entities, re-cut."""
        found = []
        for start, end, label in self.syntax.ents:
            if label == "NORP" and self.is_misread_place(start, end):
                label = "GPE"
            if label == "NORP" and self.is_adjective(end - 1):
                continue
            if label not in LABELS or self.is_demonym(start, end, label):
                continue
            for first, last in self.cutter.recut(start, end, label):
                if any(self.missed.is_name_word(token) for token in range(first, last)):
                    first, last = self.cutter.widened(first, last, label)
                    last = self.cutter.widened_right(first, last, label)
                    first, label = self.with_airline(first, label)
                    if self.taken.isdisjoint(range(first, last)):
                        found.append((first, last, label))
                        self.taken.update(range(first, last))
        return found

    def with_airline(self, start: int, label: str) -> tuple[int, str]:
        """The start and label of a place's name, or of "[Air] China"."""
        free = start > 0 and start - 1 not in self.taken and label == "GPE"
        return (
            (start - 1, "ORG") if free and self.syntax.words[start - 1] == "Air" else (start, label)
        )

    def is_demonym(self, start: int, end: int, label: str) -> bool:
        """True for "Ugandan" taken for a place: a property of the noun."""
        if end - start > 1 or label == "NORP":
            return False
        word, tag = self.syntax.words[start], self.syntax.tags[start]
        known = word.casefold() in self.lists.demonyms and tag not in {"NNS", "NNPS"}
        adjective = self.syntax.deps[start] in {"amod", "compound", "nmod"}
        return known and adjective and not self.gazetteer.country(word)

    def is_misread_place(self, start: int, end: int) -> bool:
        """True for "Punjab" in "Punjab polls", which the model takes for a people."""
        words = self.syntax.words[start:end]
        if words[-1].casefold() in self.lists.demonyms or self.gazetteer.demonym(words[-1]):
            return False
        found = self.gazetteer.find_places(" ".join(words))
        return bool(found) and (
            found[0].kind in {"country", "region"} or found[0].population >= CITY_SIZE
        )

    def is_adjective(self, token: int) -> bool:
        """True for "Russian" in "Russian help": a property of the noun, not a group of people."""
        return self.syntax.poses[token] == "ADJ" or self.syntax.deps[token] in {
            "amod",
            "compound",
            "nmod",
        }

    def is_generic(self, start: int, end: int, label: str) -> bool:
        """True for words that name nothing by themselves: "State", "Sheikh", "Professor", "GDP"."""
        following = self.syntax.lowers[min(end, len(self.syntax) - 1)]
        if following in DOLLARS and self.gazetteer.country(self.syntax.words[start]):
            return True  # "the US dollar" is money, and no country
        if end - start > 1:
            return False
        word, lower = self.syntax.words[start], self.syntax.lowers[start]
        if word.isupper() and len(word) > 1:
            return lower in COMMON_ACRONYMS
        if lower in self.lists.titles and label in {"PERSON", "ORG"}:
            return True
        if lower in PORTFOLIOS and self.lists.is_title(self.syntax.lowers[start + 1]):
            return True  # of "Defence Minister"
        common = word not in self.lists.known and word not in self.surnames
        if common and label == "ORG" and lower in self.plain:
            return True
        return (
            common
            and label in {"ORG", "PERSON", "PRODUCT"}
            and self.syntax.lemmas[start] in self.lists.generic
        )


def is_acronym(word: str, words: list[str]) -> bool:
    """True for "TIGI" of "Transparency Institute Guyana Inc", "NICU" of "Intensive Care Unit"."""
    initials = "".join(w[0] for w in words if w[:1].isupper())
    begins = word[:1] == initials[:1] or (len(initials) > 2 and word.endswith(initials))
    return len(word) > 1 and word.isupper() and begins


def find_names(syntax: Syntax, *, lexicon: Lexicon, gazetteer: Gazetteer) -> tuple[Phrase, ...]:
    """The name phrases of an article in text order; they do not overlap."""
    return tuple(NameFinder(syntax, lexicon, gazetteer).find())
