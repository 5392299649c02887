"""Markdown -> Draft: the prose of an article without its markup, with the source line of every
block.

"**Trends** [Syria war](#)" becomes a keyword, "Read more [label](#)" a link without words in the
text, and "[agreed](#) upon by Russia" the words "agreed upon by Russia" with a link on "agreed".
The text begins with the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from kg.model import Segment
from kg.model.article import SegmentKind
from kg.readers.blocks import is_heading, is_title, kind_of_line
from kg.readers.draft import Draft, DraftLink
from kg.readers.front_matter import read_front_matter, split_front_matter
from kg.readers.text import find_title

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

KEYWORD_LABELS = {
    "trends", "trend", "tags", "tag", "topics", "topic", "keywords", "related topics",
    "filed under",
}  # fmt: skip
RELATED_LABEL = re.compile(
    r"(?:read(?: more| also| next)?|also read|more|more on this|see(?: also| more)?"
    r"|related(?: \w+)?|further reading"
    r"|watch(?: more| also| now)?|background|explainer|previously|photos?|gallery)?",
    re.IGNORECASE,
)
MARKS = " \t\n:,;.|•·–—-»›>&*_/()[]"
KINDS: dict[str, SegmentKind] = {"list_item_open": "item", "blockquote_open": "quote"}


@dataclass(frozen=True, slots=True)
class Block:
    """A block of prose with the links inside it (offsets within the block)."""

    text: str
    kind: SegmentKind
    line: int
    links: tuple[DraftLink, ...]
    outside: str  # the words that stand in no link
    strong: bool  # all of it is bold
    level: int = 0  # of a heading


def draft_markdown(source: str) -> Draft:
    """The draft of a Markdown source; raises ArticleError for front matter that cannot be used."""
    front_matter, body, offset = split_front_matter(source)
    fields = read_front_matter(front_matter)
    keywords: list[str] = []
    aside: list[DraftLink] = []
    blocks: list[Block] = []
    for block in find_prose(body, offset):
        if labels := keyword_labels(block):
            keywords.extend(labels)
        elif is_aside(block):
            aside.extend(replace(link, begin=None, end=None) for link in block.links)
        else:
            blocks.append(classify(block))
    blocks = put_title_first(blocks, fields.get("title"))
    text, segments, links = join_blocks(blocks)
    declared = fields.get("keywords", ())
    return Draft(
        text=text,
        title=find_title(text, segments),
        segments=segments,
        fields=fields,
        links=(*links, *aside),
        keywords=tuple(dict.fromkeys((*declared, *keywords))),
    )


@cache
def build_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def find_prose(body: str, offset: int) -> Iterator[Block]:
    """Every block of a Markdown body in order; `offset` is the number of lines before the body."""
    around: list[SegmentKind] = []
    for token in build_parser().parse(body):
        line = offset + (token.map[0] + 1 if token.map else 1)
        kind = around[-1] if around else "paragraph"
        if token.type in KINDS:
            around.append(KINDS[token.type])
        elif token.type in ("list_item_close", "blockquote_close"):
            around.pop()
        elif token.type == "heading_open":
            heading = int(token.tag[1:])
            around.append("heading")
        elif token.type == "heading_close":
            around.pop()
        elif token.type in ("th_open", "td_open"):
            around.append("boilerplate")  # cells are no sentences
        elif token.type in ("th_close", "td_close"):
            around.pop()
        elif token.type == "inline":
            level = heading if kind == "heading" else 0
            yield from read_inline(token, kind, line, level)
        elif token.type in ("fence", "code_block") and token.content.strip():
            yield Block(" ".join(token.content.split()), "boilerplate", line, (), "code", False)


class Line:
    """Collects one line of inline content: its words piece by piece, the links on them and the
    words outside links.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []  # none empty, the first one without white space before it
        self.length = 0  # characters of all pieces
        self.outside: list[str] = []
        self.links: list[DraftLink] = []
        self.plain = False  # some words are not bold

    def add(self, words: str, *, linked: bool, bold: bool) -> None:
        words = re.sub(r"\s+", " ", words)
        if not self.pieces or self.pieces[-1].endswith(" "):
            words = words.lstrip()
        if not words:
            return
        self.pieces.append(words)
        self.length += len(words)
        if not linked:
            self.outside.append(words)
        if words.strip(MARKS) and not bold:
            self.plain = True

    def close_link(self, first: int, url: str) -> None:
        """Ends a link to `url` that began before the piece of this number."""
        label = "".join(self.pieces[first:])
        begin = self.length - len(label.lstrip())
        if label.strip():
            end = begin + len(label.strip())
            self.links.append(DraftLink(label.strip(), usable_url(url), begin, end))

    def build(self, kind: SegmentKind, line: int, level: int) -> Block:
        return Block(
            text="".join(self.pieces).rstrip(),
            kind=kind,
            line=line,
            links=tuple(self.links),
            outside="".join(self.outside),
            strong=not self.plain,
            level=level,
        )


