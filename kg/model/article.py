"""Articles and the passages that everything rests on.

"Putin, 2017-12-08, ..." becomes an `Article`; `article.passage(0, 5)` is its word "Putin" with
offsets. Offsets are Unicode code points of `Article.text`, `[begin, end)`, everywhere in newskg.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Literal

SegmentKind = Literal["title", "heading", "paragraph", "item", "quote", "dateline", "boilerplate"]


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words of an article: `article.text[begin:end] == text`."""

    begin: int
    end: int
    text: str
    article: str

    def __len__(self) -> int:
        return self.end - self.begin

    def overlaps(self, other: Passage) -> bool:
        """True if the two share a character of one article."""
        return self.article == other.article and self.begin < other.end and other.begin < self.end


@dataclass(frozen=True, slots=True)
class Segment:
    """A block of an article's text (title, paragraph ...); blocks are in text order and do not
    overlap.

    Sentences never cross a segment's border. Segments of kind "boilerplate" hold no events.
    """

    begin: int
    end: int
    kind: SegmentKind
    line: int  # 1-based line of the source file in which the block begins


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink or related item; `passage` is its words in the text, None when they are metadata
    only.
    """

    label: str
    url: str | None
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class DateReading:
    """How an ambiguous date line was read, and why: "08/12/2017" -> 2017-12-08, "DMY", "setting
    date_order".
    """

    words: str
    taken: date
    order: Literal["DMY", "MDY", "YMD"]
    reason: str
    other: date | None  # the date that the other order would give


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it was read; `id` is a slug, unique among the sources of a build."""

    id: str
    title: str
    text: str
    published: date | None
    publisher: str | None
    url: str | None
    language: str
    source: str  # the path as given, or "-" for a string
    segments: tuple[Segment, ...] = ()
    keywords: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    authors: tuple[str, ...] = ()
    date_reading: DateReading | None = None
    warnings: tuple[str, ...] = ()

    def passage(self, begin: int, end: int) -> Passage:
        """The words at `[begin, end)`; raises ValueError for a span that is empty or outside the
        text.
        """
        if not 0 <= begin < end <= len(self.text):
            raise ValueError(
                f"{self.id}: [{begin}, {end}) is no span of {len(self.text)} characters"
            )
        return Passage(begin, end, self.text[begin:end], self.id)

    def line_of(self, offset: int) -> int:
        """The 1-based source line of the segment that holds this offset (1 if there are no
        segments).
        """
        at = bisect_right([segment.begin for segment in self.segments], offset) - 1
        return self.segments[at].line if at >= 0 else 1
