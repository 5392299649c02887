r"""Plain text -> Draft: the text exactly as given, with its blocks.

"Flood hits Harlow\n\nA flood ..." keeps every character; the first line is the title because it
looks like one.
"""

from __future__ import annotations

from kg.model import Segment
from kg.readers.blocks import find_blocks
from kg.readers.draft import Draft

MAX_LABEL = 120


def draft_text(source: str) -> Draft:
    """The draft of a plain text; its title is the first block if that looks like one, else the
    opening words.
    """
    segments = find_blocks(source)
    return Draft(
        text=source,
        title=find_title(source, segments),
        segments=segments,
        date_hint='add a line with the date ("15 May 2024") below the title',
    )


def find_title(text: str, segments: tuple[Segment, ...]) -> str:
    """The title block, else the opening words of the first paragraph (cut at a word); "" for blank
    text.
    """
    for kind in ("title", "heading", "paragraph", "item", "quote", "dateline", "boilerplate"):
        for segment in segments:
            if segment.kind == kind:
                words = " ".join(text[segment.begin : segment.end].split())
                return words if kind == "title" else opening_words(words)
    return ""


def opening_words(words: str) -> str:
    """At most 120 characters from the beginning, cut between words."""
    if len(words) <= MAX_LABEL:
        return words
    cut = words.rfind(" ", 0, MAX_LABEL)
    return f"{words[: cut if cut > 0 else MAX_LABEL].rstrip(' ,;:–-')} …"