def usable_url(url: str) -> str | None:
    """A web address; None for "#", scripts and what has no host."""
    return url if re.match(r"https?://[^\s/]", url, re.IGNORECASE) else None


def read_inline(token: Token, kind: SegmentKind, number: int, level: int) -> Iterator[Block]:
    """The blocks of one inline token: its lines, since a hard line break ends a block."""
    line, bold = Line(), 0
    link: tuple[int, str] | None = None
    for child in token.children or ():
        if child.type in ("text", "code_inline", "softbreak", "text_special"):
            words = " " if child.type == "softbreak" else child.content
            number += child.type == "softbreak" and not line.pieces
            line.add(words, linked=link is not None, bold=bold > 0)
        elif child.type == "link_open":
            link = (len(line.pieces), str(child.attrGet("href") or ""))
        elif child.type == "link_close" and link is not None:
            line.close_link(*link)
            link = None
        elif child.type in ("strong_open", "strong_close"):
            bold += child.nesting
        elif child.type == "hardbreak" or is_break(child):
            if line.pieces:
                yield line.build(kind, number, level)
            line, link = Line(), (0, link[1]) if link else None
            number += child.type == "hardbreak"
    if line.pieces:
        yield line.build(kind, number, level)


def is_break(token: Token) -> bool:
    return token.type == "html_inline" and token.content.lower().startswith("<br")


def keyword_labels(block: Block) -> tuple[str, ...]:
    """The labels of a block such as "**Trends** [a](#), [b](#)"; empty for any other block."""
    if block.links and block.outside.strip(MARKS).lower() in KEYWORD_LABELS:
        return tuple(link.label for link in block.links)
    return ()


def is_aside(block: Block) -> bool:
    """True for a block of nothing but links, or "Read more" and a link; a heading is never one."""
    return bool(
        block.links and not block.level and RELATED_LABEL.fullmatch(block.outside.strip(MARKS))
    )


def classify(block: Block) -> Block:
    """The block with its kind by its words: date line, boilerplate, bold heading."""
    if block.kind != "paragraph":
        return block
    kind = kind_of_line(block.text)
    if kind == "paragraph" and block.strong and is_heading(block.text):
        kind = "heading"
    return replace(block, kind=kind)


def put_title_first(blocks: list[Block], declared: str | tuple[str, ...] | None) -> list[Block]:
    """The blocks with the title in front: the declared one, else the first heading, else a first
    block that looks like a headline. Without one the blocks are returned as they are.
    """
    at = find_title_block(blocks, declared)
    if at is not None:
        title = replace(blocks[at], kind="title")
        return [title, *blocks[:at], *blocks[at + 1 :]]
    if isinstance(declared, str):
        return [Block(declared, "title", 1, (), declared, False), *blocks]
    return blocks


def find_title_block(blocks: list[Block], declared: str | tuple[str, ...] | None) -> int | None:
    """The number of the block that is the title; None if there is none."""
    before_story = [
        number for number, block in enumerate(blocks[:6]) if block.kind != "boilerplate"
    ]
    if isinstance(declared, str):
        words = declared.casefold()
        return next((n for n in before_story if blocks[n].text.casefold() == words), None)
    for number in before_story:
        if blocks[number].level == 1:
            return number
    for number in before_story:
        block = blocks[number]
        if block.kind == "heading":
            return number
        if block.kind != "dateline":
            return number if len(blocks) > 1 and is_title(block.text) else None
    return None


def join_blocks(
    blocks: list[Block],
) -> tuple[str, tuple[Segment, ...], tuple[DraftLink, ...]]:
    """The text of all blocks, separated by blank lines, with segments and links at their offsets in
    it.
    """
    parts: list[str] = []
    segments: list[Segment] = []
    links: list[DraftLink] = []
    offset = 0
    for block in blocks:
        parts.append(block.text)
        segments.append(Segment(offset, offset + len(block.text), block.kind, block.line))
        for link in block.links:
            if link.begin is not None and link.end is not None:
                links.append(replace(link, begin=link.begin + offset, end=link.end + offset))
        offset += len(block.text) + 2
    return "\n\n".join(parts), tuple(segments), tuple(links)
