"""Who reports an occurrence, who claims or denies it, and on which numbers the articles differ.

"Twelve people died, the mayor said" and "At least 15 dead" are two stances on one occurrence and a
difference: *people* are 12 in one article and 15 in the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from kg.merge.excerpts import Excerpt
from kg.model import Difference, Occurrence, Passage, Stance
from kg.model.ids import slug

ExcerptOf = Callable[[str], Excerpt]  # by article id


def corroborate(
    occurrence: Occurrence, excerpt_of: ExcerptOf, origin: Mapping[str, str]
) -> Occurrence:
    """The occurrence with stances, differences and the number of independent reports; `origin` has
    the originals of copies.
    """
    return replace(
        occurrence,
        stances=tuple(_stances(occurrence, excerpt_of)),
        differences=tuple(_differences(occurrence, excerpt_of, origin)),
        independent=count_independent(occurrence.articles, excerpt_of, origin),
    )


def count_independent(
    articles: Iterable[str], excerpt_of: ExcerptOf, origin: Mapping[str, str]
) -> int:
    """How many reports these articles are: copies of one text and articles of one publisher are one
    report.
    """
    reports = set()
    for article in articles:
        first = origin.get(article, article)
        publisher = excerpt_of(first).publisher
        reports.add(f"publisher {slug(publisher)}" if publisher else f"article {first}")
    return len(reports)


def _stances(occurrence: Occurrence, excerpt_of: ExcerptOf) -> Iterator[Stance]:
    events: dict[str, set[int]] = defaultdict(set)
    for article, event in occurrence.events:
        events[article].add(event)
    for article, told in events.items():
        for index, (event, kind) in enumerate(excerpt_of(article).claims):
            if event in told:
                yield Stance((article, index), kind)


def _differences(
    occurrence: Occurrence, excerpt_of: ExcerptOf, origin: Mapping[str, str]
) -> Iterator[Difference]:
    """Numbers of one kind of thing in one role, where two articles that are no copies differ."""
    counted: dict[tuple[str, str], list[tuple[float, Passage]]] = defaultdict(list)
    for article, index in occurrence.events:
        for part in excerpt_of(article).events[index].parts:
            if part.number is not None:
                words = Passage(part.begin, part.begin + len(part.words), part.words, article)
                counted[part.role, part.counted].append((part.number, words))
    for (_, what), values in sorted(counted.items()):
        said: dict[str, set[float]] = defaultdict(set)
        for number, passage in values:
            said[origin.get(passage.article, passage.article)].add(number)
        if len(set().union(*said.values())) > 1 and not set.intersection(*said.values()):
            ordered = sorted(values, key=lambda value: (value[0], value[1].article, value[1].begin))
            yield Difference(what, tuple(ordered))
