"""News agencies' XML -> Drafts: NewsML-G2 (IPTC, 2.x) and NITF (3.x), as wires are delivered.

A `newsMessage` holds any number of news items, each an article; the text of an item is XHTML or
NITF inside it. Cancelled items are refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import ArticleError
from kg.readers.blocks import find_authors
from kg.readers.draft import Draft
from kg.readers.prose import draft_blocks, fields_of, read_markup, usual_date
from kg.readers.xml import LANG, below, children, first_words, local_name, markup_of, words_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ROOTS = ("newsMessage", "newsItem", "nitf")
HINT = "contentCreated, versionCreated or date.issue gives it"
WITHDRAWN = ("canceled", "cancelled", "withheld")


def find_items(root: Element) -> Iterator[tuple[str, Draft | ArticleError]]:
    """The draft of each news item with its place ("item 2"), or what is wrong with it."""
    if local_name(root) == "nitf":
        yield "", draft_nitf(root)
        return
    items = below(root, "newsItem")
    if not items:
        raise ArticleError("a news message without news items; leave it out")
    for number, item in enumerate(items, 1):
        where = f"item {number}" if len(items) > 1 else ""
        try:
            yield where, draft_item(item)
        except ArticleError as error:
            yield where, error


def draft_item(item: Element) -> Draft:
    """The draft of a NewsML-G2 news item; raises ArticleError if it has no text."""
    refuse_withdrawn(item)
    meta = next(iter(children(item, "contentMeta")), item)
    about = next(iter(children(item, "itemMeta")), item)
    inner = below(item, "nitf")
    nitf = draft_nitf(inner[0]) if inner else None
    bodies = below(item, "inlineXML") or below(item, "inlineData")
    if nitf is None and not bodies:
        raise ArticleError("a news item without text (a picture, a package?); leave it out")
    markup = "" if nitf else "".join(markup_of(below(b, "body")[0] if below(b, "body") else b)
                                     for b in bodies)  # fmt: skip
    found = fields_of(
        id=item.get("guid"),
        title=first_words(meta, "headline") or first_words(about, "title"),
        date=usual_date(
            first_words(meta, "contentCreated")
            or first_words(about, "firstCreated", "versionCreated")
        ),
        publisher=find_provider(meta, about),
        language=next((tag.get("tag") for tag in children(meta, "language")), None)
        or item.get(LANG),
        authors=find_writers(first_words(meta, "by")),
        keywords=tuple(first_words(s, "name") or "" for s in children(meta, "subject")),
    )
    if nitf is None:
        return draft_blocks(list(read_markup(markup)), found, hint=HINT)
    blocks = list(read_markup(content_of(inner[0])))
    return draft_blocks(blocks, {**nitf.fields, **found}, hint=HINT)


def refuse_withdrawn(item: Element) -> None:
    for status in below(item, "pubStatus"):
        if (code := status.get("qcode", "")).rpartition(":")[2] in WITHDRAWN:
            raise ArticleError(f"withdrawn by its provider (pubStatus '{code}'); leave it out")


def find_provider(meta: Element, about: Element) -> str | None:
    """Who publishes: the provider's name, the credit line, else its literal or code."""
    providers = [*children(about, "provider"), *children(meta, "infoSource")]
    names = [first_words(found, "name") for found in providers]
    codes = [p.get("literal") or p.get("qcode", "").rpartition(":")[2] for p in providers]
    return next(filter(None, [*names, first_words(meta, "creditline"), *codes]), None)


def find_writers(byline: str | None) -> tuple[str, ...]:
    """The names of a byline, without posts and desks: "By Anna Pryce and Tom Okoro"."""
    return find_authors(re.sub(r"^\s*[Bb][Yy]\s+", "", byline)) if byline else ()


def draft_nitf(root: Element) -> Draft:
    """The draft of a NITF document; raises ArticleError if it has no text."""
    lines = [found for head in below(root, "hedline") for found in children(head, "hl1")]
    issued = [date.get("norm", "") for date in below(root, "date.issue")]
    dated = [date.get("norm", "") for date in below(root, "story.date")]
    names = [words_of(name) for by in below(root, "byline") for name in below(by, "person")]
    byline = next((words_of(found) for found in below(root, "byline")), None)
    copyright_holder = [holder.get("holder") for holder in below(root, "doc.copyright")]
    sources = [words_of(found) for found in below(root, "distributor")]
    fields = fields_of(
        id=next(filter(None, [found.get("id-string") for found in below(root, "doc-id")]), None),
        title=next(filter(None, map(words_of, [*lines, *below(root, "title")])), None),
        date=usual_date(next(filter(None, [*issued, *dated]), None)),
        publisher=next(filter(None, [*sources, *copyright_holder]), None),
        language=root.get(LANG) or next((b.get(LANG) for b in below(root, "body")), None),
        authors=tuple(names) or find_writers(byline),
        keywords=tuple(key.get("key", "") for key in below(root, "keyword")),
    )
    return draft_blocks(list(read_markup(content_of(root))), fields, hint=HINT)


def content_of(root: Element) -> str:
    """The story of a NITF document as markup, its dateline in front."""
    places = [f"<p>{words_of(found)}</p>" for found in below(root, "dateline") if words_of(found)]
    return "".join([*places[:1], *map(markup_of, below(root, "body.content"))])
