"""Readings -> Knowledge: what the articles say together, without merging what they claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.merge.knowledge import build_knowledge

__all__ = ["build_knowledge"]


def __getattr__(name: str) -> object:
    """What merges is imported when it is first used; the rows on disk that others read need none of
    it.
    """
    if name in __all__:
        from kg.merge import knowledge

        return getattr(knowledge, name)
    raise AttributeError(f"module 'kg.merge' has no attribute {name!r}")
