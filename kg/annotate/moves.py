"""The moves of an arc-eager parser, taken in many paragraphs at once: in "Gerasimov told Sochi"
Gerasimov is shifted and linked under told, told is shifted, and Sochi is linked under it.

The transition system is that of spaCy's parser: Nivre's arc-eager one with breaks between sentences
and with words that go back to the buffer (Honnibal and Johnson 2015). A state is two linked lists
of tokens: `below` leads down its stack, `after` along its buffer. Token 0 is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.annotate.paragraphs import Paragraphs

    Numbers = numpy.ndarray[Any, Any]

SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
KINDS = {"S": SHIFT, "D": REDUCE, "L": LEFT, "R": RIGHT, "B": BREAK}
FEATURES = 8  # tokens of a state that the net looks at


class States:
    """One state for each paragraph that is not yet parsed to its end, and the links made so far."""

    def __init__(self, words: Paragraphs, kinds: Numbers) -> None:
        size = len(words.after)
        self.words, self.kinds, self.refusals = words, kinds, refusals_of(kinds)
        self.after, self.below = numpy.zeros((2, size), dtype=int)
        self.heads, self.links = numpy.zeros((2, size), dtype=int)
        self.leftmost, self.rightmost = numpy.zeros((2, size), dtype=int)  # child of a token
        self.sibling = numpy.zeros(size, dtype=int)  # that was rightmost before a token
        self.returned = numpy.zeros(size, dtype=bool)  # to the buffer: not to be shifted again
        self.must_start = numpy.zeros(size, dtype=bool)
        self.broken = numpy.zeros(len(words.begins), dtype=bool)  # behind its first token
        self.begin(~self.broken)

    def begin(self, chosen: Numbers) -> None:
        """Puts the chosen paragraphs into their first state."""
        words, tokens = self.words, chosen[self.words.numbers]
        for each in (self.below, self.heads, self.links, self.leftmost, self.rightmost):
            each[tokens] = 0
        self.returned[tokens] = False
        self.after[tokens], self.must_start[tokens] = words.after[tokens], words.must_start[tokens]
        self.must_start[words.begins[chosen & self.broken] + 1] = True
        self.first, self.stops = words.begins[chosen], words.stops[chosen]  # `first` of the buffer
        self.top = numpy.zeros_like(self.first)  # of the stack

    def begin_where_broken(self) -> None:
        """Puts those paragraphs into their first state of which moves in the one before them broke
        the first sentence behind its first token, or did so before and do no more.
        """
        second = self.words.after[self.words.stops]
        breaks = self.must_start[second] & ~self.words.must_start[second]
        broken = numpy.append(False, breaks[:-1])
        changed = broken != self.broken
        self.broken = broken
        self.begin(changed)

    def __len__(self) -> int:
        return len(self.first)

    def seen(self) -> Numbers:
        """The eight tokens of each state that the net looks at, side by side."""
        first, top = self.first, self.top
        under = self.below[top]
        return numpy.array([
            first, self.after[first], top, under, self.below[under],
            self.leftmost[first], self.leftmost[top], self.rightmost[top],
        ])  # fmt: skip

    def refused(self) -> Numbers:
        """What to add to the scores of each state: minus infinity where a move is not allowed."""
        first, top = self.first, self.top
        second = self.after[first]
        filled, starts = top != 0, self.must_start[first]
        may_shift = ~filled | ((second != 0) & ~starts & ~self.returned[first])
        may_reduce = filled & ((first == 0) | (self.below[top] != 0) | self.words.may_start[first])
        may_link = filled & (first != 0) & ~starts
        may_break = (second == first + 1) & ~self.must_start[second] & self.words.may_start[second]
        allowed = may_shift + 2 * may_reduce + 4 * may_link + 8 * may_break
        refused: Numbers = self.refusals[allowed]
        return refused

    def take(self, moves: Numbers) -> None:
        """Takes a move in each state."""
        kind = self.kinds[moves]
        first, top = self.first, self.top
        second, under = self.after[first], self.below[top]
        linked = numpy.flatnonzero((kind == LEFT) | (kind == RIGHT))
        self.link(first[linked], top[linked], kind[linked] == LEFT, moves[linked])
        headless = (kind == REDUCE) & (self.heads[top] == 0) & (under != 0)
        pushed = (kind == SHIFT) | (kind == RIGHT)
        popped = (kind == LEFT) | (kind == REDUCE)
        self.must_start[second[kind == BREAK]] = True
        self.below[first[pushed]] = top[pushed]
        back = top[headless]
        self.after[back] = first[headless]
        self.returned[back] = True
        self.first = numpy.where(pushed, second, numpy.where(headless, top, first))
        self.top = numpy.where(pushed, first, numpy.where(popped, under, top))

    def link(self, first: Numbers, top: Numbers, to_left: Numbers, moves: Numbers) -> None:
        """Links the top of a stack under the first of its buffer, or that under the top."""
        child, head = numpy.where(to_left, top, first), numpy.where(to_left, first, top)
        before = self.heads[child]  # the top's head, which is under it and has it rightmost
        moved = before != 0
        self.rightmost[before[moved]] = self.sibling[child[moved]]
        self.heads[child], self.links[child] = head, moves
        self.leftmost[head[to_left]] = child[to_left]
        self.returned[head[to_left]] = False
        self.sibling[child[~to_left]] = self.rightmost[head[~to_left]]
        self.rightmost[head[~to_left]] = child[~to_left]

    def drop_finished(self) -> None:
        """Leaves out the states with an empty stack at the end of their paragraph."""
        going = (self.top != 0) | (self.first != self.stops)
        if not going.all():
            self.first, self.top, self.stops = self.first[going], self.top[going], self.stops[going]


def take_moves(words: Paragraphs, kinds: Numbers, score: Callable[[Numbers], Numbers]) -> States:
    """Parses paragraphs to their ends: their states then have all links. `kinds` are the kinds of
    the moves; `score` tells of eight tokens of each state what each move scores there.
    """
    states = States(words, kinds)
    while len(states):
        while len(states):
            scores = score(states.seen())
            scores += states.refused()
            states.take(scores.argmax(axis=1))
            states.drop_finished()
        states.begin_where_broken()
    return states


def refusals_of(kinds: Numbers) -> Numbers:
    """For each sum of what a state allows (1 to shift, 2 to reduce, 4 to link, 8 to break): 0 for
    the moves that are allowed, else minus infinity.
    """
    allows = numpy.array([1, 2, 4, 4, 8])[kinds]
    allowed = (numpy.arange(16)[:, None] & allows) != 0
    return numpy.where(allowed, 0, -numpy.inf).astype("float32")
