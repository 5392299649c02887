"""Runs without a space that are no words: a picture as base64, an address of a tracker, brackets.

"Water rose in iVBORw0KGgo... on Friday" is read as "Water rose in … on Friday", with a note. Left
in, such a run would be taken for names ("JGCxY3BJ" as a person), and one of marks costs a
tokenizer, which takes one mark off at a time and looks at the rest anew, the square of its length.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from kg.errors import ArticleError
from kg.readers.draft import Draft, DraftLink

LONGEST_WORD = 2_048  # characters; addresses of web pages are hardly ever longer
LONGEST_MARKS = 256  # brackets, quotation marks, "====" in a row
RUN = re.compile(
    rf"(?<!\S)\S{{{LONGEST_WORD + 1},}}"
    rf"|(?<![^\w\s.-])(?<!_)(?:[^\w\s.-]|_){{{LONGEST_MARKS + 1},}}"
)
INSTEAD = "…"


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where the runs of a text begin and end, in its order, and how many characters fewer there are
    before the end of each once it is out.
    """

    begins: tuple[int, ...]
    ends: tuple[int, ...]
    less: tuple[int, ...]

    @classmethod
    def of(cls, runs: Sequence[tuple[int, int]]) -> Cuts:
        begins, ends = tuple(begin for begin, _ in runs), tuple(end for _, end in runs)
        return cls(begins, ends, tuple(accumulate(b - a - len(INSTEAD) for a, b in runs)))

    def moved(self, at: int) -> int:
        """Where an offset that is not within a run is then."""
        before = bisect_right(self.ends, at)
        return at - (self.less[before - 1] if before else 0)

    def touch(self, begin: int, end: int) -> bool:
        """True if any of these characters stands in a run."""
        return bisect_right(self.ends, begin) < bisect_left(self.begins, end)

    def apply(self, text: str) -> str:
        """The text with "…" for each run."""
        kept = zip((0, *self.ends), (*self.begins, len(text)), strict=True)
        return INSTEAD.join(text[begin:end] for begin, end in kept)


def leave_out_runs(draft: Draft) -> Draft:
    """The draft with "…" instead of each such run, and a warning that tells how much that was and
    how it begins; raises ArticleError if no letter would be left.
    """
    if max(map(len, draft.text.split()), default=0) <= LONGEST_MARKS:
        return draft
    cuts = Cuts.of(tuple(find_runs(draft)))
    if not cuts.begins:
        return draft
    text, told = cuts.apply(draft.text), words_of(draft, cuts)
    if not any(map(str.isalpha, text)):
        raise ArticleError(f"nothing but {told}; write words, or leave it out")
    return replace(
        draft,
        text=text,
        title=RUN.sub(INSTEAD, draft.title),
        segments=tuple(
            replace(segment, begin=cuts.moved(segment.begin), end=cuts.moved(segment.end))
            for segment in draft.segments
        ),
        links=tuple(move_link(link, cuts) for link in draft.links),
        warnings=(*draft.warnings, f"{told} are left out"),
    )


def find_runs(draft: Draft) -> Iterator[tuple[int, int]]:
    """Where the runs of a draft begin and end, in the order of its text; none reaches over the
    border of a segment.
    """
    borders = {border for segment in draft.segments for border in (segment.begin, segment.end)}
    for begin, end in pairwise(sorted({0, *borders, len(draft.text)})):
        for run in RUN.finditer(draft.text[begin:end]):
            yield begin + run.start(), begin + run.end()


def move_link(link: DraftLink, cuts: Cuts) -> DraftLink:
    """The link where its words are then; nowhere if any of them are out."""
    if link.begin is None or link.end is None:
        return link
    if cuts.touch(link.begin, link.end):
        return replace(link, begin=None, end=None)
    return replace(link, begin=cuts.moved(link.begin), end=cuts.moved(link.end))


def words_of(draft: Draft, cuts: Cuts) -> str:
    """How much is out, and how it begins: "5,000 characters without a space ('[[[['...)"."""
    characters = sum(cuts.ends) - sum(cuts.begins)
    several = f" in {len(cuts.begins):,} runs" if len(cuts.begins) > 1 else ""
    first = draft.text[cuts.begins[0] :][:20]
    return f"{characters:,} characters without a space{several} ({first!a}...)"
