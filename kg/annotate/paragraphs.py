"""Paragraphs side by side: of "Title. | He left. | ..." each with the two tokens that follow it.

A paragraph begins with a Doc and wherever a sentence must begin. Tokens are numbered from 1, 0 is
none; the two tokens that follow a paragraph stand behind it once more, so that paragraphs share
nothing while they are parsed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy

if TYPE_CHECKING:
    from kg.annotate.moves import Numbers

SEEN_AFTER = 2  # tokens behind a paragraph at which its moves may look


class Paragraphs(NamedTuple):
    """Arrays with a place for each token, the first for none, and (`begins`, `stops`) for each
    paragraph.
    """

    begins: Numbers  # the first token
    stops: Numbers  # the token after the last, 0 at the end of a Doc
    after: Numbers  # the next token, 0 at the end of a Doc and of what is laid out
    must_start: Numbers  # whether a sentence must begin there
    may_start: Numbers  # whether a sentence may begin there
    sources: Numbers  # its number among the tokens of all Docs, from 1; 0 of none
    numbers: Numbers  # the number of the paragraph for which it is laid out; of none, the first
    own: Numbers  # whether it is of the paragraph, not of what follows


def lay_out(starts: Numbers, sizes: list[int]) -> Paragraphs:
    """Docs of these sizes, as paragraphs: `starts`, of each token of all, are 1 where a sentence
    must begin and -1 where none may.
    """
    doc_ends = numpy.cumsum(sizes)
    opens = starts == 1
    opens[doc_ends - sizes] = True
    begins = numpy.flatnonzero(opens)
    ends = numpy.append(begins[1:], len(starts))
    limits = doc_ends[numpy.searchsorted(doc_ends, begins, side="right")]
    lengths = numpy.minimum(ends + SEEN_AFTER, limits) - begins
    firsts = numpy.cumsum(lengths) - lengths
    sources = numpy.arange(lengths.sum()) + numpy.repeat(begins - firsts, lengths)
    after = numpy.arange(2, len(sources) + 2)
    after[firsts + lengths - 1] = 0
    return Paragraphs(
        begins=firsts + 1,
        stops=numpy.where(ends < limits, firsts + ends - begins + 1, 0),
        after=behind_none(after, 0),
        must_start=behind_none(starts[sources] == 1, False),
        may_start=behind_none(starts[sources] != -1, True),
        sources=behind_none(sources + 1, 0),
        numbers=behind_none(numpy.repeat(numpy.arange(len(begins)), lengths), 0),
        own=behind_none(sources < numpy.repeat(ends, lengths), False),
    )


def behind_none(values: Numbers, none: int) -> Numbers:
    """Values of tokens, behind that of none."""
    return numpy.concatenate([numpy.array([none], dtype=values.dtype), values])


def longest_paragraph(starts: Numbers) -> int:
    """How many tokens the longest paragraph of a Doc has."""
    bounds = numpy.concatenate([[0], numpy.flatnonzero(starts == 1), [len(starts)]])
    return int(numpy.diff(bounds).max())
