"""Knowledge -> the quality card: what was found, what was not, and what a reader should know before
trusting it.

"Who says what" in numbers: articles, sentences, entities by type and linked or not, events by type,
claims by source, times left open, ambiguous dates and how they were read, warnings, refusals,
versions. The same Knowledge gives the same bytes.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from kg.model import Article, Claim, Knowledge, Reading
from kg.readers import Refusal

PUBLISHER = "the article itself"
NOBODY = "nobody is named"
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
    """The quality card; counts are (name, number) pairs, the largest first, equal ones by name."""

    articles: tuple[ArticleRow, ...]
    entities: tuple[tuple[str, int, int], ...]  # type, all, linked
    events: tuple[tuple[str, int], ...]
    claims: tuple[tuple[str, int], ...]  # source
    certainties: tuple[tuple[str, int], ...]
    times: int
    times_open: tuple[tuple[str, str], ...]  # article, words
    dates: tuple[AmbiguousDate, ...]
    warnings: tuple[tuple[str, str], ...]  # article, warning
    refusals: tuple[tuple[str, str], ...]  # path, message
    versions: tuple[tuple[str, str], ...]
    quads: int | None
    conforms: bool | None  # None: the shapes were not checked


def build_report(
    knowledge: Knowledge,
    refusals: Iterable[Refusal] = (),
    *,
    quads: int | None = None,
    conforms: bool | None = None,
) -> Report:
    """The quality card of Knowledge and of what could not be read."""
    readings = knowledge.readings
    names = {node.key: node.name for node in knowledge.nodes}
    sources = Counter(
        source_of(knowledge, names, reading, claim)
        for reading in readings
        for claim in reading.claims
    )
    return Report(
        articles=tuple(count_article(reading) for reading in readings),
        entities=count_entities(knowledge),
        events=ranked(Counter(event.type for reading in readings for event in reading.events)),
        claims=ranked(sources),
        certainties=ranked(
            Counter(
                f"{claim.polarity}, {claim.certainty}, {claim.temporality}"
                for reading in readings
                for claim in reading.claims
            )
        ),
        times=sum(len(reading.times) for reading in readings),
        times_open=find_open_times(readings),
        dates=find_ambiguous_dates(reading.article for reading in readings),
        warnings=tuple(
            (reading.article.id, warning)
            for reading in readings
            for warning in dict.fromkeys((*reading.article.warnings, *reading.warnings))
        ),
        refusals=tuple(sorted((refusal.path, refusal.message) for refusal in refusals)),
        versions=find_versions(readings),
        quads=quads,
        conforms=conforms,
    )


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


def count_entities(knowledge: Knowledge) -> tuple[tuple[str, int, int], ...]:
    """Nodes by type with how many are linked to Wikidata or GeoNames."""
    readings = {reading.article.id: reading for reading in knowledge.readings}
    total: Counter[str] = Counter()
    linked: Counter[str] = Counter()
    for node in knowledge.nodes:
        total[node.type] += 1
        linked[node.type] += any(
            (links := readings[article].entities[entity].links) is not None
            and bool(links.wikidata or links.geonames)
            for article, entity in node.members
        )
    return tuple((kind, number, linked[kind]) for kind, number in ranked(total))


def source_of(
    knowledge: Knowledge, names: Mapping[str, str], reading: Reading, claim: Claim
) -> str:
    """The name of a claim's source, across articles the same for the same node."""
    if claim.attribution is None:
        return reading.article.publisher or PUBLISHER
    attribution = reading.attributions[claim.attribution]
    if attribution.source is None:
        return NOBODY if attribution.source_passage is None else attribution.source_passage.text
    key = knowledge.node_of.get((reading.article.id, attribution.source), "")
    return names.get(key, reading.entities[attribution.source].name)


def find_open_times(readings: Iterable[Reading]) -> tuple[tuple[str, str], ...]:
    """Dates and times of day that could not be placed on the calendar, in text order."""
    return tuple(
        (reading.article.id, time.passage.text)
        for reading in readings
        for time in reading.times
        if time.passage is not None
        and time.type in ("DATE", "TIME")
        and time.earliest is None
        and time.latest is None
    )


def find_ambiguous_dates(articles: Iterable[Article]) -> tuple[AmbiguousDate, ...]:
    return tuple(
        AmbiguousDate(
            article.id,
            reading.words,
            reading.taken.isoformat(),
            reading.other.isoformat(),
            reading.reason,
        )
        for article in articles
        if (reading := article.date_reading) is not None and reading.other is not None
    )


def find_versions(readings: Iterable[Reading]) -> tuple[tuple[str, str], ...]:
    """What made the readings; differing stamps are all named."""
    stamps = sorted({tuple(asdict(reading.stamp).items()) for reading in readings})
    if not stamps:
        return ()
    made = [(key, ", ".join(dict.fromkeys(dict(s)[key] for s in stamps))) for key, _ in stamps[0]]
    return (*made, ("spacy", importlib.metadata.version("spacy")))


def report_to_json(report: Report) -> str:
    """The quality card as JSON, keys in the order of `Report`, with a closing line break."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=2) + "\n"
