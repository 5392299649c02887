"""Paths -> Articles: walks files and folders in order and reads each by its suffix.

`sources/2017-12-08-syria-liberated.md` becomes an `Article`; a file that cannot be read becomes a
`Refusal` that says why, and the rest is read all the same.
"""

from __future__ import annotations

import codecs
import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from os import PathLike
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from kg.errors import ArticleError
from kg.model import Article
from kg.readers.draft import Draft
from kg.readers.finish import finish_article, too_long
from kg.readers.folders import Refusal, find_sources, name_of, real_path, why_unreadable
from kg.readers.jsonl import draft_record
from kg.readers.kinds import (
    MARKDOWN,
    RECORDS,
    STREAMED,
    SUFFIXES,
    TEXT,
    find_drafts,
    suffix_of,
)
from kg.readers.lines import read_lines_of
from kg.readers.markdown import draft_markdown
from kg.readers.noted import Noted
from kg.readers.runs import leave_out_runs
from kg.readers.text import draft_text
from kg.settings import Settings

BYTES_A_CHARACTER = 4
JSON_ESCAPE = 13  # bytes that a character of a record may take, "\\ud83d\\ude00", and some to spare
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_articles(
    paths: Iterable[str | PathLike[str]], settings: Settings
) -> Iterator[Article | Refusal]:
    """Each article of files and folders, or why it could not be read; folders in the order of their
    file names.

    Ids are those of the sources; for a build make them unique with `with_unique_ids`.
    """
    seen = Noted()
    for path in paths:
        if str(path) == "-":
            yield from read_string(sys.stdin.buffer.read(), settings)
            continue
        for found in find_sources(Path(path)):
            if isinstance(found, Refusal):
                yield found
            elif seen.add(real_path(found)):
                yield from read_file(found, settings)


def read_file(path: Path, settings: Settings) -> Iterator[Article | Refusal]:
    """The articles of a file: one of a text or a page, any number of records, rows, entries."""
    name, suffix = name_of(path), suffix_of(path)
    try:
        check_file(path, suffix, settings)
        if suffix in RECORDS:
            yield from read_records(path, settings)
        elif suffix in SUFFIXES and suffix not in MARKDOWN + TEXT:
            yield from finish_drafts(path, suffix, settings)
        else:
            yield read_source(path.read_bytes(), name, suffix, settings)
    except ArticleError as error:
        yield Refusal(name, str(error))
    except (OSError, ValueError) as error:
        yield Refusal(name, why_unreadable(error), again=isinstance(error, OSError))


