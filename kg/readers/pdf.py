"""PDF -> Draft: the text layer of a document, page after page.

Lines stay lines, words cut at the end of one are joined ("govern-" "ment"), page numbers are left
out. A scan without text is refused; no picture is read.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
import zlib
from typing import TYPE_CHECKING

from kg.errors import ArticleError
from kg.readers.blocks import find_blocks
from kg.readers.draft import Draft
from kg.readers.needs import needs
from kg.readers.prose import UNPRINTABLE, fields_of, usual_date
from kg.readers.text import find_title
from kg.readers.wire import find_writers

if TYPE_CHECKING:
    from pypdf import PdfReader

HYPHEN = re.compile(r"(?<=[^\W\d_])[-\xad]\n(?=[a-z])")
PAGE_NUMBER = re.compile(r"^\s*(?:[Pp]age\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*$", re.MULTILINE)
UNTITLED = re.compile(r"untitled|microsoft word|document\d*$|.*\.\w{2,5}$", re.IGNORECASE)
MAX_PAGES = 2_000
BROKEN = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, ArithmeticError,
    NotImplementedError, AssertionError, EOFError, zlib.error, StopIteration, OSError, RuntimeError,
)  # fmt: skip


def draft_pdf(content: bytes, *, limit: int) -> Draft:
    """The draft of a PDF of at most `limit` characters; raises ArticleError if it is broken, locked
    or has no text.
    """
    with needs("pypdf"):
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = PdfReader(io.BytesIO(content), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise ArticleError("locked by a password; save it without one")
            text = clean_text("\n\n".join(read_pages(reader, limit)))
            about: dict[str, object] = dict(reader.metadata or {})
            fields = {key: str(about.get(key) or "") for key in ("/Title", "/Author")}
            day = str(about.get("/CreationDate") or "")
            language = str(reader.root_object.get("/Lang") or "")
    except (PyPdfError, *BROKEN) as error:
        reason = " ".join(str(error).split())[:80] or type(error).__name__
        raise ArticleError(f"no PDF that can be read ({reason}); save it anew") from None
    if not text.strip():
        raise ArticleError("no text in it (a scan?); read it with OCR first, such as ocrmypdf")
    return draft_text_layer(text, fields["/Title"], fields["/Author"], day, language)


def draft_text_layer(text: str, title: str, author: str, day: str, language: str) -> Draft:
    segments = find_blocks(text)
    found = fields_of(
        title=None if UNTITLED.match(title) else title,
        authors=find_writers(author),
        date=usual_date(day),
        language=language if re.fullmatch(r"[A-Za-z]{2}(?:-[A-Za-z]+)*", language) else None,
    )
    return Draft(
        text=text,
        title=str(found.get("title") or find_title(text, segments)),
        segments=segments,
        fields=found,
        date_hint="put it into the name of the file (2024-05-15-flood.pdf)",
    )


def read_pages(reader: PdfReader, limit: int) -> list[str]:
    """The text of each page, no more than is needed to see that it is too long."""
    found: list[str] = []
    characters = 0
    for number, page in enumerate(reader.pages, 1):
        if number > MAX_PAGES:
            raise ArticleError(f"more than {MAX_PAGES:,} pages; split it into articles")
        found.append(page.extract_text())
        characters += len(found[-1])
        if characters > limit:
            break
    return found


def clean_text(text: str) -> str:
    """The text without page numbers, cut words and characters that cannot be written."""
    whole = HYPHEN.sub("", UNPRINTABLE.sub("", text.replace("\r", "\n")))
    return re.sub(r"\n{3,}", "\n\n", PAGE_NUMBER.sub("", whole)).strip()
