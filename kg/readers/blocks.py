r"""Blocks of plain text: titles, headings, paragraphs, date lines, found by their look alone.

"Flood hits Harlow\n\n8 March 2024\n\nA flood ..." has a title, a date line and a paragraph. Offsets
are those of the text as given; nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Segment
from kg.model.article import SegmentKind
from kg.readers.dates import is_dateline, is_labelled_date

LINE_BREAK = re.compile("\r\n|\n|\r|\u2028|\u2029")  # a class of them takes twice as long
ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]*_]*$")
FULL_STOP = re.compile(r"[.…;:,][\"'”’»)\]]*$")
BULLET = re.compile(r"[-*•–·‣]\s+\S|\d{1,2}[.)]\s+\S")
BOILERPLATE = re.compile(
    r"(?:read more|read also|also read|read next|more on this|see also"
    r"|related (?:articles?|stor(?:y|ies)|topics?|news)|trends|share this|follow us|sign up"
    r"|subscribe (?:to|now)|click here|advertisement|all rights reserved|copyright)\b",
    re.IGNORECASE,
)
BYLINE = re.compile(r"(?:[Bb]y|BY|Reporting by) (?:[^\W\d_][\w.'’-]+(?:,? (?:and )?|$)){2,8}$")
MAX_TITLE = 200
MAX_HEADING = 90
MAX_BOILERPLATE = 200
WRAPPED = 120  # lines longer than this were not wrapped by hand: each is a block


def is_boilerplate(line: str) -> bool:
    """True for "Read more ...", "Trends ..." and their like: short, no sentence of the story."""
    return (
        len(line) <= MAX_BOILERPLATE
        and BOILERPLATE.match(line) is not None
        and not FULL_STOP.search(line)
    ) or (line[:1] == "©" and len(line) <= MAX_BOILERPLATE)


def is_byline(line: str) -> bool:
    """True for "By Anna Pryce and Tom Okoro"."""
    return len(line) <= 80 and BYLINE.match(line) is not None


def find_authors(line: str) -> tuple[str, ...]:
    """The names of a byline: "By Anna Pryce and Tom Okoro" has two."""
    names = re.split(r",? and |, ", re.sub(r"^(?:Reporting )?by ", "", line, flags=re.IGNORECASE))
    return tuple(name for name in names if name)


def is_title(line: str) -> bool:
    """True if a first line can be a headline: short, no full stop, no date line or byline."""
    return (
        3 <= len(line) <= MAX_TITLE
        and not FULL_STOP.search(line)
        and any(letter.isalpha() for letter in line)
        and kind_of_line(line) == "paragraph"
    )


def kind_of_line(line: str) -> SegmentKind:
    """The kind of a block by its words alone: date line, boilerplate, list item or paragraph."""
    if is_dateline(line) or is_labelled_date(line):
        return "dateline"
    if is_boilerplate(line) or is_byline(line):
        return "boilerplate"
    return "paragraph"


def find_blocks(text: str, *, line: int = 1, numbered: bool = True) -> tuple[Segment, ...]:
    """The blocks of a plain text in order, without white space at their edges; empty for blank
    text.

    `line` is the source line of the text's first line; with `numbered` false every block has that
    line (one record of a JSON Lines file).
    """
    spans = list(find_spans(text))
    blocks: list[Segment] = []
    for number, (begin, end, at) in enumerate(spans):
        words = text[begin:end]
        kind = kind_of_line(words)
        if kind == "paragraph":
            if number + 1 < len(spans) and not blocks and is_title(words):
                kind = "title"
            elif BULLET.match(words):
                kind = "item"
            elif is_heading(words) and 0 < number + 1 < len(spans):
                kind = "heading"
        blocks.append(Segment(begin, end, kind, line + at if numbered else line))
    return tuple(blocks)


def is_heading(words: str) -> bool:
    """True for a short block without closing punctuation that begins with a capital or a digit."""
    return (
        len(words) <= MAX_HEADING
        and not LINE_BREAK.search(words)
        and not re.search(r"[.!?…:;,][\"'”’»)\]]*$", words)
        and (words[0].isupper() or words[0].isdigit())
        and words[-1] not in '"”’'
    )


def find_spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Spans of blocks with the number of their first line, from 0."""
    lines = list(find_lines(text))
    block: list[tuple[int, int, int]] = []
    for begin, end, at in lines:
        if begin == end:
            yield from split_block(text, block)
            block = []
        else:
            block.append((begin, end, at))
    yield from split_block(text, block)


def find_lines(text: str) -> Iterator[tuple[int, int, int]]:
    """Lines without white space at their edges, as (begin, end, number); blank lines have begin ==
    end.
    """
    start, at = 0, 0
    for match in [*LINE_BREAK.finditer(text), None]:
        stop = match.start() if match else len(text)
        line = text[start:stop]
        stripped = line.strip()
        begin = start + len(line) - len(line.lstrip()) if stripped else start
        yield begin, begin + len(stripped), at
        start, at = (match.end() if match else stop), at + 1


def split_block(text: str, lines: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """The lines of one block joined to paragraphs: wrapped lines stay together, whole paragraphs a
    line each.
    """
    if not lines:
        return
    width = max(end - begin for begin, end, _ in lines)
    first = start = 0
    for number, (begin, end, _) in enumerate(lines[1:], 1):
        line = text[lines[number - 1][0] : lines[number - 1][1]]
        if is_break(line, text[begin:end], width, first=number - 1 == first):
            yield lines[start][0], lines[number - 1][1], lines[start][2]
            start = number
    yield lines[start][0], lines[-1][1], lines[start][2]


def is_break(line: str, following: str, width: int, *, first: bool) -> bool:
    """True if a paragraph ends between two lines of one block."""
    if width > WRAPPED or BULLET.match(following):
        return True
    if kind_of_line(line) != "paragraph" or kind_of_line(following) != "paragraph":
        return True
    short = len(line) < 0.75 * width
    if ENDS_SENTENCE.search(line):
        return short
    return first and short and is_title(line) and following[:1].isupper()
