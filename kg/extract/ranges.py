"""Ranges of tokens: what is left of the words of a report without its cue and its edges.

"The harbour, he said, was destroyed" is content in two ranges around the cue *said*.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from kg.extract.syntax import Syntax

Range = tuple[int, int]
DASHES = frozenset({"-", "–", "—", "--", "―"})
COMMENTED = frozenset({
    "claim", "allegation", "accusation", "charge", "assertion", "suggestion", "statement", "move",
    "figure", "number", "version", "account", "view", "assessment", "finding", "conclusion",
})  # what a sentence that has been reported is called afterwards  # fmt: skip
ANSWERED = frozenset({
    "deny", "reject", "dispute", "dismiss", "refute", "contest", "contradict", "confirm",
})  # what others do with what has been reported: "..., which the league denied"  # fmt: skip


def around(whole: Range, hole: Range) -> Iterator[Range]:
    """What is left of a range without the hole in it."""
    if hole[0] > whole[0]:
        yield whole[0], min(hole[0], whole[1])
    if hole[1] < whole[1]:
        yield max(hole[1], whole[0]), whole[1]


def cut(whole: Range, hole: Range) -> list[Range]:
    """A range without a hole; a hole outside changes nothing."""
    if hole[1] <= whole[0] or whole[1] <= hole[0]:
        return [whole]
    return [p for p in ((whole[0], hole[0]), (hole[1], whole[1])) if p[0] < p[1]]


def trimmed(syntax: Syntax, start: int, end: int) -> Range:
    """A range without white space, commas and full stops at its edges."""
    while start < end and (
        syntax.words[start].isspace() or syntax.words[start] in {",", ";", ":", ".", *DASHES, "*"}
    ):
        start += 1
    while start < end and (
        syntax.words[end - 1].isspace()
        or syntax.words[end - 1] in {",", ";", ":", ".", *DASHES, "*"}
    ):
        end -= 1
    return start, end


def tidy(syntax: Syntax, ranges: list[Range], cue: Range | None) -> list[Range]:
    """Ranges without the cue, without punctuation at their edges, joined where they touch."""
    holes = [cue] if cue else []
    found: list[Range] = []
    for whole in sorted(ranges):
        pieces = [whole]
        for hole in holes:
            pieces = [p for piece in pieces for p in cut(piece, hole)]
        found += [p for p in (trimmed(syntax, *piece) for piece in pieces) if p[0] < p[1]]
    joined: list[Range] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def without_comment(syntax: Syntax, start: int, end: int) -> int:
    """The end of a content clause before what is said of it: "..., a claim that she rejected"."""
    commas = syntax.commas
    for at in commas[bisect_left(commas, start + 1) : bisect_left(commas, end - 2)]:
        if is_comment(syntax, at + 1, end) or is_answer(syntax, at + 1):
            return at
    return end


def is_comment(syntax: Syntax, start: int, end: int) -> bool:
    """True for "a claim that she rejected", "a figure the company disputes"."""
    if syntax.lowers[start] not in {"a", "an"}:
        return False
    noun = next((t for t in range(start + 1, min(start + 4, end)) if syntax.tags[t] == "NN"), None)
    if noun is None or syntax.lemmas[noun] not in COMMENTED or noun + 1 >= end:
        return False
    after = noun + 1
    return syntax.poses[after] in {"PRON", "PROPN", "DET"} or syntax.lowers[after] == "that"


def is_answer(syntax: Syntax, which: int) -> bool:
    """True for "which the league later denied", not for "which denied it"."""
    verb = syntax.heads[which]
    if syntax.lowers[which] != "which" or syntax.lemmas[verb] not in ANSWERED:
        return False
    between = range(which + 1, verb)
    return any(syntax.poses[t] in {"NOUN", "PROPN", "PRON"} for t in between)
