"""Parses of sentences written for a test, with the shipped model."""

from __future__ import annotations

import re

from kg.annotate.nlp import annotate
from kg.extract.syntax import Syntax
from kg.model import Article
from kg.model.article import Segment


def parse(*texts: str, title: bool = False) -> list[Syntax]:
    """One Syntax a text; empty lines part paragraphs, the first is the title if `title`."""
    articles = [build_article(f"case-{i}", text, title) for i, text in enumerate(texts)]
    return [Syntax.from_doc(doc, article) for article, doc in annotate(articles)]


def build_article(name: str, text: str, title: bool) -> Article:
    segments = [
        Segment(m.start(), m.end(), "title" if title and not m.start() else "paragraph", line=1)
        for m in re.finditer(r"\S(?:.|\n(?!\n))*", text)
    ]
    return Article(name, "", text, None, None, None, "en", "-", tuple(segments))
