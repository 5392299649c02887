"""Finds the names that the model missed: "(LNA)", "Corcovado National Park", "Punjab polls".

The lexicons, the gazetteer, the words that names end with, and the names found elsewhere tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.name_cuts import PROPER, NameCutter
from kg.extract.name_lists import COMMON_ACRONYMS, NameLists
from kg.extract.name_types import CITY_SIZE, LOCATIVES
from kg.extract.phrases import broad_type
from kg.extract.syntax import Syntax
from kg.lexicon.gazetteer import Gazetteer

RUN_LABELS = {"Organization": "ORG", "Place": "LOC", "Facility": "FAC"}
Span = tuple[int, int, str]  # start token, end token, label of the model


class MissedNames:
    """Further names of one article; each method takes the spans found so far."""

    def __init__(self, syntax: Syntax, lists: NameLists, gazetteer: Gazetteer, cutter: NameCutter):
        self.syntax, self.lists, self.gazetteer = syntax, lists, gazetteer
        self.cutter, self.taken = cutter, cutter.taken

    def known(self, spans: list[Span]) -> Iterator[Span]:
        """Names of organisations and groups in the lexicons, and acronyms in brackets."""
        done = 0
        for token in range(len(self.syntax)):
            if token < done or token in self.taken or not self.is_name_word(token):
                continue
            if width := self.known_width(token):
                yield token, token + width, "ORG"
                done = token + width

    def known_width(self, token: int) -> int:
        """How many tokens from here are a known name; short ones only in brackets or capitals."""
        syntax = self.syntax
        longest = self.lists.longest_by_start.get(syntax.words[token].partition(" ")[0], 0)
        for width in range(min(longest, len(syntax) - token), 0, -1):
            words = " ".join(syntax.words[token : token + width])
            if words in self.lists.known and self.taken.isdisjoint(range(token, token + width)):
                shouted = words.isupper() and (len(words) > 2 or self.is_bracketed(token))
                return width if width > 1 or shouted or syntax.tags[token] in PROPER else 0
        word = syntax.words[token]
        return (
            1
            if self.is_bracketed(token) and word.isupper() and word.isalpha() and len(word) > 1
            else 0
        )

    def is_bracketed(self, token: int) -> bool:
        words = self.syntax.words
        return (
            token > 0
            and words[token - 1] == "("
            and token + 1 < len(words)
            and words[token + 1] in {")", ",", ";"}
        )

    def places(self, spans: list[Span]) -> Iterator[Span]:
        """Countries, regions and larger cities, and places in lists of places."""
        syntax = self.syntax
        near = {t for start, end, label in spans if label == "GPE" for t in range(start, end)}
        for token, tag in enumerate(syntax.tags):
            if (
                tag not in PROPER
                or token in self.taken
                or (syntax.deps[token] in {"compound", "nmod"} and not self.is_before_noun(token))
            ):
                continue
            start = token
            while start and syntax.tags[start - 1] in PROPER and start - 1 not in self.taken:
                start -= 1
            words = " ".join(syntax.words[start : token + 1])
            if (
                len(words) < 4
                or not syntax.words[start][:1].isupper()
                or syntax.lowers[start] in self.lists.generic
            ):
                continue
            found = self.gazetteer.find_places(words)
            if found and (
                found[0].kind in {"country", "region", "water", "area"}
                or found[0].population >= CITY_SIZE
            ):
                before = syntax.lowers[start - 1 if start else 0]
                telling = before in LOCATIVES | {"of", "from", "to"}
                if found[0].kind == "country" or self.is_before_noun(token) or telling:
                    yield start, token + 1, "GPE"
            elif found and syntax.deps[token] == "conj" and syntax.heads[token] in near:
                yield start, token + 1, "GPE"

    def is_before_noun(self, token: int) -> bool:
        """True for "Punjab" in "Punjab polls", not in "Punjab University"."""
        syntax = self.syntax
        if token + 1 >= len(syntax) or syntax.deps[token] not in {"compound", "nmod"}:
            return False
        return syntax.words[token + 1][:1].islower() and syntax.tags[token + 1] in {"NN", "NNS"}

    def runs(self, spans: list[Span]) -> Iterator[Span]:
        """Runs of proper nouns whose words or brackets tell what they are."""
        syntax = self.syntax
        ends = {end: label for _, end, label in spans}
        for token, end in self.free_runs():
            words = syntax.lowers[token:end]
            kind = broad_type(self.lists.type_by_parts(words)) if end - token > 1 else ""
            before = ends.get(token - 1, "") if syntax.words[token - 1] == "(" else ""
            closed = end < len(syntax) and syntax.words[end] == ")"
            part = broad_type(self.lists.type_by_parts(["-", *words]))
            whole = next((s for s in spans if s[1] == token), None) if part else None
            if whole and part in RUN_LABELS and whole[2] != "NORP":
                spans.remove(whole)
                yield whole[0], end, RUN_LABELS[part]
            elif kind in RUN_LABELS:
                yield token, end, RUN_LABELS[kind]
            elif closed and before in {"PERSON", "ORG"} and words[0] not in COMMON_ACRONYMS:
                yield token, end, "ORG"

    def free_runs(self) -> Iterator[tuple[int, int]]:
        """Token ranges of capitalised proper nouns that are in no name yet, as long as they go."""
        done = 0
        for token, tag in enumerate(self.syntax.tags):
            if token < done or tag not in PROPER or not self.is_free_proper(token):
                continue
            done = token + 1
            while done < len(self.syntax) and self.is_free_proper(done):
                done += 1
            yield token, done

    def is_free_proper(self, token: int) -> bool:
        word = self.syntax.words[token]
        proper = self.syntax.tags[token] in PROPER and token not in self.taken
        return proper and word[:1].isupper() and len(word) > 1

    def is_name_word(self, token: int) -> bool:
        word = self.syntax.words[token]
        return not word.islower() and any(letter.isupper() for letter in word)

    def repeated(self, spans: list[Span]) -> Iterator[Span]:
        """Further occurrences of single-word names and of surnames."""
        syntax = self.syntax
        labels: dict[str, str] = {}
        plain = set(syntax.words)
        for start, end, label in spans:
            word = syntax.words[end - 1]
            if label == "PERSON" or end - start == 1:
                labels.setdefault(word, label)
        for token, tag in enumerate(syntax.tags):
            word = syntax.words[token]
            if (
                token in self.taken
                or word not in labels
                or not (
                    tag in PROPER
                    or (word.isupper() and len(word) > 1)
                    or (labels[word] == "PERSON" and syntax.lowers[token] not in plain)
                )
            ):
                continue
            label = labels[word]
            start, end = self.cutter.widened(token, token + 1, label)
            alone = label == "PERSON" or not (self.beside(token - 1) or self.beside(token + 1))
            if label != "NORP" and alone and self.taken.isdisjoint(range(start, end)):
                yield start, end, label

    def beside(self, token: int) -> bool:
        """True if a token is part of some untagged proper name: [Czech] Senate."""
        inside = 0 <= token < len(self.syntax)
        return inside and token not in self.taken and self.syntax.tags[token] in PROPER
