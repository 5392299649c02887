"""Files -> Articles: text, pages, feeds, tables, archives; one bad one stops none."""

from kg.readers.files import Refusal, read_articles, read_string, with_unique_ids

__all__ = ["Refusal", "read_articles", "read_string", "with_unique_ids"]
