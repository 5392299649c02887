"""Placeholder for the registered components; see the brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


def register(nlp: Language) -> None:
    """Add our components to a pipeline."""
