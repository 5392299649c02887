"""RSS and Atom files -> Drafts: each entry with its full text is an article.

RSS 0.9 to 2.0 (content:encoded before description), RSS 1.0 (RDF) and Atom 1.0 (RFC 4287). An entry
that has only a summary is read, with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import ArticleError
from kg.readers.draft import Draft
from kg.readers.prose import draft_blocks, fields_of, read_markup
from kg.readers.xml import LANG, children, first_words, local_name, markup_of, words_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ROOTS = ("rss", "RDF", "feed")
HINT = "a pubDate or published element gives it"
SUMMARY = 600  # a description with fewer characters, or that breaks off, is no full text
BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|[Rr]ead (?:more|on)\W*)\s*$")
MAIL_NAME = re.compile(r"\S+@\S+\s*\(([^)]+)\)")
ENTRY = "entry {number}"


def find_entries(root: Element) -> Iterator[tuple[str, Draft | ArticleError]]:
    """The draft of each entry of a feed with its place ("entry 3"), or what is wrong with it."""
    channel = next(iter(children(root, "channel")), root)
    parts = [root] if channel is root else [channel, root]  # RSS 1.0 has items beside the channel
    entries = [found for part in parts for found in children(part, "item", "entry")]
    if not entries:
        raise ArticleError("a feed without entries; save it when it has some, or leave it out")
    for number, entry in enumerate(entries, 1):
        try:
            yield ENTRY.format(number=number), draft_entry(entry, channel)
        except ArticleError as error:
            yield ENTRY.format(number=number), error


def draft_entry(entry: Element, feed: Element) -> Draft:
    """The draft of one entry; raises ArticleError if it has no text at all."""
    markup, is_full = find_text(entry)
    blocks = list(read_markup(markup))
    characters = sum(len(block.text) for block in blocks)
    if not characters:
        raise ArticleError("no text, not even a summary; read the page that it links to")
    warnings: tuple[str, ...] = ()
    if not is_full and (characters < SUMMARY or BREAKS_OFF.search(blocks[-1].text)):
        warnings = (
            f"only a summary of {characters:,} characters; "
            "for the whole article save the page that the entry links to",
        )
    url = find_address(entry)
    fields = fields_of(
        id=None if url else first_words(entry, "guid", "id"),
        title=strip_markup(first_words(entry, "title")),
        date=first_words(entry, "pubDate", "published", "date", "issued", "updated", "modified"),
        publisher=find_publisher(entry, feed),
        url=url,
        language=first_words(entry, "language")
        or entry.get(LANG)
        or first_words(feed, "language")
        or feed.get(LANG),
        authors=find_people(entry),
        keywords=tuple(c.get("term") or words_of(c) for c in children(entry, "category")),
    )
    return draft_blocks(blocks, fields, hint=HINT, warnings=warnings)


def find_text(entry: Element) -> tuple[str, bool]:
    """The markup of an entry's text, and whether it is meant as the full text."""
    for name in ("encoded", "content", "description", "summary"):
        for found in children(entry, name):
            kind = found.get("type", "html")
            if len(found):
                markup = markup_of(found)
            elif kind in ("text", "text/plain") and "<" in (found.text or ""):
                markup = (found.text or "").replace("&", "&amp;").replace("<", "&lt;")
            else:
                markup = found.text or ""
            if markup.strip():
                return markup, name in ("encoded", "content")
    return "", False


def strip_markup(words: str | None) -> str | None:
    """A title without the tags and entities that some feeds leave in it."""
    return " ".join(block.text for block in read_markup(words)) if words else None


def find_publisher(entry: Element, feed: Element) -> str | None:
    """The publisher of an entry: its own, the feed it was taken from, else the feed."""
    own = first_words(entry, "publisher")
    for source in children(entry, "source"):
        own = own or first_words(source, "title") or (words_of(source) if not len(source) else None)
    return own or first_words(feed, "publisher", "title")


def find_address(entry: Element) -> str | None:
    """The web address of an entry: its link, else an id that is one."""
    links = children(entry, "link")
    best = [a for a in links if a.get("rel", "alternate") == "alternate"]
    found = [a.get("href") or words_of(a) for a in best]
    found += [words_of(name) for name in children(entry, "origLink", "guid", "id")]
    return next((a for a in found if re.match(r"https?://[^\s/]", a)), None)


def find_people(entry: Element) -> tuple[str, ...]:
    """Who wrote an entry: dc:creator, Atom's author, or the name behind RSS' mail address."""
    found: list[str] = []
    for person in children(entry, "creator", "author"):
        words = first_words(person, "name") or (words_of(person) if not len(person) else "")
        mail = MAIL_NAME.fullmatch(words)
        found.append(mail[1] if mail else "" if "@" in words else words)
    return tuple(re.sub(r"^[Bb]y ", "", name) for name in found)


def is_feed(root: Element) -> bool:
    return local_name(root) in ROOTS
