"""EPUB -> Drafts: each document of the reading order is an article, as news readers bind them.

Covers, contents and other documents with little text are passed over. Publisher, day and language
are those of the book.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kg.errors import ArticleError
from kg.readers.draft import Draft, Fields
from kg.readers.prose import draft_blocks, fields_of, read_markup
from kg.readers.xml import below, first_words, parse_xml, words_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CONTAINER = "META-INF/container.xml"
HINT = "the dc:date of the book gives it"
MIN_CHARACTERS = 200  # in paragraphs; a document with fewer is a cover or a list of contents
MAX_FILES = 20_000
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError,
          ValueError)  # fmt: skip


def find_chapters(content: bytes, limit: int) -> Iterator[tuple[str, Draft | ArticleError]]:
    """The draft of each document of an EPUB with its place (its name in the book); `limit` is the
    bytes that all may have when unpacked. Raises ArticleError for no EPUB, a locked one or a bomb.
    """
    parts = Parts(content, limit)
    if "META-INF/encryption.xml" in parts.names and b"EncryptedData" in parts.read(
        "META-INF/encryption.xml"
    ):
        raise ArticleError("locked by its publisher (encryption.xml); get it without DRM")
    roots = below(parse_xml(parts.read(CONTAINER)), "rootfile")
    if not roots:
        raise ArticleError(f"{CONTAINER}: names no book; save the book anew")
    package_name = roots[0].get("full-path", "")
    package = parse_xml(parts.read(package_name))
    common = fields_of_book(package)
    found = False
    for name in find_order(package, posixpath.dirname(package_name)):
        stem = posixpath.splitext(posixpath.basename(name))[0]
        try:
            own = {**common, "id": f"{common.get('id', 'book')} {stem}"}
            draft = draft_chapter(parts.read(name), own)
        except ArticleError as error:
            found = True
            yield name, error
            continue
        if sum(s.end - s.begin for s in draft.segments if s.kind == "paragraph") >= MIN_CHARACTERS:
            found = True
            yield name, draft
    if not found:
        raise ArticleError("a book without text; leave it out")


class Parts:
    """The files in a zip archive, as far as a limit of unpacked bytes goes."""

    def __init__(self, content: bytes, limit: int) -> None:
        self._left = self._limit = limit
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except BROKEN as error:
            raise ArticleError(f"no EPUB ({str(error).lower()}); save the book anew") from None
        self.names = set(self._archive.namelist())
        if len(self.names) > MAX_FILES:
            raise ArticleError(f"more than {MAX_FILES:,} files in it; leave it out")

    def read(self, name: str) -> bytes:
        """The bytes of one file; raises ArticleError if it is absent, broken or a bomb."""
        if name not in self.names:
            raise ArticleError(f"no '{name}' in it; save the book anew")
        try:
            with self._archive.open(name) as stream:
                content = stream.read(self._left + 1)
        except BROKEN as error:
            raise ArticleError(f"'{name}' is broken ({str(error).lower()}); save the book anew") \
                from None  # fmt: skip
        if len(content) > self._left:
            raise ArticleError(
                f"unpacks to more than max_bytes = {self._limit:,}; set it in kg.toml"
            )
        self._left -= len(content)
        return content


def fields_of_book(package: Element) -> Fields:
    about = next(iter(below(package, "metadata")), package)
    return fields_of(
        id=first_words(about, "title"),
        publisher=first_words(about, "publisher"),
        date=first_words(about, "date"),
        language=first_words(about, "language"),
        authors=tuple(map(words_of, [c for c in about if c.tag.endswith("}creator")])),
    )


def find_order(package: Element, folder: str) -> Iterator[str]:
    """The names of the documents in reading order, each once."""
    files = {
        item.get("id"): item.get("href", "")
        for item in below(package, "item")
        if "html" in item.get("media-type", "") and "nav" not in item.get("properties", "").split()
    }
    wanted = [files[ref.get("idref")] for ref in below(package, "itemref")
              if ref.get("idref") in files]  # fmt: skip
    for href in dict.fromkeys(wanted):
        yield posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def draft_chapter(content: bytes, common: Fields) -> Draft:
    """The draft of one document; its title is its first heading."""
    markup = content.decode("utf-8-sig", "replace")
    body = markup[max(markup.lower().find("<body"), 0) :]
    return draft_blocks(list(read_markup(body)), common, hint=HINT)
