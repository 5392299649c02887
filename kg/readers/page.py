"""Saved web pages -> Drafts: the story without menus and adverts, by trafilatura.

Title, day, byline and publisher come from the page's metadata (JSON-LD, OpenGraph, meta elements,
byline). Nothing is fetched, and no date is guessed from today.
"""

from __future__ import annotations

import codecs
import logging
import re
from typing import TYPE_CHECKING, Any

from kg.errors import ArticleError
from kg.readers.draft import Draft
from kg.readers.needs import needs
from kg.readers.prose import draft_blocks, fields_of, read_markup
from kg.readers.wire import find_writers

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HINT = "a <meta> or <time> element with the day of publication gives it"
CHARSET = re.compile(rb"""<meta[^<>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
LANGUAGE = re.compile(r"""<html\b[^<>]{0,2000}?\slang\s*=\s*["']?([a-zA-Z-]{2,12})""")
DATES = {
    "extensive_search": False,
    "original_date": True,
    "outputformat": "%Y-%m-%d",
    "min_date": "1900-01-01",
    "max_date": "2199-12-31",
}
MAX_TAGS = 100_000
MAX_LEVELS = 200
MIN_CHARACTERS = 40  # of the story; with fewer it is a menu or a message of the server
SPLIT = re.compile(r"; |, | and ")


def draft_page(content: bytes, *, charset: str | None = None, url: str | None = None) -> Draft:
    """The draft of a web page; `charset` and `url` as its server told them. Raises ArticleError if
    there is no article on it.
    """
    page = clean_page(decode_page(content, charset))
    tree = build_tree(page)
    with needs("trafilatura"):
        import trafilatura
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found: Any = trafilatura.bare_extraction(
            tree, url=url, include_comments=False, include_tables=False, with_metadata=True,
            deduplicate=False, date_extraction_params=dict(DATES),
        )  # fmt: skip
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as error:
        raise ArticleError(
            f"no article can be taken from this page ({type(error).__name__}); "
            "give its text as Markdown"
        ) from None
    if found is None or found.body is None:
        raise no_article()
    language = LANGUAGE.search(page)
    fields = fields_of(
        title=found.title,
        date=found.date,
        publisher=found.sitename or found.hostname,
        url=url or found.url,
        language=language[1] if language else None,
        authors=find_names(found.author),
        keywords=tuple(map(str, found.tags or ())),
    )
    draft = draft_blocks(list(read_markup(markup_of(found.body))), fields, hint=HINT)
    if sum(s.end - s.begin for s in draft.segments if s.kind != "title") < MIN_CHARACTERS:
        raise no_article()
    return draft


def no_article() -> ArticleError:
    return ArticleError(
        "no article on this page; save the page whole, or give its text as Markdown"
    )


def find_names(author: str | None) -> tuple[str, ...]:
    """The names that trafilatura gives as "Anna Pryce; Tom Okoro"."""
    return tuple(SPLIT.split(author)) if author and find_writers(author) else ()


def markup_of(body: HtmlElement) -> str:
    from lxml.etree import tostring

    return str(tostring(body, encoding="unicode"))


def build_tree(page: str) -> HtmlElement:
    """The page as a tree; raises ArticleError for one that is no page, or made to be dear."""
    with needs("lxml"):
        from lxml import etree, html
    if (tags := page.count("<")) > MAX_TAGS:
        raise ArticleError(f"{tags:,} tags are more than {MAX_TAGS:,}; save a page of one article")
    try:
        tree = html.document_fromstring(page)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ArticleError(f"no HTML ({error}); save the page anew") from None
    for element, level in find_levels(tree):
        if level > MAX_LEVELS:
            raise ArticleError(
                f"line {element.sourceline}: nested deeper than {MAX_LEVELS} levels; "
                "give its text as Markdown"
            )
    return tree


def find_levels(tree: HtmlElement) -> Any:
    """Every element with its depth, without recursion."""
    todo = [(tree, 1)]
    while todo:
        element, level = todo.pop()
        yield element, level
        todo.extend((child, level + 1) for child in element)


def clean_page(page: str) -> str:
    """The page without characters that no tree may hold, and without an XML declaration."""
    page = re.sub(r"^\s*<\?xml[^<>]*>", "", page)
    return re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", " ", page)


def decode_page(content: bytes, charset: str | None = None) -> str:
    """The page as text: by its byte order mark, its server, its meta element, else UTF-8, else
    Windows-1252, as browsers do (WHATWG Encoding).
    """
    if not content.strip():
        raise ArticleError("empty file; save the page into it, or leave it out")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    declared = CHARSET.search(content[:4_096])
    names = [charset, declared[1].decode("ascii", "replace") if declared else None, "utf-8"]
    for name in names:
        try:
            if name:
                return content.decode(name.lower().replace("iso-8859-1", "cp1252"))
        except (LookupError, UnicodeError):
            continue
    return content.decode("cp1252", "replace")
