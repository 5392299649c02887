"""The roll of names: "Ada Holm" of a thousand articles is one sign with a thousand places.

A named entity is known by its sign: type, name and what its links say. The roll writes signs
and mentions to disk and holds of each mention the number of its sign, so that a million articles
fit into memory: that cost is what benchmarks/merging.py measures.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator

from kg.merge.signs import Sign, Signs
from kg.merge.tape import Tape
from kg.model import Passage
from kg.readers.passing import to_bytes, to_text

RECENT = 768  # signs that are known by number, and ...
SHARE = 4  # ... one more for every fourth article
AT_ONCE = 2048  # numbers that are written at once
ROW = 4  # numbers of a mention


class Roll:
    """The named entities of all articles. Articles are added one after the other, in the order of
    their ids; every mention is a position.
    """

    def __init__(self) -> None:
        self.articles: list[str] = []
        self.signs = Signs()
        self.sign_of = array("I")  # the sign at each position
        self._starts = array("Q")  # where each article begins
        self._recent: dict[Sign, int] = {}
        self._before: dict[Sign, int] = {}  # those that were recent before
        self._rows = array("I")  # of the last mentions: entity, offset, where their words are
        self._tape = Tape()  # the rows of the others
        self._words = Tape()

    def __len__(self) -> int:
        return len(self.sign_of)

    def open(self, article: str) -> None:
        """Begins an article."""
        self.articles.append(article)
        self._starts.append(len(self.sign_of))
        if len(self._rows) > AT_ONCE:
            self._write_rows()
        if len(self._recent) > RECENT + len(self.articles) // SHARE:
            self._before, self._recent = self._recent, {}

    def add(self, sign: Sign, entity: int, begin: int, words: str) -> None:
        """Adds an entity of the open article with the offset and the words of its first mention."""
        number = self._recent.get(sign)
        if number is None:
            number = self._before.get(sign)
            if number is None:
                number = self.signs.append(sign)
            self._recent[sign] = number
        self.sign_of.append(number)
        if words == sign.name:  # as most are
            self._rows.fromlist([entity, begin, 0, 0])
        else:
            written = to_bytes(words)
            end = self._words.append(written)
            self._rows.fromlist([entity, begin, end - len(written), end])

    def close(self) -> None:
        """Gives equal signs one number; after that nothing may be added."""
        self._recent, self._before = {}, {}
        self._write_rows()
        self.signs.close()
        first = self.signs.firsts.__getitem__
        for begin in range(0, len(self), AT_ONCE):
            part = self.sign_of[begin : begin + AT_ONCE]
            self.sign_of[begin : begin + AT_ONCE] = array("I", map(first, part))

    def _write_rows(self) -> None:
        self._tape.append(self._rows.tobytes())
        del self._rows[:]

    def counts(self) -> array[int]:
        """How often each sign stands here."""
        found = array("I", bytes(4 * len(self.signs)))
        for sign in self.sign_of:
            found[sign] += 1
        return found

    def signs_in(self, article: int) -> array[int]:
        """The signs of the article with this number, at each of its positions."""
        begin, end = self._bounds(article)
        return self.sign_of[begin:end]

    def positions(self) -> Iterator[tuple[int, int, int]]:
        """(article number, entity, sign) of every position, in order."""
        for article in range(len(self.articles)):
            begin, end = self._bounds(article)
            for position in range(begin, end):
                yield article, self._row(position)[0], self.sign_of[position]

    def article_at(self, position: int) -> int:
        """The number of the article that a position is in."""
        return bisect_right(self._starts, position) - 1

    def at(self, position: int) -> tuple[tuple[str, int], Passage]:
        """Article id and entity of a position, and the words of the first mention there."""
        article = self.articles[self.article_at(position)]
        entity, begin, *written = self._row(position)
        words = to_text(self._words.read(*written)) or self.signs[self.sign_of[position]].name
        return (article, entity), Passage(begin, begin + len(words), words, article)

    def _row(self, position: int) -> array[int]:
        """Entity and offset at a position, and where its words are written."""
        size = ROW * self._rows.itemsize
        return array("I", self._tape.read(size * position, size * (position + 1)))

    def _bounds(self, article: int) -> tuple[int, int]:
        last = article + 1 == len(self.articles)
        return self._starts[article], len(self.sign_of) if last else self._starts[article + 1]
