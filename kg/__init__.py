"""newskg: news articles in, a knowledge graph of events and claims out.

>>> import kg
>>> reading = kg.read_text("Rebels shelled the town of Kessa on Monday, witnesses said.")
>>> [(event.type, event.label) for event in reading.events][:1]
[('Bombing', 'shelled the town of Kessa')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from kg.errors import NewskgError
    from kg.model import Article, Knowledge, Reading
    from kg.pipeline import build, read, read_doc, read_text
    from kg.settings import Settings

__all__ = [
    "Article",
    "Knowledge",
    "NewskgError",
    "Reading",
    "Settings",
    "build",
    "read",
    "read_doc",
    "read_text",
]

_HOMES = {
    "Article": "kg.model",
    "Knowledge": "kg.model",
    "NewskgError": "kg.errors",
    "Reading": "kg.model",
    "Settings": "kg.settings",
    "build": "kg.pipeline",
    "read": "kg.pipeline",
    "read_doc": "kg.pipeline",
    "read_text": "kg.pipeline",
}


def __getattr__(name: str) -> object:
    """Public names are imported when they are first used, so that `import kg` costs nothing."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
