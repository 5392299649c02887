"""A text that is already in memory as an Article, kept to the character."""

from __future__ import annotations

from datetime import date

from kg.model import Article
from kg.readers.blocks import find_blocks
from kg.readers.draft import Draft
from kg.readers.finish import finish_article
from kg.readers.text import find_title
from kg.settings import Settings


def article_of(
    text: str, settings: Settings, *, name: str = "text", published: date | None = None
) -> Article:
    """The article of a text that nobody published yet; its id is `name`.

    Raises ArticleError as for a file: empty, too long, another language.
    """
    segments = find_blocks(text, line=1, numbered=False)
    fields = {"date": published.isoformat()} if published else {}
    title = find_title(text, segments)
    draft = Draft(text=text, title=title, segments=segments, fields=fields, id=name)
    return finish_article(draft, source="-", settings=settings)
