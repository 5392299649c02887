"""WARC files -> Drafts: each web page that a crawler kept (Common Crawl news) is an article.

Answers with status 200 and HTML are read, one by one, whatever the size of the file; requests,
pictures and redirects are passed over.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import ArticleError
from kg.readers.draft import Draft
from kg.readers.needs import needs
from kg.readers.page import draft_page

BLOCK = 65_536
GZIP = 31  # the window bits of zlib that mean gzip
MAX_LINE = 50_000_000
MAX_NAME = 200
BROKEN = (
    zlib.error, EOFError, ValueError, KeyError, IndexError, AttributeError, TypeError,
    ArithmeticError,
)  # fmt: skip


def find_pages(path: Path, limit: int) -> Iterator[tuple[str, Draft | ArticleError]]:
    """The draft of each page of a WARC file with its place ("record 4, https://..."), or what is
    wrong with it; `limit` is the bytes that a record may have when unpacked.
    """
    with needs("warcio"):
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    number = pages = 0
    with path.open("rb") as stream:
        try:
            for number, record in enumerate(quietly(ArchiveIterator(Unpacked(stream))), 1):
                if is_page(record):
                    pages += 1
                    yield where_of(number, record), read_record(record, limit)
                pass_over(record, limit)
        except (ArchiveLoadFailed, *BROKEN) as error:
            reason = " ".join(str(error).split())[:120] or type(error).__name__
            raise ArticleError(
                f"record {number + 1}: no WARC that can be read ({reason}); "
                "the records after it are not read; fetch the file anew"
            ) from None
        except ArticleError as error:
            raise ArticleError(f"near record {max(number, 1)}: {error}") from None
    if not pages:
        raise ArticleError("no web pages among its records; leave it out")


def quietly(records: Any) -> Iterator[Any]:
    """The same records, without what warcio writes to the error stream about lengths."""
    while True:
        with redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def where_of(number: int, record: Any) -> str:
    """The place of a record for people: "record 4, https://example.org/a"."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    return f"record {number}, {url[:MAX_NAME]}".rstrip(", ")


def is_page(record: Any) -> bool:
    """True for an answer with status 200 that says it is HTML."""
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = record.http_headers.get_header("Content-Type") or ""
    return record.http_headers.get_statuscode() == "200" and "html" in kind.lower()


def read_record(record: Any, limit: int) -> Draft | ArticleError:
    """The draft of one record, or what is wrong with it."""
    url = record.rec_headers.get_header("WARC-Target-URI")
    kind = (record.http_headers.get_header("Content-Type") or "").lower()
    charset = kind.partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    content = record.content_stream().read(limit + 1)
    if len(content) > limit:
        return ArticleError(f"unpacks to more than max_bytes = {limit:,}; set it in kg.toml")
    try:
        return draft_page(content, charset=charset, url=url)
    except ArticleError as error:
        return error


def pass_over(record: Any, limit: int) -> None:
    """Reads what is left of a record; raises ArticleError if that is a bomb."""
    passed = 0
    most = max(100 * limit, 1_000_000_000)
    while block := record.raw_stream.read(BLOCK):
        passed += len(block)
        if passed > most:
            raise ArticleError(
                f"unpacks to more than {most:,} bytes; the records after it are not read"
            )


class Unpacked:
    """A stream unpacked a block at a time, however much a block of gzip holds; raises ArticleError
    where nothing ends a line, since headers are read to the end of the line.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._gzip = zlib.decompressobj(GZIP) if stream.read(2) == b"\x1f\x8b" else None
        self._left = b""  # packed bytes that are still to be unpacked
        self._line = 0  # bytes since the last end of a line
        self._passed = 0
        stream.seek(0)

    def tell(self) -> int:
        return self._passed

    def read(self, size: int = BLOCK) -> bytes:
        block = self._unpack() if self._gzip else self._stream.read(BLOCK)
        self._passed += len(block)
        at = block.rfind(b"\n")
        self._line = self._line + len(block) if at < 0 else len(block) - at
        if self._line > MAX_LINE:
            raise ArticleError(
                f"no end of a line in {MAX_LINE:,} bytes; the records after it are not read"
            )
        return block

    def _unpack(self) -> bytes:
        while self._gzip:
            packed = self._left or self._stream.read(BLOCK)
            if not packed:
                return b""
            block = self._gzip.decompress(packed, BLOCK)
            self._left = self._gzip.unconsumed_tail
            if self._gzip.eof:  # a file is many such members, one a record
                self._left = self._gzip.unused_data.lstrip(b"\0")
                self._gzip = zlib.decompressobj(GZIP)
            if block:
                return block
        return b""
