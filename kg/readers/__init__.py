"""Files -> Articles: text, pages, feeds, tables, archives; one bad one stops none."""

from kg.readers.files import read_articles, read_string, with_unique_ids
from kg.readers.folders import Refusal

__all__ = ["Refusal", "read_articles", "read_string", "with_unique_ids"]
