"""Libraries that are installed only for some formats: a PDF needs pypdf, else it is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import ArticleError


@contextmanager
def needs(library: str) -> Iterator[None]:
    """Around an import; raises ArticleError with the command that installs the library."""
    try:
        yield
    except ImportError:
        raise ArticleError(f"needs {library}; run: pip install 'newskg[formats]'") from None
