"""Readings -> Knowledge: what the articles say together, without merging what they claim."""

from kg.merge.knowledge import build_knowledge

__all__ = ["build_knowledge"]
