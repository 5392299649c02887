"""Knowledge -> the quality card: what was found, what was not, and what a reader should know before
trusting it.

"Who says what" in numbers: articles, sentences, entities by type and linked or not, events by type,
claims by source, times left open, ambiguous dates and how they were read, warnings, refusals,
versions. The same Knowledge gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import compress
from typing import Any

from kg.merge.nodes import by_key, in_brief, number_of
from kg.merge.shelf import Shelf
from kg.model import Article, Knowledge, Reading, Stamp
from kg.publish.report_together import OccurrenceRow, count_occurrences, is_on_disk, source_of
from kg.readers import Refusal

MAX_ROWS = 25


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article in numbers."""

    id: str
    title: str
    published: str | None
    sentences: int
    words: int
    entities: int
    events: int
    claims: int
    covered: int  # sentences with an event


@dataclass(frozen=True, slots=True)
class AmbiguousDate:
    """A date line that can be read in two ways, the reading taken and why."""

    article: str
    words: str
    taken: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """The quality card; counts are (name, number) pairs, the largest first, equal ones by name.

    Of very many articles the rows lie on disk.
    """

    articles: Sequence[ArticleRow]
    entities: tuple[tuple[str, int, int], ...]  # type, all, linked
    authorities: tuple[tuple[str, int, int], ...]  # file, entities, mentions that it linked
    events: tuple[tuple[str, int], ...]
    claims: tuple[tuple[str, int], ...]  # source
    certainties: tuple[tuple[str, int], ...]
    times: int
    times_open: Sequence[tuple[str, str]]  # article, words
    dates: Sequence[AmbiguousDate]
    warnings: Sequence[tuple[str, str]]  # article, warning
    refusals: tuple[tuple[str, str], ...]  # path, message
    versions: tuple[tuple[str, str], ...]
    occurrences: Sequence[OccurrenceRow]
    copies: tuple[tuple[str, str, float], ...]  # article, the first with its text, likeness
    corrections: tuple[tuple[str, str, str], ...]  # kind, what, reason
    quads: int | None
    conforms: bool | None  # None: the shapes were not checked
    notes: tuple[str, ...] = ()  # what this output does not have, and why


def build_report(
    knowledge: Knowledge,
    refusals: Iterable[Refusal] = (),
    *,
    quads: int | None = None,
    conforms: bool | None = None,
    notes: Iterable[str] = (),
) -> Report:
    """The quality card of Knowledge and of what could not be read."""
    tally = Tally(knowledge)
    for reading in knowledge.readings:
        tally.add(reading)
    hold: Callable[[Shelf[Any]], Sequence[Any]] = _leave if is_on_disk(knowledge) else tuple
    return Report(
        articles=hold(tally.articles),
        entities=tuple((kind, n, tally.linked[kind]) for kind, n in ranked(tally.entities)),
        authorities=tuple((f, tally.authorities[f], n) for f, n in ranked(tally.own_mentions)),
        events=ranked(tally.events),
        claims=ranked(tally.sources),
        certainties=ranked(tally.certainties),
        times=tally.times,
        times_open=hold(tally.times_open),
        dates=hold(tally.dates),
        warnings=hold(tally.warnings),
        refusals=tuple(sorted((refusal.path, refusal.message) for refusal in refusals)),
        versions=find_versions(tally.stamps),
        occurrences=count_occurrences(knowledge),
        copies=tuple((each.article, each.original, each.likeness) for each in knowledge.copies),
        corrections=tuple(
            (each.kind, ", ".join(each.about), each.reason) for each in knowledge.corrections
        ),
        quads=quads,
        conforms=conforms,
        notes=tuple(notes),
    )


def _leave(rows: Shelf[Any]) -> Sequence[Any]:
    """The rows where they are."""
    return rows


