"""Article ids: "Sources/2024-05-15 Flood in Harlow.md" -> "2024-05-15-flood-in-harlow"."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath
from urllib.parse import unquote, urlsplit

MAX_SLUG = 80


def build_slug(words: str) -> str:
    """Lower-case letters and digits joined by hyphens, accents off Latin letters; "article" if none
    are left.
    """
    folded = unicodedata.normalize("NFKD", words)
    kept = "".join(letter for letter in folded if not unicodedata.combining(letter))
    slug = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", kept).lower()).strip("-")
    if len(slug) > MAX_SLUG:
        cut = slug.rfind("-", 0, MAX_SLUG + 1)
        slug = slug[: cut if cut > MAX_SLUG // 2 else MAX_SLUG].strip("-")
    return slug or "article"


def slug_of_url(url: str) -> str | None:
    """The slug of an address: its last path segment that has letters, else its host; None without a
    host.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if not parts.netloc:
        return None
    for segment in reversed(unquote(parts.path).split("/")):
        stem = re.sub(r"\.\w{2,5}$", "", segment)
        if re.search(r"[^\W\d_]{2}", stem) and stem.lower() != "index":
            return build_slug(stem)
    return build_slug(parts.netloc)


def slug_of_path(path: str) -> str:
    """The slug of a file name without its suffix; "stdin" for "-"."""
    return "stdin" if path == "-" else build_slug(PurePath(path).stem)
