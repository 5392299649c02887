"""Which articles are about one story: Monday's "Quake hits Aceh" and Tuesday's "Aceh counts its
dead".

An article is known by its names, the heads of its nominals and the words of its events, each
weighted by how rare it is among the articles (TF-IDF, cosine). Only articles that share one of
their most telling features are compared, and each with few others, so the cost of an article does
not grow with their number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from kg.model import Reading
from kg.ontology import load_ontology

TELLING = 8  # features by which an article meets others
WINDOW = 8  # articles of one feature, in order of publication, that each is compared with
LONGEST = 96  # features that an article keeps
LIKE = 0.1  # cosine from which two articles may tell of one occurrence
NAME_WEIGHT = 2.0  # a name tells more than a noun
UNSEEN = 50  # articles that a corpus is taken to be larger by, so that small ones have rare words

Profile = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles of one story, as positions in the readings; `first` < `second`."""

    first: int
    second: int
    likeness: float


def find_story_pairs(
    readings: Sequence[Reading], node_of: Mapping[tuple[str, int], str]
) -> tuple[Pair, ...]:
    """The pairs of articles that are about one story, sorted."""
    profiles = build_profiles(readings, node_of)
    pairs = (
        Pair(first, second, likeness(profiles[first], profiles[second]))
        for first, second in sorted(set(_candidates(readings, profiles)))
    )
    return tuple(pair for pair in pairs if pair.likeness >= LIKE)


def build_profiles(
    readings: Sequence[Reading], node_of: Mapping[tuple[str, int], str]
) -> list[Profile]:
    """The features of each article with weights; the squares of one article's weights sum to 1."""
    counts = [_features(reading, node_of) for reading in readings]
    spread = Counter(feature for counted in counts for feature in counted)
    whole = len(readings) + UNSEEN
    return [_weigh(counted, spread, whole) for counted in counts]


def likeness(one: Profile, other: Profile) -> float:
    """The cosine of two profiles."""
    few, many = sorted((one, other), key=len)
    return sum(weight * many[feature] for feature, weight in few.items() if feature in many)


def _features(reading: Reading, node_of: Mapping[tuple[str, int], str]) -> Counter[str]:
    """What an article talks about; acts of speech are in every article and left out."""
    ontology = load_ontology()
    found: Counter[str] = Counter()
    for index, entity in enumerate(reading.entities):
        if entity.named:
            found[name_key(node_of[reading.article.id, index])] += len(entity.mentions)
        elif entity.head:
            found[f"head:{entity.head}"] += 1
    for event in reading.events:
        if ontology.upper_type(event.type) != "Communication":
            found[f"event:{event.lemma}"] += 1
    return found


def name_key(node: str) -> str:
    """The key of a name across articles; that of a bare surname is its words."""
    if not node.startswith("article/"):
        return node
    return f"name/{node.rpartition('/')[2].rpartition('-')[0]}"


def _weigh(counted: Counter[str], spread: Counter[str], whole: int) -> Profile:
    weights = {
        feature: (1 + log(number))
        * log(whole / (spread[feature] + 0.5))
        * (NAME_WEIGHT if "/" in feature else 1.0)
        for feature, number in counted.items()
    }
    kept = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:LONGEST]
    norm = sqrt(sum(weight * weight for _, weight in kept)) or 1.0
    return {feature: weight / norm for feature, weight in kept}


def _candidates(
    readings: Sequence[Reading], profiles: Sequence[Profile]
) -> Iterator[tuple[int, int]]:
    """Pairs that share a telling feature and stand near each other in order of publication."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for position in sorted(range(len(readings)), key=lambda n: publication(readings[n])):
        for feature in list(profiles[position])[:TELLING]:
            blocks[feature].append(position)
    for block in blocks.values():
        for place, later in enumerate(block):
            for earlier in block[max(0, place - WINDOW) : place]:
                yield min(earlier, later), max(earlier, later)


def publication(reading: Reading) -> tuple[str, str]:
    """The order of publication; articles without a day come first, equal ones by id."""
    day = reading.article.published
    return ("" if day is None else day.isoformat(), reading.article.id)
