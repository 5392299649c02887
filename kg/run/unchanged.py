"""An output that is still what a build would make: nothing was saved since, so nothing is done.

What an output was made from is noted in the cache, with the hash of each of its files. A comma in
"a.md", a row in corrections.toml, a word changed in graph.ttl by hand: each makes a new build.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.publish.report import Report
from kg.publish.report_json import report_from_json
from kg.publish.swap import check_folder, hash_output
from kg.run.cache import FILE, Cache, open_cache
from kg.run.collect import Collected
from kg.run.keys_of import KeysOf
from kg.run.origin import find_maker, find_origin
from kg.run.work import FASTEST
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.publish.earlier import Earlier

WHOLE, KEYS = "", "keys"  # the parts of an output that are no shards


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An output that need not be made again."""

    report: Report
    collected: Collected


def find_unchanged(settings: Settings, origin: str | None) -> Unchanged | None:
    """The output, if it and what it was made from are as the last build left them; else None.

    Raises OutputError for a folder that is no place for an output.
    """
    folder = Path(settings.output)
    check_folder(folder)
    if origin is None or not (Path(settings.cache) / FILE).is_file():
        return None
    cache = open_cache(settings.cache)
    try:
        note = read_note(cache, folder)
        if note["origin"] != origin or note["files"] != hash_output(folder):
            return None
        report = report_from_json((folder / "report.json").read_text(encoding="utf-8"))
        body = cache.noted(folder.resolve(), KEYS) or b""
        if note["keys"] != sha256(body).hexdigest():
            return None
        return Unchanged(report, Collected(cache, KeysOf(note["articles"], body)))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read_note(cache: Cache, folder: Path) -> dict[str, Any]:
    """What was kept of an output; nothing if it cannot be read."""
    try:
        found = json.loads(zlib.decompress(cache.noted(folder.resolve(), WHOLE) or b""))
    except (zlib.error, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def find_earlier(settings: Settings, collected: Collected) -> Earlier:
    """What earlier builds left in the output folder that may be used again."""
    from kg.publish.earlier import Earlier  # needs all that writes graphs

    folder, cache = Path(settings.output).resolve(), collected.cache
    return Earlier(
        folder=folder,
        noted=partial(cache.noted, folder),
        note=partial(cache.note, folder),
        maker=partial(find_maker, settings),  # only shards ask for it
        digests=collected.keys,
    )


def note_output(
    collected: Collected,
    files: Mapping[str, str],
    paths: Iterable[str | PathLike[str]],
    settings: Settings,
    origin: str | None,
) -> None:
    """Keeps what an output was made from, and the hash of each of its files.

    Nothing is kept of what changed while it was read: nobody knows which state was taken. Lexicons
    may have been loaded before they were saved. Nor if a source could not be opened, or an article
    broke off the reading: the next build, for which the disk is well again or which has more
    memory, tries it again.
    """
    from kg.lexicon import find_fingerprint, load_lexicon

    words = settings.word_files
    if origin is None or any(refusal.again for refusal in collected.refusals):
        return
    if origin != find_origin(paths, settings):
        return
    if load_lexicon(words).fingerprint != find_fingerprint(words):
        return
    folder, keys = Path(settings.output).resolve(), collected.keys
    digest = sha256(keys.body).hexdigest()
    note = {"origin": origin, "files": dict(files), "articles": keys.ids, "keys": digest}
    collected.cache.note(folder, KEYS, keys.body)
    collected.cache.note(folder, WHOLE, pack_note(note))


def pack_note(note: dict[str, Any]) -> bytes:
    """A note as `read_note` takes it, made piece by piece, as it may name a million articles."""
    packer = zlib.compressobj(FASTEST)
    packed = bytearray()
    for piece in json.JSONEncoder().iterencode(note):
        packed += packer.compress(piece.encode())
    return bytes(packed + packer.flush())
