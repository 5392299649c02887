"""Files -> Articles: Markdown, plain text and JSON Lines, and one bad one stops none."""

from kg.readers.files import Refusal, read_articles, read_string, with_unique_ids

__all__ = ["Refusal", "read_articles", "read_string", "with_unique_ids"]
