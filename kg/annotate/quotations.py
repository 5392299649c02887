"""Quotations: the words between quotation marks, '"We left," he said' -> "We left,".

Straight, curly, doubled and wrongly turned marks; across sentences, and across paragraphs whose
next one opens again. Apostrophes, inches and words in the middle of a name are no quotations.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

OPENING = {"“": "”", "«": "»", "„": "“", "``": "''"}  # marks that open, and what closes them
DOUBLE_CLOSERS = {"”", "''", "»", '"', "“"}
SINGLE = {"'", "‘", "’", "`"}
MARKS = {'"', "“", "”", "„", "«", "»", "``", "''", "'", "‘", "’", "`", '""'}
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
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(candidates):
        token, mark = candidates[at]
        opened = is_double_opening(doc, token, mark)
        if opened or is_single_opening(doc, token, mark):
            end, used = find_closing(doc, candidates, at, single=not opened)
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
    doc: Doc, candidates: list[tuple[int, str]], at: int, *, single: bool
) -> tuple[int, int]:
    """The token that ends the quotation opened by a candidate, and the candidate to go on with.

    The end is 0 if the mark has no partner.
    """
    opening, mark = candidates[at]
    paragraph_end = next_break(doc, opening)
    doubled = not single and mark in SINGLE
    for later in range(at + (2 if doubled else 1), len(candidates)):
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
    return end_of_open_quotation(doc, candidates, at, paragraph_end)


def end_of_open_quotation(
    doc: Doc, candidates: list[tuple[int, str]], at: int, paragraph_end: int
) -> tuple[int, int]:
    """Where a quotation ends whose paragraph does not close it."""
    rest = [c for c in candidates[at + 1 :] if c[0] >= paragraph_end and c[1] not in SINGLE]
    if paragraph_end >= len(doc) or not rest:
        return 0, at + 1
    token, mark = rest[0]
    later = candidates.index(rest[0])
    begins_paragraph = all(doc[i].is_space for i in range(paragraph_end, token))
    if begins_paragraph and is_double_opening(doc, token, mark):
        return paragraph_end, later
    if mark == "”" and candidates[at][1] == "“" and token < next_break(doc, paragraph_end + 1):
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


def next_break(doc: Doc, token: int) -> int:
    """The first token at or after `token` that holds an empty line, or the length of the Doc."""
    for later in range(token, len(doc)):
        word = doc[later]
        if word.is_space and word.text.count("\n") > 1:
            return later
    return len(doc)
