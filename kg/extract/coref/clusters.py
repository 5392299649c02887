"""Clusters: phrases that mean one thing; each keeps the rule that put it there.

"Anna Keller, the ambassador ... she" ends as one Cluster of three phrases. Phrases are known by
their head tokens, which no two phrases share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extract import grammar
from kg.extract.phrases import Phrase, broad_type
from kg.extract.syntax import Syntax

SUBJECTS = grammar.SUBJECTS | grammar.PASSIVE_SUBJECTS
# rules whose descriptions tell what a thing is
DESCRIBING = frozenset({"coreference.apposition", "coreference.copula", "coreference.named-as"})
SUBJECT, OBJECT, OTHER = 14.0, 6.0, 2.0  # what a mention's place in its clause adds to salience
RECENCY = 10.0  # what a mention in the same sentence adds; halved with each sentence between


class Cluster:
    """The phrases that refer to one thing, while it is being found out."""

    __slots__ = ("country", "gender", "keys", "lemmas", "phrases", "plural", "type")

    def __init__(self, phrase: Phrase, rule: str) -> None:
        self.phrases: list[tuple[Phrase, str]] = [(phrase, rule)]
        self.type, self.gender, self.plural = phrase.type, phrase.gender, phrase.plural
        self.keys: set[str] = set()  # normalised names
        self.lemmas: set[str] = set()  # nouns that the article calls it by
        self.country = ""

    def refine(self, kind: str) -> None:
        """Take the finer of two types: an Organization that is called "Inc." is a Company."""
        if kind != self.type == broad_type(kind):
            self.type = kind

    @property
    def named(self) -> bool:
        return bool(self.keys)


class Clusters:
    """The clusters of one article and where their phrases stand."""

    def __init__(self, syntax: Syntax, phrases: tuple[Phrase, ...]) -> None:
        self.syntax, self.phrases = syntax, phrases
        self.all: list[Cluster] = []
        self.of: dict[int, Cluster] = {}  # by head token of a phrase
        self.by_head = {phrase.head: phrase for phrase in phrases}
        self._weights: dict[int, float] = {}  # by head token
        self._in_sentence: list[list[Phrase]] = [[] for _ in syntax.sents]
        for phrase in sorted(phrases, key=lambda phrase: -phrase.head):
            self._in_sentence[syntax.sentence_of[phrase.head]].append(phrase)

    def open(self, phrase: Phrase, rule: str) -> Cluster:
        cluster = Cluster(phrase, rule)
        self.all.append(cluster)
        self.of[phrase.head] = cluster
        return cluster

    def add(self, phrase: Phrase, cluster: Cluster, rule: str) -> None:
        cluster.phrases.append((phrase, rule))
        self.of[phrase.head] = cluster
        if phrase.gender in {"f", "m"}:
            cluster.gender = cluster.gender or phrase.gender
        if phrase.kind == "name" or (rule in DESCRIBING and cluster.type == "Organization"):
            cluster.refine(phrase.type)

    def merge(self, kept: Cluster, other: Cluster, rule: str) -> None:
        """One cluster of two; the rule stands with the names that came over."""
        for phrase, old in other.phrases:
            kept.phrases.append((phrase, rule if phrase.kind == "name" else old))
            self.of[phrase.head] = kept
        kept.keys |= other.keys
        kept.lemmas |= other.lemmas
        kept.gender = kept.gender or other.gender
        kept.refine(other.type)
        self.all.remove(other)

    def before(self, phrase: Phrase, *, sentences: int) -> Iterator[Phrase]:
        """Placed phrases that end before a phrase, the latest first, over so many sentences."""
        number = self.syntax.sentence_of[phrase.head]
        for at in range(number, max(-1, number - sentences - 1), -1):
            for other in self._in_sentence[at]:
                if other.end <= phrase.start and other.head in self.of:
                    yield other

    def in_sentence(self, phrase: Phrase) -> list[Phrase]:
        """All phrases of the sentence of a phrase, the last first."""
        return self._in_sentence[self.syntax.sentence_of[phrase.head]]

    def salient(
        self, phrase: Phrase, fits: Callable[[Phrase, Cluster], bool], *, sentences: int
    ) -> list[tuple[float, Cluster, Phrase]]:
        """(salience, cluster, its latest fitting phrase) before a phrase, the most salient first.

        Each sentence counts a cluster once, by its best place in a clause, half as much for each
        sentence further back (after Lappin and Leass 1994).
        """
        number = self.syntax.sentence_of[phrase.head]
        best: dict[int, dict[int, float]] = {}
        last: dict[int, tuple[Cluster, Phrase]] = {}
        for other in self.before(phrase, sentences=sentences):
            cluster = self.of[other.head]
            if id(cluster) not in last and not fits(other, cluster):
                continue
            last.setdefault(id(cluster), (cluster, other))
            places = best.setdefault(id(cluster), {})
            distance = number - self.syntax.sentence_of[other.head]
            places[distance] = max(places.get(distance, 0.0), self.weight(other))
        ranked = [
            (sum((w + RECENCY) / 2**d for d, w in best[key].items()), *pair)
            for key, pair in last.items()
        ]
        return sorted(ranked, key=lambda item: (-item[0], -item[2].head))

    def weight(self, phrase: Phrase) -> float:
        """What the place of a phrase in its clause adds to salience."""
        if phrase.head not in self._weights:
            self._weights[phrase.head] = self._weigh(phrase)
        return self._weights[phrase.head]

    def _weigh(self, phrase: Phrase) -> float:
        dep = self.syntax.deps[phrase.head]
        if dep == "conj":
            dep = self.syntax.deps[grammar.first_conjunct(self.syntax, phrase.head)]
        if dep in SUBJECTS:
            return SUBJECT
        return OBJECT if dep in grammar.OBJECTS else OTHER

    def is_subject(self, phrase: Phrase) -> bool:
        return self.syntax.deps[phrase.head] in SUBJECTS
