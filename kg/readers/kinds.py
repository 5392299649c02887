"""What kind of file each suffix is, and what drafts its articles: "wire.xml" is a feed or NewsML.

Files are read whole up to `max_bytes`, but for those of which each record stands alone (CSV, WARC).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import ArticleError
from kg.readers import feed, wire
from kg.readers.archive import find_pages
from kg.readers.book import find_chapters
from kg.readers.draft import Draft
from kg.readers.page import draft_page
from kg.readers.pdf import draft_pdf
from kg.readers.table import find_rows
from kg.readers.xml import local_name, parse_xml
from kg.settings import Settings

Found = tuple[str, Draft | ArticleError]  # where in the file, and what

MARKDOWN = (".md", ".markdown")
TEXT = (".txt", ".text")
RECORDS = (".jsonl", ".ndjson")
PAGES = (".html", ".htm", ".xhtml")
TABLES = (".csv", ".tsv")
XML = (".xml", ".rss", ".atom", ".rdf", ".nitf", ".newsml")
ARCHIVES = (".warc", ".warc.gz")
SUFFIXES = (*MARKDOWN, *TEXT, *RECORDS, *PAGES, *TABLES, *XML, *ARCHIVES, ".pdf", ".epub")
STREAMED = (*RECORDS, *TABLES, *ARCHIVES)


def suffix_of(path: Path) -> str:
    """The suffix in lower case, both of "x.warc.gz"; "" without one."""
    name = path.name.lower()
    return next((s for s in ARCHIVES if name.endswith(s) and name != s), path.suffix.lower())


def find_drafts(path: Path, suffix: str, settings: Settings) -> Iterator[Found]:
    """The drafts of a file that is neither text nor JSON Lines; raises ArticleError for the file,
    also after some of its drafts.
    """
    if suffix in TABLES:
        yield from find_rows(path, settings.max_characters)
    elif suffix in ARCHIVES:
        yield from find_pages(path, settings.max_bytes)
    else:
        yield from find_in_bytes(path.read_bytes(), suffix, settings)


def find_in_bytes(content: bytes, suffix: str, settings: Settings) -> Iterator[Found]:
    """The drafts in the bytes of a web page, XML file, PDF or EPUB."""
    if not content:
        raise ArticleError("empty file; write the article into it, or leave it out")
    if suffix in PAGES:
        yield "", draft_page(content)
    elif suffix == ".pdf":
        yield "", draft_pdf(content, limit=settings.max_characters)
    elif suffix == ".epub":
        yield from find_chapters(content, settings.max_bytes)
    else:
        yield from find_in_xml(content)


def find_in_xml(content: bytes) -> Iterator[Found]:
    """The drafts of a feed or of a news agency's XML."""
    root = parse_xml(content)
    if feed.is_feed(root):
        yield from feed.find_entries(root)
    elif local_name(root) in wire.ROOTS:
        yield from wire.find_items(root)
    else:
        raise ArticleError(
            f"XML with the root '{local_name(root)[:40]}'; those that are read are "
            f"{', '.join((*feed.ROOTS, *wire.ROOTS))}"
        )
