"""Keys of readings: the same article, model, words and code give the same key, and nothing else
does.

A comma added to "a.md" is another key; so is a row added to a lexicon, or a rule that changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from kg.annotate.nlp import model_fingerprint
from kg.model import Article, Stamp

PIPELINE = Path(__file__).parent.parent / "pipeline.py"  # what wires the rules
CHUNK = 1 << 16  # bytes of a file that are held


def build_stamp_words(stamp: Stamp, *, model: str) -> str:
    """All that a Reading depends on beside its article, in words."""
    from importlib.metadata import version

    from kg.lexicon.gazetteer import FOLDER as GAZETTEER  # with all lexicons

    digest = sha256(PIPELINE.read_bytes())
    for path in sorted(GAZETTEER.iterdir()):
        digest.update(path.name.encode() + b"\0")
        for chunk in chunks_of(path):
            digest.update(chunk)
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    parts = (stamp, model_fingerprint(model), digest.hexdigest(), version("spacy"), python)
    return "\n".join(map(str, parts))


def chunks_of(path: Path) -> Iterator[bytes]:
    """The bytes of a file, piece by piece: the names of all places are 18 MB."""
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(CHUNK):
            yield chunk


def build_key(article: Article, stamp_words: str) -> str:
    """The key of an article's Reading: 32 hexadecimal digits."""
    whole = f"{stamp_words}\n{article!r}"
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]
