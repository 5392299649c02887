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
MAX_NAME = 200
BROKEN = (
    zlib.error, EOFError, ValueError, KeyError, IndexError, AttributeError, TypeError,
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
            for number, record in enumerate(quietly(ArchiveIterator(Gentle(stream))), 1):
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
            raise ArticleError(f"record {number}: {error}") from None
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


class Gentle:
    """A stream that gives at most a block at a time, so that none unpacks to gigabytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.tell, self.seek, self.close = stream.tell, stream.seek, stream.close

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(BLOCK if size < 0 else min(size, BLOCK))

    def readline(self, size: int = -1) -> bytes:
        return self._stream.readline(BLOCK if size < 0 else min(size, BLOCK))
