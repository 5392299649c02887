"""Names that come from content alone: "Deir ez-Zor" -> "deir-ez-zor", "São Paulo" -> "sao-paulo".

No counter, clock or random number takes part, so the same sources give the same ids on any machine.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

MAX_SLUG = 80  # characters; longer slugs are cut and end in a hash of the whole
_UNDECOMPOSED = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "&": " and ",
    }
)
_DOTS = re.compile(r"(?<=\w)\.(?=[^\W\d])|(?<=[^\W\d])\.(?=\w)")  # "U.S." -> "US", not "5.5"
_QUOTES = re.compile(r"['’ʼ‘`´]")
_GAPS = re.compile(r"[\W_]+")


def short_hash(text: str, *, length: int = 8) -> str:
    """The first hexadecimal digits of the SHA-256 of a text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


@lru_cache(maxsize=8192)
def slug(text: str) -> str:
    """A text as lower-case words joined by hyphens, without accents; never empty.

    Letters of scripts other than Latin stay as they are ("Київ" -> "київ"); text without letters
    and digits, and text that is too long, ends in a hash, so two texts that differ in more than
    case, accents and punctuation stay apart.
    """
    return make_slug(text)


def make_slug(text: str) -> str:
    """The slug of a text that hardly comes again, and so is not worth remembering."""
    folded = text.casefold()
    if folded.isascii():  # most are; nothing needs to be decomposed
        words = folded.replace("-", " ").split()
        if "".join(words).isalnum():
            found = "-".join(words)
        else:
            found = _GAPS.sub("-", _without_quotes(folded.replace("&", " and "))).strip("-")
    else:
        letters = unicodedata.normalize("NFKD", _without_quotes(folded.translate(_UNDECOMPOSED)))
        plain = unicodedata.normalize(
            "NFC", "".join(c for i, c in enumerate(letters) if not _is_latin_accent(letters, i))
        )
        found = _GAPS.sub("-", plain).strip("-")
    if not found:
        return f"x-{short_hash(text)}"
    if len(found) > MAX_SLUG:
        return f"{found[: MAX_SLUG - 9].rstrip('-')}-{short_hash(found)}"
    return found


def _without_quotes(folded: str) -> str:
    """The letters without apostrophes, and without the dots of "U.S."."""
    plain = _QUOTES.sub("", folded)
    return _DOTS.sub("", plain) if "." in plain else plain


def _is_latin_accent(letters: str, index: int) -> bool:
    """True for a combining mark that stands on a Latin letter; marks of other scripts carry meaning
    ("й").
    """
    if not unicodedata.combining(letters[index]):
        return False
    base = index - 1
    while base >= 0 and unicodedata.combining(letters[base]):
        base -= 1
    return base < 0 or letters[base] < "\u0250"


def file_stem(article_id: str) -> str:
    """A file name without ending for an article: its id where that is a slug, else a slug with a
    hash of the id.
    """
    name = slug(article_id)
    return name if name == article_id else f"{name}-{short_hash(article_id)}"
