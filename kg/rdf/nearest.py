"""Plain questions: "Who says that Syria was liberated?" is the saved question who-says, with
event=Liberation and about=Syria.

The saved question whose wording is nearest is taken: words weigh the more the fewer questions have
them (tf-idf, cosine). Names are those of the graph, event types those of the ontology and of the
lexicon's verbs and nouns; the parameters that they fill depend on their names alone. No model, no
network: the same question gives the same answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import log, sqrt

from kg.rdf.query import SavedQuery, list_queries

WORD = re.compile(r"@?[^\W_]+(?:['’-][^\W_]+)*")
DAY = re.compile(r"\b(\d{4})(?:-(\d\d))?(?:-(\d\d))?\b")
SUFFIXES = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "es", "ed", "s", "y", "e")
EMPTY = frozenset(
    """a an the of to in on at by for from with and or is are was were be been it its this that
    these those does did has have had there as me show list tell please give which what""".split()
)
# What the shape of a question tells; a saved question has such a mark among its words.
SHAPES = (
    (
        "@passive",
        re.compile(r"^who(?:m)? (?:is|are|was|were|has been|have been) \w+(?:ed|en|t)\b", re.I),
    ),
    ("@count", re.compile(r"\bhow (?:many|much)\b", re.I)),
    ("@day", re.compile(r"\b\d{4}\b")),
)
SHORTEST_STEM = 3
IRREGULAR = {"said": "say", "told": "tell", "met": "meet", "led": "lead", "held": "hold"}
COVERED = 0.5  # the weight of what is asked against the wording of the saved question
WEIGHTS = {"question": 3, "words": 2, "name": 2, "description": 1}
FIRST = ("agent", "who", "name", "target", "about")  # whom a name is before the verb
LATER = ("target", "about", "name", "who", "agent")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a question may name: names of the graph with their family ("Place", "Person"), and words
    of events with their type.
    """

    names: Mapping[str, str] = field(default_factory=dict)  # in lower case -> family
    types: Mapping[str, str] = field(default_factory=dict)  # "liberate" -> "Liberation"


@dataclass(frozen=True, slots=True)
class Understood:
    """The saved question that was taken, how near it is (0 to 1), and what fills its parameters."""

    query: SavedQuery
    nearness: float
    parameters: Mapping[str, str]


def understand(question: str, vocabulary: Vocabulary) -> tuple[Understood, ...]:
    """Saved questions by nearness, the nearest first; of equals the first by name."""
    found = find_names(question, vocabulary.names)
    rest = DAY.sub(" ", without(question, found))
    kinds = find_types(rest, vocabulary.types)
    marks = marks_of(question, found)
    if " that " not in question and any(word not in rarity() for word, _ in kinds):
        marks.append("@event")
    asked = weigh(Counter(dict.fromkeys([*stems(rest), *marks], 1)))
    ranked = sorted(
        (
            -1.0 if stems(question) == stems(query.question) else -nearness(asked, vector),
            query.name,
            query,
        )
        for query, vector in vectors().items()
    )
    return tuple(
        Understood(query, round(-distance, 3), fill(query, question, found, kinds))
        for distance, _, query in ranked
    )


def marks_of(question: str, names: list[tuple[int, str, str]]) -> list[str]:
    """The marks of the question's shape and of the names in it."""
    found = [mark for mark, shape in SHAPES if shape.search(question.strip())]
    families = [family for _, _, family in names]
    found += ["@pair"] * (len(names) == 2) + ["@place"] * ("Place" in families)
    return found + ["@named"] * any(family != "Place" for family in families)


def fill(
    query: SavedQuery,
    question: str,
    names: list[tuple[int, str, str]],
    kinds: list[tuple[str, str]],
) -> dict[str, str]:
    """Parameters by what they are called: places, doers before the verb, those done to after it."""
    free = [parameter.name for parameter in query.parameters]
    filled: dict[str, str] = {}

    def take(wanted: Iterable[str], value: str) -> bool:
        slot = next((name for name in wanted if name in free), None)
        if slot is None:
            return False
        free.remove(slot)
        filled[slot] = value
        return True

    for at, name, family in names:
        before = not stems(question[:at]) or "agent" not in free
        order = (
            FIRST
            if before or re.search(r"\b(?:did|does|do|has|will)\s*$", question[:at])
            else LATER
        )
        take(("place", *order) if family == "Place" else order, name)
    own = stems(f"{query.question} {query.name}")  # "who denied" asks for no denials of denials
    for kind in [kind for word, kind in kinds if word not in own][:1]:
        take(("event",), kind)
    days = list(DAY.finditer(question))
    if days and "since" in free:
        take(("since",), first_day(days[0]))
        take(("until",), last_day(days[-1]))
    return filled


