"""Finds the phrases that refer to something: names (re-cut and typed once an article), nominals and pronouns.

"Gen. Khalifa Haftar of the Libyan National Army (LNA) ... the general ... he": a Person name, an Organization name and
its acronym, a nominal and a pronoun. The model proposes names; gazetteer, titles, suffixes and the other mentions of
the article decide what they are, because the model types one name three ways in one article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from kg.extract import grammar
from kg.extract.phrases import Phrase, broad_type, normal_words
from kg.extract.syntax import Syntax
from kg.lexicon import Group, Lexicon, NamedOrganization
from kg.lexicon.gazetteer import Gazetteer

LABELS = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Facility", "NORP": "Group",
    "PRODUCT": "Product", "EVENT": "EventName", "WORK_OF_ART": "Work", "LAW": "Law",
}  # fmt: skip
EDGES = frozenset("\"'“”‘’«»()[]{}*_,;:.!?-–—|/•\n")
OPEN_CLASS = frozenset({"NNP", "NNPS"})
PLACE_NOUNS = frozenset(
    "province region district county city town river lake sea mountains valley island islands gulf strait desert state "
    "governorate oblast prefecture peninsula coast bay canal park airport bridge street square village".split()
)
HONORIFICS = {
    "mr": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "sir": "m",
    "lady": "f",
    "lord": "m",
    "madam": "f",
}
PRONOUNS = {
    "he": ("Person", "m", False), "him": ("Person", "m", False), "his": ("Person", "m", False),
    "himself": ("Person", "m", False), "she": ("Person", "f", False), "her": ("Person", "f", False),
    "hers": ("Person", "f", False), "herself": ("Person", "f", False), "it": ("", "n", False),
    "its": ("", "n", False), "itself": ("", "n", False), "they": ("", "", True), "them": ("", "", True),
    "their": ("", "", True), "themselves": ("", "", True), "i": ("Person", "", False), "me": ("Person", "", False),
    "my": ("Person", "", False), "myself": ("Person", "", False), "we": ("", "", True), "us": ("", "", True),
    "our": ("", "", True), "ourselves": ("", "", True),
}  # fmt: skip
FIRST_PERSON = frozenset({"i", "me", "my", "myself", "we", "us", "our", "ourselves"})


def find_phrases(syntax: Syntax, *, lexicon: Lexicon, gazetteer: Gazetteer) -> tuple[Phrase, ...]:
    """All phrases in text order, the longer first where two begin together; name phrases do not overlap."""
    names = NameFinder(syntax, lexicon, gazetteer).find()
    taken = {token for name in names for token in range(name.start, name.end)}
    others = [*find_nominals(syntax, lexicon, taken), *find_pronouns(syntax, taken)]
    return tuple(sorted([*names, *others], key=lambda phrase: (phrase.start, -phrase.end)))


# --- names ------------------------------------------------------------------------------------------------------


class NameFinder:
    """The names of one article, with the evidence for their types."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self.syntax, self.gazetteer = syntax, gazetteer
        self.lists = name_lists(lexicon)
        self.votes: dict[str, Counter[str]] = defaultdict(Counter)

    def find(self) -> list[Phrase]:
        spans = self.proposed()
        spans += self.known(spans)
        spans += self.repeated(spans)
        for start, end, label in spans:
            self.vote(start, end, label)
        types = {key: self.decide(key) for key in self.votes}
        settle_persons(types)
        return [
            self.phrase(start, end, types[self.key(start, end)]) for start, end, _ in sorted(spans)
        ]

    def key(self, start: int, end: int) -> str:
        return normal_words(" ".join(self.syntax.words[start:end]))

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
        """The model's entities, re-cut; those that only repeat words of no interest are left out."""
        found = []
        for start, end, label in self.syntax.ents:
            if label in LABELS and not (label == "NORP" and self.is_adjective(end - 1)):
                for first, last in self.recut(start, end, label):
                    if first < last and any(self.is_name_word(t) for t in range(first, last)):
                        found.append((first, last, label))
        return found

    def is_adjective(self, token: int) -> bool:
        """True for "Russian" in "Russian help": a property of the noun, not a group of people."""
        return self.syntax.poses[token] == "ADJ" or self.syntax.deps[token] in {
            "amod",
            "compound",
            "nmod",
        }

    def is_name_word(self, token: int) -> bool:
        word = self.syntax.words[token]
        return word[:1].isupper() or (any(c.isupper() for c in word) and len(word) > 1)

    def recut(self, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
        """A span without "the", titles, possessives and marks at its edges, cut at line breaks and place commas."""
        words, lowers = self.syntax.words, self.syntax.lowers
        for at in range(start, end):
            if "\n" in words[at] or words[at] in {":", "|", "–", "—", "•"}:
                yield from self.recut(start, at, label)
                yield from self.recut(at + 1, end, label)
                return
        if label in {"GPE", "LOC"} and "," in words[start:end]:
            at = start + words[start:end].index(",")
            yield from self.recut(start, at, label)
            yield from self.recut(at + 1, end, label)
            return
        while start < end and (lowers[start] in {"the", "a", "an"} or words[start] in EDGES):
            start += 1
        while end > start and (
            lowers[end - 1] in {"'s", "’s", "'", "’"} or words[end - 1] in EDGES
        ):
            if words[end - 1] == ")" and "(" in words[start:end]:
                break
            end -= 1
        if label == "PERSON":
            while end - start > 1 and self.lists.is_title(lowers[start]):
                start += 1
        if end > start:
            yield start, end

    def known(self, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """Names of organisations and groups in the lexicons, and acronyms in brackets, that the model missed."""
        taken = {token for start, end, _ in spans for token in range(start, end)}
        syntax, found, token = self.syntax, [], 0
        while token < len(syntax):
            step = 1
            if token not in taken and self.is_name_word(token):
                for width in range(min(self.lists.longest, len(syntax) - token), 0, -1):
                    words = " ".join(syntax.words[token : token + width])
                    if words in self.lists.known and taken.isdisjoint(range(token, token + width)):
                        if width > 1 or len(words) > 2 or self.is_bracketed(token):
                            found.append((token, token + width, "ORG"))
                            step = width
                        break
                else:
                    if (
                        self.is_bracketed(token)
                        and syntax.words[token].isupper()
                        and len(syntax.words[token]) > 1
                    ):
                        found.append((token, token + 1, "ORG"))
            token += step
        return found

    def is_bracketed(self, token: int) -> bool:
        words = self.syntax.words
        return (
            token > 0
            and token + 1 < len(words)
            and words[token - 1] == "("
            and words[token + 1] in {")", ",", ";"}
        )

    def repeated(self, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """Further occurrences of single names that the model found elsewhere in the article."""
        syntax, found = self.syntax, []
        labels: dict[str, str] = {}
        taken: set[int] = set()
        for start, end, label in spans:
            taken.update(range(start, end))
            if label != "NORP":
                labels.setdefault(
                    syntax.words[end - 1]
                    if label == "PERSON"
                    else " ".join(syntax.words[start:end]),
                    label,
                )
        for token, tag in enumerate(syntax.tags):
            word = syntax.words[token]
            if (
                token not in taken
                and word in labels
                and (tag in OPEN_CLASS or (word.isupper() and len(word) > 1))
            ):
                found.append((token, token + 1, labels[word]))
        return found

    def vote(self, start: int, end: int, label: str) -> None:
        """Add the evidence of one occurrence for the type of its name."""
        syntax, key = self.syntax, self.key(start, end)
        votes = self.votes[key]
        votes[LABELS[label]] += 2
        before = syntax.lowers[start - 1] if start else ""
        if (
            label != "NORP"
            and self.lists.is_title(before)
            and syntax.words[start - 1][:1].isupper()
        ):
            votes["Person"] += 4
        if syntax.lowers[end - 1] in PLACE_NOUNS and end - start > 1:
            votes["Place"] += 4
        if before in {"in", "at", "near", "into", "across"} and label in {
            "GPE",
            "LOC",
            "ORG",
            "PERSON",
            "FAC",
        }:
            votes["Place"] += 1

    def decide(self, key: str) -> str:
        """The type of a name over all its occurrences; what is known about the name itself weighs most."""
        votes, words = self.votes[key], key.split()
        if key in self.lists.types:
            votes[self.lists.types[key]] += 8
        if words[-1] in self.lists.org_suffixes or (
            len(words) > 1 and words[0] in self.lists.org_prefixes
        ):
            votes["Organization"] += 5
        if len(words) > 1 and self.lists.gender(words[0].capitalize()) and votes["Person"]:
            votes["Person"] += 2
        best = max(votes, key=lambda kind: (votes[kind], kind))
        places = (
            self.gazetteer.find_places(key)
            if votes["Place"] or broad_type(best) == "Organization"
            else ()
        )
        if places and places[0].kind == "country":
            votes["Place"] += 6
        elif places and votes["Place"]:
            votes["Place"] += 1
        return max(votes, key=lambda kind: (votes[kind], kind))


def settle_persons(types: dict[str, str]) -> None:
    """A single name that ends a person's full name is that person's, whatever the model thought of it alone."""
    surnames = {key.split()[-1] for key, kind in types.items() if kind == "Person" and " " in key}
    for key, kind in types.items():
        if key in surnames and kind in {"Organization", "Product", "Work", "Facility"}:
            types[key] = "Person"


def head_of(syntax: Syntax, start: int, end: int) -> int:
    """The token of a span whose head lies outside it; the last such one before any preposition."""
    for token in range(start, end):
        if not start <= syntax.heads[token] < end or syntax.heads[token] == token:
            if syntax.poses[token] not in {"PUNCT", "ADP", "DET"}:
                return token
    return end - 1


class NameLists:
    """The lexicons' names, arranged for fast questions."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.titles = {
            word for title in lexicon.titles for word in title.lower().split()[:1]
        } | set(HONORIFICS)
        self.last_title_words = {title.lower().split()[-1] for title in lexicon.titles}
        self.types: dict[str, str] = {}
        self.known: set[str] = set()
        self.aliases: dict[str, str] = {}  # normalised alias -> normalised name
        rows: list[Group | NamedOrganization] = [
            *lexicon.organizations.values(),
            *lexicon.groups.values(),
        ]
        for row in rows:
            for name in (row.name, *filter(None, row.aliases.split(";"))):
                self.types[normal_words(name)] = row.type
                self.aliases[normal_words(name)] = normal_words(row.name)
                self.known.add(name.strip())
        self.longest = max((name.count(" ") + 1 for name in self.known), default=0)
        suffixes = getattr(lexicon, "org_suffixes", {})
        self.org_suffixes = {
            normal_words(s) for s in suffixes if " " not in s and not s.endswith(" of")
        }
        self.org_prefixes = {
            "ministry",
            "department",
            "university",
            "bank",
            "committee",
            "council",
            "institute",
        }
        self._genders: dict[str, str] = getattr(lexicon, "given_names", {})

    def is_title(self, lower: str) -> bool:
        return lower.rstrip(".") in self.last_title_words or lower in self.last_title_words

    def gender(self, name: str) -> str:
        row = self._genders.get(name)
        return getattr(row, "gender", row) or "" if row else ""


@lru_cache(maxsize=4)
def name_lists(lexicon: Lexicon) -> NameLists:
    return NameLists(lexicon)


# --- nominals and pronouns --------------------------------------------------------------------------------------


def find_nominals(syntax: Syntax, lexicon: Lexicon, taken: set[int]) -> Iterator[Phrase]:
    """Noun phrases with a common noun as head: [the Syrian army], [23 Somali pirates]; no times, no compounds."""
    timed = {
        t
        for start, end, label in syntax.ents
        if label in {"DATE", "TIME", "PERCENT"}
        for t in range(start, end)
    }
    deps, poses, tags = syntax.deps, syntax.poses, syntax.tags
    for token, pos in enumerate(poses):
        is_noun = pos == "NOUN" or (pos == "PROPN" and tags[token] in OPEN_CLASS)
        if (
            not is_noun
            or token in taken
            or token in timed
            or deps[token] in {"compound", "nmod", "npadvmod"}
        ):
            continue
        if pos == "PROPN" and (
            deps[token] in {"dep", "punct"} or not syntax.words[token][:1].isalpha()
        ):
            continue
        kind = lexicon.nominals.get(syntax.lemmas[token], "Thing")
        start = grammar.base_phrase(syntax, token)[0]
        yield Phrase(
            start, token + 1, token, "nominal", kind, nominal_gender(syntax, token, lexicon),
            tags[token] in {"NNS", "NNPS"}, "mentions.nominal",
        )  # fmt: skip


def nominal_gender(syntax: Syntax, token: int, lexicon: Lexicon) -> str:
    lemma = syntax.lemmas[token]
    if lemma in {
        "man",
        "boy",
        "father",
        "son",
        "husband",
        "brother",
        "king",
        "prince",
        "uncle",
        "spokesman",
        "actor",
    }:
        return "m"
    if lemma in {
        "woman",
        "girl",
        "mother",
        "daughter",
        "wife",
        "sister",
        "queen",
        "princess",
        "aunt",
        "spokeswoman",
    }:
        return "f"
    return ""


def find_pronouns(syntax: Syntax, taken: set[int]) -> Iterator[Phrase]:
    """Personal and possessive pronouns; "it" without reference (it rains, it is clear that) is left out."""
    for token, tag in enumerate(syntax.tags):
        if tag in {"PRP", "PRP$"} and token not in taken:
            row = PRONOUNS.get(syntax.lowers[token])
            if row and not is_pleonastic(syntax, token):
                kind, gender, plural = row
                yield Phrase(
                    token, token + 1, token, "pronoun", kind, gender, plural, "mentions.pronoun"
                )


def is_pleonastic(syntax: Syntax, token: int) -> bool:
    """True for the "it" of "it is clear that", "it took a year to", "it seems"."""
    if syntax.lowers[token] != "it":
        return False
    if syntax.deps[token] == "expl":
        return True
    verb = syntax.heads[token]
    if syntax.deps[token] not in {"nsubj", "nsubjpass"}:
        return False
    clauses = [
        c
        for c in syntax.children[verb]
        if syntax.deps[c] in {"ccomp", "advcl", "xcomp", "csubj"} and c > verb
    ]
    if syntax.lemmas[verb] in {"seem", "appear", "happen", "rain", "snow", "turn"}:
        return True
    return syntax.lemmas[verb] in {"be", "take", "become", "make"} and any(
        any(
            syntax.lowers[m] in {"that", "to", "for", "whether"}
            for m in grammar.subordinators(syntax, c)
        )
        for clause in [
            *clauses,
            *(c for a in syntax.children[verb] for c in syntax.children[a] if a > verb),
        ]
        for c in (clause,)
        if grammar.is_verb(syntax, c)
    )
