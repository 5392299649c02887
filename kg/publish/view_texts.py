"""Articles as the page shows them: in "Shoigu briefed Putin" two names and a word that tells an
event.

Marks may stand inside each other; the page cuts the text wherever one begins or ends.
"""

from __future__ import annotations

from kg.model import Article
from kg.publish.view import ViewText
from kg.publish.view_events import ReadingView

TextMark = tuple[int, int, str, str]


def build_text(reading: ReadingView) -> ViewText:
    """The text of one article; marks are sorted by where they begin, the longer first."""
    marks = {*_names(reading), *_triggers(reading), *_cues(reading)}
    return ViewText(
        reading.reading.article.text,
        _segments(reading.reading.article),
        tuple(sorted(marks, key=lambda mark: (mark[0], -mark[1], mark[2:]))),
    )


def _segments(article: Article) -> tuple[tuple[int, int, str], ...]:
    found = tuple((s.begin, s.end, s.kind) for s in article.segments)
    return found or ((0, len(article.text), "paragraph"),)


def _names(reading: ReadingView) -> list[TextMark]:
    """Every mention of an entity that is a node."""
    marks: list[TextMark] = []
    for index, entity in enumerate(reading.reading.entities):
        node = reading.entity(index)
        if node is not None:
            marks += [(m.passage.begin, m.passage.end, "name", node) for m in entity.mentions]
    return marks


def _triggers(reading: ReadingView) -> list[TextMark]:
    return [
        (passage.begin, passage.end, "trigger", reading.event(index))
        for index, event in enumerate(reading.reading.events)
        for passage in event.triggers
    ]


def _cues(reading: ReadingView) -> list[TextMark]:
    """The words by which somebody says something, and those that decide how firmly."""
    marks: list[TextMark] = []
    for claim in reading.reading.claims:
        cues = list(claim.cues)
        if claim.attribution is not None:
            told = reading.reading.attributions[claim.attribution].cue
            cues += [told] if told else []
        marks += [(c.begin, c.end, "cue", reading.event(claim.event)) for c in cues]
    return marks