def check_file(path: Path, suffix: str, settings: Settings) -> None:
    """Raises ArticleError for a file whose kind or size shows that it need not be opened."""
    if suffix and suffix not in SUFFIXES:
        raise ArticleError(
            f"files of kind '{suffix}' are not read; the kinds are {', '.join(SUFFIXES)}"
        )
    about = path.stat()
    if not (S_ISREG(about.st_mode) or S_ISDIR(about.st_mode)):
        raise ArticleError(
            "a pipe or a device; give a file, or write to the standard input and pass -"
        )
    size = about.st_size
    if suffix in STREAMED:
        return
    if suffix in SUFFIXES and suffix not in MARKDOWN + TEXT:
        if size > settings.max_bytes:
            raise ArticleError(
                f"{size:,} bytes are more than max_bytes = {settings.max_bytes:,}; "
                "split it, or set max_bytes in kg.toml"
            )
        return
    if size > BYTES_A_CHARACTER * settings.max_characters + 4:
        raise too_long(size // BYTES_A_CHARACTER, settings.max_characters)


def finish_drafts(path: Path, suffix: str, settings: Settings) -> Iterator[Article | Refusal]:
    """The articles of a file's drafts; one that is refused leaves the others."""
    name = name_of(path)
    for where, draft in find_drafts(path, suffix, settings):
        try:
            if isinstance(draft, ArticleError):
                raise draft
            yield finish_article(leave_out_runs(draft), source=name, settings=settings)
        except ArticleError as error:
            yield Refusal(name, f"{where}: {error}" if where else str(error))


def read_source(content: bytes, name: str, suffix: str, settings: Settings) -> Article:
    """The article in the bytes of one Markdown or plain text source; raises ArticleError."""
    source = decode(content)
    if len(source) > settings.max_characters:
        raise too_long(len(source), settings.max_characters)
    draft: Draft = draft_markdown(source) if suffix in MARKDOWN else draft_text(source)
    return finish_article(leave_out_runs(draft), source=name, settings=settings)


def read_string(
    content: bytes, settings: Settings, *, name: str = "-"
) -> Iterator[Article | Refusal]:
    """Articles from a stream: JSON Lines if it begins with "{", Markdown if with front matter, else
    plain text.
    """
    try:
        if content.lstrip(codecs.BOM_UTF8 + b" \t\r\n").startswith(b"{"):
            yield from read_lines(content.splitlines(), name, settings)
        else:
            suffix = ".md" if content.lstrip(codecs.BOM_UTF8).startswith(b"---") else ".txt"
            yield read_source(content, name, suffix, settings)
    except ArticleError as error:
        yield Refusal(name, str(error))


def read_records(path: Path, settings: Settings) -> Iterator[Article | Refusal]:
    """Each record of a JSON Lines file, read line by line."""
    with path.open("rb") as lines:
        limited = read_lines_of(lines, JSON_ESCAPE * settings.max_characters)
        yield from read_lines(limited, name_of(path), settings)


def read_lines(
    lines: Iterable[bytes], name: str, settings: Settings
) -> Iterator[Article | Refusal]:
    """Each record of JSON Lines; a line that is none is refused by its number."""
    found = False
    for number, content in enumerate(lines, 1):
        if not content.strip(codecs.BOM_UTF8 + b" \t\r\n"):
            continue
        found = True
        try:
            draft = draft_record(decode(content), line=number)
            yield finish_article(leave_out_runs(draft), source=name, settings=settings)
        except ArticleError as error:
            yield Refusal(name, f"line {number}: {error}")
    if not found:
        yield Refusal(name, "empty file; write the articles into it, or leave it out")


def decode(content: bytes) -> str:
    """The text of UTF-8, or of UTF-16 with a byte order mark; raises ArticleError for anything
    else.
    """
    if not content:
        raise ArticleError("empty file; write the article into it, or leave it out")
    mark, encoding = next((bom for bom in BOMS if content.startswith(bom[0])), (b"", "utf-8"))
    try:
        text = content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise not_text(content, len(mark) + error.start, encoding) from None
    if "\0" in text:
        raise ArticleError("a binary file (it holds NUL characters); give articles as text")
    return text


def not_text(content: bytes, at: int, encoding: str) -> ArticleError:
    """Why bytes are no text: a binary file, or another encoding."""
    sample = content[:4_096]
    controls = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    if b"\0" in sample or controls > len(sample) // 20:
        return ArticleError("a binary file; give articles as text")
    return ArticleError(
        f"no {encoding.upper()} (byte 0x{content[at]:02x} at {at:,}); save it as UTF-8, "
        "for example with: iconv -f latin1 -t utf-8"
    )


def with_unique_ids(found: Iterable[Article | Refusal]) -> Iterator[Article | Refusal]:
    """The same with every id once: a clash gets "-" and a short hash of its text, a copy is
    refused.
    """
    taken = Noted()
    for article in found:
        if isinstance(article, Refusal):
            yield article
            continue
        digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).digest()
        new_id = article.id if article.id not in taken else f"{article.id}-{digest.hex()[:8]}"
        if taken.get(article.id) == digest or new_id in taken:
            yield Refusal(
                article.source,
                f"the same text as another article with the id '{article.id}'; "
                "leave one of them out",
            )
            continue
        taken.add(new_id, digest)
        yield article if new_id == article.id else with_id(article, new_id)


def with_id(article: Article, new_id: str) -> Article:
    """The article under another id, its links' passages too."""
    links = tuple(
        replace(link, passage=replace(link.passage, article=new_id)) if link.passage else link
        for link in article.links
    )
    return replace(article, id=new_id, links=links)
