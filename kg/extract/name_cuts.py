"""Cuts the model's names anew: "the Gen. Haftar's" -> "Haftar", "San Pedro" -> "San Pedro Sula".

`taken` are the tokens that belong to a name already; the one who finds names keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.name_lists import NameLists
from kg.extract.syntax import Syntax
from kg.lexicon.gazetteer import Gazetteer

EDGES = frozenset("\"'“”‘’«»()[]{}*_,;:.!?-–—|/•\n")
BREAKS = frozenset({":", "|", "–", "—", "•", ";"})
PARTICLES = frozenset("de del do da dos das la las los el al von van der di du bin ibn".split())
PROPER = frozenset({"NNP", "NNPS"})
JOINING = frozenset("of the for and in on to de la le des du del e y &".split())
SCORE = re.compile(r"\d+([-–]\d+)?|[-–]")  # in "Porto 3-1"


class NameCutter:
    """Where the names of one article begin and end."""

    def __init__(
        self, syntax: Syntax, lists: NameLists, gazetteer: Gazetteer, taken: set[int]
    ) -> None:
        self.syntax, self.lists, self.gazetteer, self.taken = syntax, lists, gazetteer, taken

    def recut(self, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
        """A span without "the", titles and marks at its edges, cut at breaks and place commas."""
        words, lowers = self.syntax.words, self.syntax.lowers
        for at in range(start, end):
            comma = words[at] == "," and label in {"GPE", "LOC", "PERSON"}
            dash = words[at] == "-" and label == "GPE" and self.is_spaced(at)
            if "\n" in words[at] or words[at] in BREAKS or comma or dash or words[at] in "()":
                yield from self.recut(start, at, label)
                yield from self.recut(at + 1, end, label)
                return
        while start < end and (lowers[start] in {"the", "a", "an"} or words[start] in EDGES):
            start += 1
        while end > start and (
            lowers[end - 1] in {"'s", "’s", "'", "’"} or words[end - 1] in EDGES
        ):
            end -= 1
        if (
            end - start > 1
            and self.syntax.tags[end - 1] == "CD"
            and "-" in "".join(words[start:end])
        ):
            while end - start > 1 and SCORE.fullmatch(words[end - 1]):
                end -= 1
        while label in {"GPE", "LOC", "ORG"} and end - start > 1 and self.is_class_word(end - 1):
            end -= 1
        if label == "PERSON":
            while end - start > 1 and self.lists.is_title(lowers[start]):
                start += 1
            if end - start > 2 and self.is_sentence_start(start) and self.is_role_noun(start):
                start += 1
        while end - start > 1 and self.syntax.tags[end - 1] in {"IN", "CC", "DT", "TO"}:
            end -= 1
        if end > start:
            yield start, end

    def start_of_full_name(self, bracket: int) -> int:
        """Where the name before an acronym in brackets begins, -1 if its initials are others.

        Small words may or may not count: "Food and Agriculture Organization (FAO)", "Court of
        Justice (CoJ)".
        """
        words = self.syntax.words
        if bracket + 2 >= len(words) or words[bracket + 2] not in {")", ",", ";"}:
            return -1
        letters = words[bracket + 1].replace(".", "")
        if not (2 < len(letters) < 9 and letters.isalpha() and sum(map(str.isupper, letters)) > 2):
            return -1
        at, left = bracket, list(letters.lower())
        while left and at > 0:
            at -= 1
            word = words[at]
            if word == "-":
                continue
            if word[:1].isupper() and word[:1].lower() == left[-1]:
                left.pop()
            elif word.islower() and word in JOINING:
                if word[0] == left[-1] and letters[len(left) - 1].islower():
                    left.pop()
            else:
                return -1
        return -1 if left else at

    def is_place_part(self, token: int, end: int) -> bool:
        """True for the "Mission" of "Mission [Viejo]": both words together name a place."""
        syntax = self.syntax
        free = token not in self.taken and syntax.tags[token] in PROPER
        if not free or syntax.deps[token] != "compound" or not syntax.words[token][:1].isupper():
            return False
        found = self.gazetteer.find_places(" ".join(syntax.words[token:end]))
        return any(place.kind == "city" for place in found)

    def is_sentence_start(self, token: int) -> bool:
        sentence = self.syntax.sents[self.syntax.sentence_of[token]]
        return all(word.isspace() for word in self.syntax.words[sentence[0] : token])

    def is_role_noun(self, token: int) -> bool:
        """True for the "Striker" of "Striker Brian Janssen scored"; not for given names."""
        lower = self.syntax.lowers[token]
        given = self.lists.is_given_name(lower.capitalize())
        return not given and self.lists.nominals.get(lower) == "Person"

    def is_spaced(self, token: int) -> bool:
        """True for a mark with white space before it: "Central Africa - Nigeria"."""
        return token > 0 and self.syntax.begins[token] > self.syntax.ends[token - 1]

    def is_class_word(self, token: int) -> bool:
        """True for the "province" of "Aceh province": what the place is, not its name."""
        syntax = self.syntax
        return syntax.words[token].islower() and syntax.tags[token] in {"NN", "NNS", "VBZ"}

    def widened(self, start: int, end: int, label: str) -> tuple[int, int]:
        """A person's surname with the untagged given name before it: Uhuru [Kenyatta]."""
        syntax = self.syntax
        free = start > 0 and start - 1 not in self.taken
        demonym = free and syntax.lowers[start - 1] in self.lists.demonyms
        if label == "ORG" and demonym and self.is_body(start, end):
            return start - 1, end
        if start and self.is_place_part(start - 1, end):
            return start - 1, end
        while label == "PERSON" and start > 0 and start - 1 not in self.taken:
            before, lower = syntax.words[start - 1], syntax.lowers[start - 1]
            joined = (
                syntax.deps[start - 1] in {"compound", "flat"}
                and start <= syntax.heads[start - 1] < end
            )
            if syntax.tags[start - 1] not in PROPER or not joined or self.lists.is_title(lower):
                break
            if (
                not before[:1].isupper()
                or self.gazetteer.demonym(before)
                or lower in self.lists.generic
            ):
                break
            start -= 1
        return start, end

    def is_hyphened(self, token: int) -> bool:
        """True for the hyphen of "KwaZulu-Natal", not of "UK-Algerian" or "Iran-Iraq"."""
        syntax = self.syntax
        if token + 1 >= len(syntax) or self.is_spaced(token) or self.is_spaced(token + 1):
            return False
        word = syntax.words[token + 1]
        free = (
            token + 1 not in self.taken and word[:1].isupper() and syntax.tags[token + 1] in PROPER
        )
        return free and not self.gazetteer.demonym(word) and not self.gazetteer.country(word)

    def is_body(self, start: int, end: int) -> bool:
        """True for "Senate": bodies whose name begins with their country's adjective."""
        syntax = self.syntax
        kind = self.lists.type_by_parts(["-", *syntax.lowers[start:end]])
        return syntax.words[start][:1].isupper() and kind in {
            "Government",
            "Court",
            "MilitaryForce",
        }

    def widened_right(self, start: int, end: int, label: str) -> int:
        """The end of a name that the model cut: [San Pedro] Sula, [San Cristóbal de las] Casas."""
        syntax = self.syntax
        while end < len(syntax) and end not in self.taken:
            word = syntax.words[end]
            if word == "-" and label in {"GPE", "LOC", "FAC"} and self.is_hyphened(end):
                end += 2
                continue
            joined = syntax.heads[end - 1] == end and syntax.deps[end - 1] in {
                "compound",
                "flat",
                "nmod",
            }
            if syntax.lowers[end - 1] in PARTICLES and word[:1].isupper():
                joined = True
            plain = word[:1].isupper() and syntax.tags[end] in PROPER and len(word) > 1
            if not joined or not plain or self.lists.is_title(syntax.lowers[end]):
                break
            if self.gazetteer.demonym(word) or (label == "NORP"):
                break
            end += 1
        return end