class Tally:
    """What is counted while going once through the readings, which may be too many to hold."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._nodes = by_key(knowledge.nodes)
        self._number_of = number_of(knowledge.nodes)
        self._linked = bytearray(len(knowledge.nodes))  # 1 for each node that is
        self.entities = Counter(node.type for node in in_brief(knowledge.nodes))
        self.authorities: Counter[str] = Counter()  # entities by the file that linked them
        self.own_mentions: Counter[str] = Counter()
        self.events: Counter[str] = Counter()
        self.sources: Counter[str] = Counter()
        self.certainties: Counter[str] = Counter()
        self.times = 0
        self.articles: Shelf[ArticleRow] = Shelf()
        self.times_open: Shelf[tuple[str, str]] = Shelf()
        self.dates: Shelf[AmbiguousDate] = Shelf()
        self.warnings: Shelf[tuple[str, str]] = Shelf()
        self.stamps: set[Stamp] = set()

    @property
    def linked(self) -> Counter[str]:
        """Nodes by type that are linked to Wikidata or GeoNames."""
        nodes = in_brief(self._knowledge.nodes)
        return Counter(node.type for node in compress(nodes, self._linked))

    def add(self, reading: Reading) -> None:
        """Counts what one article says."""
        article = reading.article
        self.articles.append(count_article(reading))
        self.events.update(event.type for event in reading.events)
        for claim in reading.claims:
            self.sources[source_of(self._knowledge, self._nodes, reading, claim)] += 1
            self.certainties[f"{claim.polarity}, {claim.certainty}, {claim.temporality}"] += 1
        self.times += len(reading.times)
        self.times_open.extend(find_open_times(reading))
        self.dates.extend(find_ambiguous_dates(article))
        told = dict.fromkeys((*article.warnings, *reading.warnings))
        self.warnings.extend((article.id, warning) for warning in told)
        self.stamps.add(reading.stamp)
        for number, entity in enumerate(reading.entities):
            links = entity.links
            if links is not None and links.authority:
                self.authorities[links.authority] += 1
                self.own_mentions[links.authority] += len(entity.mentions)
            if links is not None and (links.wikidata or links.geonames):
                key = self._knowledge.node_of.get((article.id, number))
                if key is not None:
                    self._linked[self._number_of(key)] = 1


def ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def count_article(reading: Reading) -> ArticleRow:
    article = reading.article
    begins = sorted(event.triggers[0].begin for event in reading.events)
    covered = sum(
        any(sentence.begin <= begin < sentence.end for begin in begins)
        for sentence in reading.sentences
    )
    return ArticleRow(
        id=article.id,
        title=article.title,
        published=article.published.isoformat() if article.published else None,
        sentences=len(reading.sentences),
        words=len(article.text.split()),
        entities=len(reading.entities),
        events=len(reading.events),
        claims=len(reading.claims),
        covered=covered,
    )


def find_open_times(reading: Reading) -> Iterator[tuple[str, str]]:
    """Dates and times of day that could not be placed on the calendar, in text order."""
    for time in reading.times:
        if time.passage is None or time.type not in ("DATE", "TIME"):
            continue
        if time.earliest is None and time.latest is None:
            yield reading.article.id, time.passage.text


def find_ambiguous_dates(article: Article) -> Iterator[AmbiguousDate]:
    """The date line of an article, if it can be read in two ways."""
    found = article.date_reading
    if found is not None and found.other is not None:
        taken, other = found.taken.isoformat(), found.other.isoformat()
        yield AmbiguousDate(article.id, found.words, taken, other, found.reason)


def find_versions(stamps: Iterable[Stamp]) -> tuple[tuple[str, str], ...]:
    """What made the readings; differing stamps are all named."""
    from importlib.metadata import version  # slow to load, and not needed to read a quality card

    every = sorted(tuple(asdict(stamp).items()) for stamp in stamps)
    if not every:
        return ()
    made = [(key, ", ".join(dict.fromkeys(dict(s)[key] for s in every))) for key, _ in every[0]]
    return (*made, ("spacy", version("spacy")))
