"""Quotations: the words between quotation marks, '"We left," he said' -> "We left,".

Straight, curly, doubled and wrongly turned marks; across sentences, and across paragraphs whose
next one opens again. Apostrophes, inches and words in the middle of a name are no quotations.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc

OPENING = {"“": "”", "«": "»", "„": "“", "``": "''"}  # marks that open, and what closes them
DOUBLE_CLOSERS = {"”", "''", "»", '"', "“"}
SINGLE = {"'", "‘", "’", "`"}
MARKS = {'"', "“", "”", "„", "«", "»", "``", "''", "'", "‘", "’", "`", '""'}
MOST_MARKS = 50  # marks inside a quotation; a run of more is no speech, and would take for ever
LONGEST_SINGLE = 60  # tokens; longer runs between single marks are apostrophes
NO_QUOTE_AFTER = re.compile(r"(?:\d\ds?|em|til|twas|cause|n|round)\b", re.IGNORECASE)


def find_quotations(doc: Doc, marks: dict[int, str]) -> list[tuple[int, int]]:
    """Token ranges inside quotation marks, in text order; only the outermost of nested ones.

    A paragraph whose quotation is not closed is quoted to its end if the next begins with a mark,
    the newspaper's way to continue a quotation; any other unpaired mark is no quotation.
    """
    candidates = [
        (token, marks[orth])
        for token, orth in enumerate(doc.to_array("ORTH").tolist())
        if orth in marks
    ]
    if not candidates:
        return []
    breaks = find_breaks(doc)
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(candidates):
        token, mark = candidates[at]
        opened = is_double_opening(doc, token, mark)
        if opened or is_single_opening(doc, token, mark):
            end, used = find_closing(doc, candidates, breaks, at, single=not opened)
            if end > token + 1:
                found.append((first_word(candidates, at) if opened else token + 1, end))
                at = used
                continue
        at += 1
    return [(start, end) for start, end in found if end > start]


def first_word(candidates: list[tuple[int, str]], at: int) -> int:
    """The token after an opening mark; two single marks may stand for one double mark."""
    token, mark = candidates[at]
    doubled = mark in SINGLE and at + 1 < len(candidates) and candidates[at + 1][0] == token + 1
    return token + 2 if doubled else token + 1


def is_double_opening(doc: Doc, token: int, mark: str) -> bool:
    """True for an opening mark; a straight one opens if a word follows without a space."""
    if mark in OPENING:
        return True
    if mark in SINGLE:
        return is_doubled(doc, token) and has_opening_shape(doc, token, width=2)
    return mark in {'"', "''", '""', "”"} and has_opening_shape(doc, token)


def is_doubled(doc: Doc, token: int) -> bool:
    """True if this single mark and the next, without space between, stand for one double mark."""
    return (
        token + 1 < len(doc)
        and not doc[token].whitespace_
        and doc[token + 1].text == doc[token].text
        and doc[token].text in SINGLE
    )


def has_opening_shape(doc: Doc, token: int, width: int = 1) -> bool:
    """True if a word follows without space, and a space, bracket or dash stands before."""
    last = token + width - 1
    if last + 1 >= len(doc) or doc[last].whitespace_ or doc[last + 1].is_space:
        return False
    if token == 0 or doc[token - 1].whitespace_ or doc[token - 1].is_space:
        return True
    return doc[token - 1].text[-1] in "([{—–-/:*_“\"'‘"


def is_single_opening(doc: Doc, token: int, mark: str) -> bool:
    """True for a single opening mark, not an apostrophe ("'90s", "rock 'n' roll")."""
    if mark not in {"'", "‘"} or not has_opening_shape(doc, token):
        return False
    return not NO_QUOTE_AFTER.match(doc[token + 1].text)


def find_closing(
    doc: Doc, candidates: list[tuple[int, str]], breaks: list[int], at: int, *, single: bool
) -> tuple[int, int]:
    """The token that ends the quotation opened by a candidate, and the candidate to go on with.

    The end is 0 if the mark has no partner.
    """
    opening, mark = candidates[at]
    paragraph_end = next_break(breaks, opening)
    doubled = not single and mark in SINGLE
    begin = at + (2 if doubled else 1)
    for later in range(begin, min(begin + MOST_MARKS, len(candidates))):
        token, other = candidates[later]
        if token >= paragraph_end:
            break
        if single:
            if token - opening > LONGEST_SINGLE:
                return 0, at + 1
            if other in {"'", "’"} and is_single_closing(doc, token):
                return token, later + 1
        elif doubled:
            if is_doubled(doc, token):
                return token, later + 2
        elif is_double_closing(doc, token, other, mark):
            return token, later + 1
    if single:
        return 0, at + 1
    return end_of_open_quotation(doc, candidates, breaks, at, paragraph_end)


def end_of_open_quotation(
    doc: Doc, candidates: list[tuple[int, str]], breaks: list[int], at: int, paragraph_end: int
) -> tuple[int, int]:
    """Where a quotation ends whose paragraph does not close it."""
    begin = bisect_left(candidates, (paragraph_end, ""), at + 1)
    after = range(begin, min(begin + MOST_MARKS, len(candidates)))
    later = next((n for n in after if candidates[n][1] not in SINGLE), None)
    if paragraph_end >= len(doc) or later is None:
        return 0, at + 1
    token, mark = candidates[later]
    begins_paragraph = all(doc[i].is_space for i in range(paragraph_end, token))
    if begins_paragraph and is_double_opening(doc, token, mark):
        return paragraph_end, later
    if mark == "”" and candidates[at][1] == "“" and token < next_break(breaks, paragraph_end + 1):
        return token, later + 1
    return 0, at + 1


def is_double_closing(doc: Doc, token: int, mark: str, opening: str) -> bool:
    """True if a mark closes what `opening` opened."""
    if opening in OPENING:
        return mark == OPENING[opening] or (
            mark in {'"', "''", "“"} and not has_opening_shape(doc, token)
        )
    return mark == opening or mark == "”" or (mark in DOUBLE_CLOSERS and mark != "“")


def is_single_closing(doc: Doc, token: int) -> bool:
    """True for a single mark between a word and a space or punctuation, and no possessive."""
    before, here = doc[token - 1], doc[token]
    if before.whitespace_ or before.is_space:
        return False
    if token + 1 < len(doc) and not here.whitespace_:
        follows = doc[token + 1]
        return follows.is_space or follows.is_punct
    return not (here.tag_ == "POS" and before.text.endswith("s"))


def next_break(breaks: list[int], token: int) -> int:
    """The first of the breaks at or after `token`; the last one is the length of the Doc."""
    return breaks[bisect_left(breaks, token)]


def find_breaks(doc: Doc) -> list[int]:
    """The tokens that hold an empty line, in order, and the length of the Doc."""
    spaces = np.flatnonzero(doc.to_array("IS_SPACE")).tolist()
    return [token for token in spaces if doc[token].text.count("\n") > 1] + [len(doc)]
