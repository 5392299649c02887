"""A Draft is what a reader has found in one source, before dates, language and id are decided.

From "# Flood hits Harlow" a reader drafts the title "Flood hits Harlow" and a segment of kind
"title"; `kg.readers.finish` makes the Article of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kg.model import Segment

Fields = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class DraftLink:
    """A link before its article has an id; `begin` and `end` are None when its words are not in the
    text.
    """

    label: str
    url: str | None
    begin: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One source as read; `fields` are checked front matter or record fields, `id` only where it
    must be kept exactly.
    """

    text: str
    title: str
    segments: tuple[Segment, ...]
    fields: Fields = field(default_factory=lambda: MappingProxyType({}))
    links: tuple[DraftLink, ...] = ()
    keywords: tuple[str, ...] = ()
    id: str | None = None
    date_hint: str = 'add a line "date: 2024-05-15" to the front matter'
    warnings: tuple[str, ...] = ()

    def words_of(self, key: str) -> str | None:
        """A field of one value; None if it is absent."""
        value = self.fields.get(key)
        return value if isinstance(value, str) else None

    def words_in(self, key: str) -> tuple[str, ...]:
        """A field of several values; empty if it is absent."""
        value = self.fields.get(key, ())
        return (value,) if isinstance(value, str) else value
