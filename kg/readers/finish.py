"""Draft -> Article: decides id, language and day of publication, and says what could not be
decided.

A draft with the date line "08/12/2017" becomes an article of 8 December 2017 with a `DateReading`
that names the reason.
"""

from __future__ import annotations

from datetime import date

from kg.errors import ArticleError
from kg.model import Article, DateReading, Link, Passage
from kg.readers.blocks import find_authors, is_byline
from kg.readers.dates import (
    choose_order,
    find_date,
    find_order_evidence,
    find_path_date,
    is_labelled_date,
)
from kg.readers.draft import Draft
from kg.readers.ids import build_slug, slug_of_path, slug_of_url
from kg.readers.language import check_language
from kg.settings import Settings


def finish_article(draft: Draft, *, source: str, settings: Settings) -> Article:
    """The article of a draft; raises ArticleError if empty, too long or in another language."""
    if not draft.text.strip() or not draft.segments:
        raise ArticleError("no text; write the article into it, or leave it out")
    if len(draft.text) > settings.max_characters:
        raise too_long(len(draft.text), settings.max_characters)
    language = check_language(
        draft.text, declared=settings.language or draft.words_of("language") or None
    )
    published, reading, warnings = read_published(draft, source, language, settings)
    article_id = draft.id if draft.id is not None else find_id(draft, source)
    return Article(
        id=article_id,
        title=draft.title,
        text=draft.text,
        published=published,
        publisher=draft.words_of("publisher"),
        url=draft.words_of("url"),
        language=language,
        source=source,
        segments=draft.segments,
        keywords=draft.keywords or draft.words_in("keywords"),
        links=build_links(draft, article_id),
        authors=draft.words_in("authors") or find_byline(draft),
        date_reading=reading,
        warnings=(*draft.warnings, *warnings),
    )


def too_long(characters: int, limit: int) -> ArticleError:
    return ArticleError(
        f"{characters:,} characters are more than max_characters = {limit:,}; "
        "split it into articles, or set max_characters in kg.toml"
    )


def find_id(draft: Draft, source: str) -> str:
    """The slug of the declared id, else of the address, else of the file name."""
    if declared := draft.words_of("id"):
        return build_slug(declared)
    return (slug_of_url(draft.words_of("url") or "")) or slug_of_path(source)


def build_links(draft: Draft, article_id: str) -> tuple[Link, ...]:
    return tuple(
        Link(
            link.label,
            link.url,
            None
            if link.begin is None or link.end is None
            else Passage(link.begin, link.end, draft.text[link.begin : link.end], article_id),
        )
        for link in draft.links
    )


def find_byline(draft: Draft) -> tuple[str, ...]:
    """The authors that the first byline names; empty if there is none."""
    for segment in draft.segments:
        line = draft.text[segment.begin : segment.end]
        if segment.kind == "boilerplate" and is_byline(line):
            return find_authors(line)
    return ()


def read_published(
    draft: Draft, source: str, language: str, settings: Settings
) -> tuple[date | None, DateReading | None, tuple[str, ...]]:
    """The day of publication: declared, else from the date line, the address, the file name or the
    settings.
    """
    url = draft.words_of("url") or ""
    warnings: list[str] = []
    for words, where in date_words(draft):
        found = find_date(words)
        if found is None:
            warnings.append(
                f"{where} '{words}' is no date that can be read; write it as 2024-05-15"
            )
            continue
        declared = draft.words_of("language") or language
        evidence = (
            find_order_evidence(found, draft.text, language=declared, url=url, name=source)
            if found.is_ambiguous
            else ()
        )
        taken, reading = choose_order(found, setting=settings.date_order, evidence=evidence)
        return taken, reading, tuple(warnings)
    for path, what in ((url, "the address"), (source.rpartition("/")[2], "the file name")):
        if draft.id is None and (found := find_path_date(path)):
            day = found.readings["YMD"]
            return day, DateReading(found.words, day, "YMD", f"from {what}", None), tuple(warnings)
    if settings.date is not None:
        return settings.date, None, tuple(warnings)
    warnings.append(
        f"no date, so relative times stay open; {draft.date_hint}, or pass --date 2024-05-15"
    )
    return None, None, tuple(warnings)


def date_words(draft: Draft) -> list[tuple[str, str]]:
    """Words that should give the day of publication, with where they stand, the declared ones
    first.
    """
    found = [(words, "date")] if (words := draft.words_of("date")) else []
    for segment in draft.segments:
        if segment.kind == "dateline":
            line = " ".join(draft.text[segment.begin : segment.end].split())
            label = "date line" if is_labelled_date(line) or find_date(line) else "line"
            found.append((line, f"{label} {segment.line}"))
    return found
