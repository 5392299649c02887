"""Marked-up prose -> blocks: "<p>Water <b>rose</b>.</p><p>Then it fell.</p>" is two paragraphs.

What feeds, wires, books and pages have in common. The text of the article is made of the blocks,
white space closed up, with the title in front; offsets are those of this text, which the reading
keeps, and lines are its lines.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model.article import SegmentKind
from kg.readers.draft import Draft, Fields
from kg.readers.markdown import Block, Line, classify, join_blocks, put_title_first
from kg.readers.text import find_title

# Each alternative reads a character once, so that no input takes more than linear time.
TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<hidden>script|style|template|svg|noscript|button|select|textarea|iframe|object|math)\b"
    r"[^<>]*>.*?(?:</(?P=hidden)\s*>|\Z)"
    r"|<!\[CDATA\[|\]\]>"
    r"|<(?P<close>/?)(?:[\w.-]+:)?(?P<name>[a-z][\w.]*)(?P<rest>[^<>]*)>"
    r"|<[!?][^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u200b\ufeff]")
KINDS: dict[str, SegmentKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "head", "hl1", "hl2"), "heading"),
    **dict.fromkeys(("li", "item", "dt", "dd"), "item"),
    **dict.fromkeys(("blockquote", "quote", "bq"), "quote"),
    **dict.fromkeys(
        ("figcaption", "caption", "media", "td", "th", "cell", "pre", "nav", "footer", "aside"),
        "boilerplate",
    ),
}
BREAKS = {
    "p", "div", "section", "article", "header", "main", "body", "html", "br", "lb", "hr", "ul",
    "ol", "dl", "list", "table", "tr", "row", "tbody", "thead", "figure", "address", "block",
    "body.content", "title", "details", "summary",
}  # fmt: skip


def clean_words(words: str) -> str:
    """Words of metadata on one line, without characters that cannot be written."""
    return " ".join(UNPRINTABLE.sub(" ", words).split())


def read_markup(markup: str) -> Iterator[Block]:
    """The blocks of HTML, XHTML or NITF in order; anything is read, however it is nested."""
    around: list[tuple[str, SegmentKind]] = []
    line, link, at = Line(), None, 0
    for tag in TAG.finditer(markup):
        add_words(line, markup[at : tag.start()], linked=link is not None)
        at, name, closing = tag.end(), (tag["name"] or "").lower(), bool(tag["close"])
        if name == "a":
            if link is not None:
                line.close_link(*link)
            href = HREF.search(tag["rest"])
            link = (len(line.pieces), html.unescape(href[1])) if href and not closing else None
        elif name in KINDS or name in BREAKS:
            yield from end_block(line, around)
            line, link = Line(), None
            if name in KINDS:
                move(around, name, closing=closing)
    add_words(line, markup[at:], linked=False)
    yield from end_block(line, around)


def add_words(line: Line, words: str, *, linked: bool) -> None:
    if words:
        words = UNPRINTABLE.sub("", html.unescape(words)).replace("\xad", "")
        line.add(words, linked=linked, bold=False)


def move(around: list[tuple[str, SegmentKind]], name: str, *, closing: bool) -> None:
    """Into an element, or out of it; an end without a beginning changes nothing."""
    if not closing:
        del around[32:]
        around.append((name, KINDS[name]))
    elif around and any(name == opened for opened, _ in around):
        while around.pop()[0] != name:
            continue


def end_block(line: Line, around: list[tuple[str, SegmentKind]]) -> Iterator[Block]:
    if not line.pieces:
        return
    kinds = [kind for _, kind in around]
    kind = "boilerplate" if "boilerplate" in kinds else kinds[-1] if kinds else "paragraph"
    level = int(around[-1][0][1:]) if kind == "heading" and around[-1][0][1:].isdigit() else 0
    yield line.build(kind, 1, level)


def draft_blocks(
    blocks: list[Block], fields: Fields, *, hint: str, warnings: tuple[str, ...] = ()
) -> Draft:
    """The draft of blocks, with the title in front; `hint` says how to give it a date."""
    told = [replace(classify(block), strong=False) for block in blocks if block.text]
    ordered = put_title_first(told, fields.get("title"))
    if not any(block.kind != "title" for block in ordered):
        ordered = []  # a title alone is no article
    numbered = [replace(block, line=2 * n + 1) for n, block in enumerate(ordered)]
    text, segments, links = join_blocks(numbered)
    return Draft(
        text=text,
        title=find_title(text, segments),
        segments=segments,
        fields=fields,
        links=links,
        date_hint=hint,
        warnings=warnings,
    )


def fields_of(**values: str | tuple[str, ...] | None) -> Fields:
    """The fields that have a value, clean."""
    found: dict[str, str | tuple[str, ...]] = {}
    for key, value in values.items():
        if isinstance(value, tuple):
            several = tuple(dict.fromkeys(filter(None, map(clean_words, value))))
            if several:
                found[key] = several
        elif value and (words := clean_words(value)):
            found[key] = words
    return found


def usual_date(words: str | None) -> str | None:
    """A date with hyphens where it has none: "20240307T101500Z" -> "2024-03-07"."""
    if words is None:
        return None
    return re.sub(r"^(?:D:)?(\d{4})(\d{2})(\d{2})(?=$|T|\d{4})\S*", r"\1-\2-\3", words.strip())
