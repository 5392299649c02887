"""Finds names, re-cuts them and types them once an article: "Gen. Khalifa Haftar of the Libyan National Army (LNA)".

The model proposes, and types one name three ways in one article; what decides is everything the article shows of the name:
titles before it, words it ends with, what it does, the gazetteer, the lexicons, and its other occurrences.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.name_lists import COMMON_ACRONYMS, HONORIFICS, NameLists, name_lists
from kg.extract.name_types import CITY_SIZE, LABELS, LOCATIVES, NameTypes, head_of
from kg.extract.phrases import Phrase, broad_type, normal_words
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon
from kg.lexicon.gazetteer import Gazetteer

EDGES = frozenset("\"'“”‘’«»()[]{}*_,;:.!?-–—|/•\n")
BREAKS = frozenset({":", "|", "–", "—", "•", ";"})
PARTICLES = frozenset("de del do da dos das la las los el al von van der di du bin ibn".split())
RUN_LABELS = {"Organization": "ORG", "Place": "LOC", "Facility": "FAC"}
PROPER = frozenset({"NNP", "NNPS"})


class NameFinder:
    """The names of one article, with the evidence for their types."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self.syntax, self.gazetteer = syntax, gazetteer
        self.lists: NameLists = name_lists(lexicon)
        self.types = NameTypes(syntax, self.lists, gazetteer)
        self.taken: set[int] = set()
        self.plain = {word for word in syntax.words if word.islower()}

    def find(self) -> list[Phrase]:
        spans = self.proposed()
        for more in (self.known, self.places, self.runs, self.repeated):
            for span in more(spans):
                self.taken.update(range(span[0], span[1]))
                spans.append(span)
        spans = [span for span in sorted(spans) if not self.is_generic(*span)]
        for start, end, label in spans:
            self.types.weigh(start, end, label)
            if self.is_bracketed(start) and end - start == 1:
                self.note_short(start, spans)
        types = self.types.decide_all()
        key = self.types.key
        return [self.phrase(start, end, types[key(start, end)]) for start, end, _ in spans]

    def note_short(self, token: int, spans: list[tuple[int, int, str]]) -> None:
        """Remember the name before an acronym in brackets, or that it tells a person's team or party."""
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

    # --- which words are names -----------------------------------------------------------------------------------

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
            for first, last in self.recut(start, end, label):
                if any(self.is_name_word(token) for token in range(first, last)):
                    first, last = self.widened(first, last, label)
                    last = self.widened_right(first, last, label)
                    if self.taken.isdisjoint(range(first, last)):
                        found.append((first, last, label))
                        self.taken.update(range(first, last))
        return found

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

    def is_name_word(self, token: int) -> bool:
        word = self.syntax.words[token]
        return word[:1].isupper() or (len(word) > 1 and any(letter.isupper() for letter in word))

    def is_generic(self, start: int, end: int, label: str) -> bool:
        """True for words that name nothing by themselves: "State", "Government", "Sheikh", "Professor"."""
        if end - start > 1:
            return False
        word, lower = self.syntax.words[start], self.syntax.lowers[start]
        if word.isupper() and len(word) > 1:
            return lower in COMMON_ACRONYMS
        if lower in self.lists.titles and label in {"PERSON", "ORG"}:
            return True
        common = word not in self.lists.known
        if common and label == "ORG" and lower in self.plain:
            return True
        return (
            common
            and label in {"ORG", "PERSON", "PRODUCT"}
            and self.syntax.lemmas[start] in self.lists.generic
        )

    def recut(self, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
        """A span without "the", titles, possessives and marks at its edges, cut at breaks and place commas."""
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
        while label in {"GPE", "LOC"} and end - start > 1 and self.is_class_word(end - 1):
            end -= 1
        if label == "PERSON":
            while end - start > 1 and self.lists.is_title(lowers[start]):
                start += 1
        while end - start > 1 and self.syntax.tags[end - 1] in {"IN", "CC", "DT", "TO"}:
            end -= 1
        if end > start:
            yield start, end

    def is_place_part(self, token: int, end: int) -> bool:
        """True for the "Mission" of "Mission [Viejo]": both words together name a place."""
        syntax = self.syntax
        free = token not in self.taken and syntax.tags[token] in PROPER
        if not free or syntax.deps[token] != "compound" or not syntax.words[token][:1].isupper():
            return False
        found = self.gazetteer.find_places(" ".join(syntax.words[token:end]))
        return any(place.kind == "city" for place in found)

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
        if label == "ORG" and start and start - 1 not in self.taken and self.is_body(start, end):
            if syntax.lowers[start - 1] in self.lists.demonyms:
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
        """True for "Senate", "Supreme Court": bodies whose name begins with their country's adjective."""
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

    def known(self, spans: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
        """Names of organisations and groups in the lexicons, and acronyms in brackets, that the model missed."""
        syntax, token = self.syntax, 0
        while token < len(syntax):
            width = (
                self.known_width(token)
                if token not in self.taken and self.is_name_word(token)
                else 0
            )
            if width:
                yield token, token + width, "ORG"
            token += width or 1

    def known_width(self, token: int) -> int:
        """How many tokens from here are a known name, 0 for none; short ones only in brackets or capitals."""
        syntax = self.syntax
        for width in range(min(self.lists.longest, len(syntax) - token), 0, -1):
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

    def places(self, spans: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
        """Countries, regions and larger cities that the model left untagged, and places in lists."""
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

    def runs(self, spans: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
        """Runs of proper nouns that the model missed, where their words or brackets tell what they are."""
        syntax, token = self.syntax, 0
        ends = {end: label for _, end, label in spans}
        while token < len(syntax):
            end = token
            while end < len(syntax) and self.is_free_proper(end):
                end += 1
            if end > token:
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
            token = max(end, token + 1)

    def is_free_proper(self, token: int) -> bool:
        word = self.syntax.words[token]
        proper = self.syntax.tags[token] in PROPER and token not in self.taken
        return proper and word[:1].isupper() and len(word) > 1

    def repeated(self, spans: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
        """Further occurrences of single-word names, and of surnames, that the model found elsewhere in the article."""
        syntax = self.syntax
        labels: dict[str, str] = {}
        for start, end, label in spans:
            word = syntax.words[end - 1]
            if label == "PERSON" or end - start == 1:
                labels.setdefault(word, label)
        for token, tag in enumerate(syntax.tags):
            word = syntax.words[token]
            if (
                token in self.taken
                or word not in labels
                or not (tag in PROPER or (word.isupper() and len(word) > 1))
            ):
                continue
            label = labels[word]
            start, end = self.widened(token, token + 1, label)
            alone = label == "PERSON" or not (self.beside(token - 1) or self.beside(token + 1))
            if label != "NORP" and alone and self.taken.isdisjoint(range(start, end)):
                yield start, end, label

    def beside(self, token: int) -> bool:
        """True if a token is part of some untagged proper name: [Czech] Senate."""
        inside = 0 <= token < len(self.syntax)
        return inside and token not in self.taken and self.syntax.tags[token] in PROPER


def is_acronym(word: str, words: list[str]) -> bool:
    """True for "TIGI" of "Transparency Institute Guyana Inc", "NICU" of "Intensive Care Unit"."""
    initials = "".join(w[0] for w in words if w[:1].isupper())
    begins = word[:1] == initials[:1] or (len(initials) > 2 and word.endswith(initials))
    return len(word) > 1 and word.isupper() and begins


def find_names(syntax: Syntax, *, lexicon: Lexicon, gazetteer: Gazetteer) -> tuple[Phrase, ...]:
    """The name phrases of an article in text order; they do not overlap."""
    return tuple(NameFinder(syntax, lexicon, gazetteer).find())