def find_names(question: str, names: Mapping[str, str]) -> list[tuple[int, str, str]]:
    """(offset, words, family) of the names of the graph in a question, the longest first taken."""
    spans = [(word.start(), word.end()) for word in WORD.finditer(question)]
    found, begin = [], 0
    while begin < len(spans):
        for end in range(len(spans), begin, -1):
            words = question[spans[begin][0] : spans[end - 1][1]]
            plain = re.sub(r"['’]s?$", "", words)
            if (family := names.get(plain.lower())) and (end - begin > 1 or plain[0].isupper()):
                found.append((spans[begin][0], plain, family))
                begin = end - 1
                break
        begin += 1
    return found


def without(question: str, names: list[tuple[int, str, str]]) -> str:
    for at, words, _ in reversed(names):
        question = f"{question[:at]} {question[at + len(words) :]}"
    return question


def find_types(question: str, types: Mapping[str, str]) -> list[tuple[str, str]]:
    """(stem, event type) of the words of a question that tell events, in its order."""
    by_stem = {stem(word): kind for word, kind in reversed(list(types.items()))}
    words = [word.lower() for word in WORD.findall(question)]
    found = [(stem(w), types.get(w) or by_stem.get(stem(w))) for w in words if w not in EMPTY]
    return [(word, kind) for word, kind in found if kind]


@cache
def vectors() -> dict[SavedQuery, dict[str, float]]:
    """Each saved question as a weighed vector of stems."""
    counts: dict[SavedQuery, Counter[str]] = {}
    for query in list_queries():
        counted: Counter[str] = Counter()
        for part, weight in WEIGHTS.items():
            for word in set(stems(getattr(query, part).replace("-", " "))):
                counted[word] = max(counted[word], weight)
        counts[query] = counted
    return {query: weigh(counted) for query, counted in counts.items()}


@cache
def rarity() -> dict[str, float]:
    """The inverse document frequency of the stems of all saved questions."""
    having: Counter[str] = Counter()
    for query in list_queries():
        having.update(set(stems(" ".join(getattr(query, part) for part in WEIGHTS))))
    return {word: log(1 + len(list_queries()) / count) for word, count in having.items()}


def weigh(counts: Mapping[str, int]) -> dict[str, float]:
    known = rarity()
    return {word: count * known[word] for word, count in counts.items() if word in known}


def nearness(asked: Mapping[str, float], query: Mapping[str, float]) -> float:
    """How much of what is asked a saved question is about, and a little how much of it is asked."""
    rare, most = rarity(), max(WEIGHTS.values())
    covered = sum(
        value * query.get(word, 0.0) / (rare[word] * most) for word, value in asked.items()
    )
    whole = sum(asked.values())
    return COVERED * (covered / whole if whole else 0.0) + (1 - COVERED) * cosine(asked, query)


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    shared = sum(value * other[word] for word, value in one.items() if word in other)
    sizes = sqrt(sum(v * v for v in one.values())) * sqrt(sum(v * v for v in other.values()))
    return shared / sizes if sizes else 0.0


def stems(words: str) -> list[str]:
    """The stems of all words that tell something, in order."""
    return [stem(w) for w in map(str.lower, WORD.findall(words)) if w not in EMPTY]


def stem(word: str) -> str:
    """A word without its ending, so that "claims", "claimed" and "claim" are one."""
    word = re.sub(r"['’]s?$", "", word)
    if word in IRREGULAR:
        return IRREGULAR[word]
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM:
            return word[: -len(suffix)]
    return word


def first_day(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    return f"{year}-{month or '01'}-{day or '01'}"


def last_day(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    return f"{year}-{month or '12'}-{day or '31'}"
