"""corrections.toml beside the sources -> Corrections: what a person knows better, with the reason.

[[different]]
of = ["article/monday#char=0,8", "article/thursday#char=31,39"]
reason = "The minister Ada Holm and the skipper Ada Holm."
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import Any

from kg.errors import CorrectionError
from kg.model.correction import KINDS, Correction, CorrectionKind

FILE = "corrections.toml"
VALUES = {"retype": "type", "rename": "name"}  # the key that only this kind has
FEWEST = {"same": 2, "different": 2}  # targets that a kind needs
_HEADER = re.compile(r"\s*\[\[\s*([\w-]+)\s*\]\]")


def find_corrections(sources: Iterable[str | PathLike[str]], base: str) -> tuple[Correction, ...]:
    """The corrections beside the sources: in each source that is a folder, and in the folder of
    each that is a file; in the order of the sources.
    """
    return tuple(
        correction
        for path in find_correction_files(sources)
        for correction in read_corrections(path, base)
    )


def find_correction_files(sources: Iterable[str | PathLike[str]]) -> tuple[Path, ...]:
    """Where the corrections of these sources stand."""
    folders = dict.fromkeys(
        path if path.is_dir() else path.parent for path in map(Path, sources) if str(path) != "-"
    )
    return tuple(folder / FILE for folder in folders if (folder / FILE).is_file())


def read_corrections(path: Path, base: str) -> tuple[Correction, ...]:
    """The rows of a file, in its order; raises CorrectionError with file and line.

    A target may be a whole IRI of the graph, which begins with `base`.
    """
    try:
        text = path.read_text(encoding="utf-8")
        rows = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorrectionError(f"{path}: no valid TOML ({error}); correct that line") from error
    lines = _lines_of_rows(text)
    found: list[tuple[int, Correction]] = []
    for kind, entries in rows.items():
        if kind not in KINDS or not isinstance(entries, list):
            line = lines.get((kind, 0), 1)
            raise CorrectionError(
                f"{path}:{line}: unknown correction '{kind}'; write [[{']], [['.join(KINDS)}]]"
            )
        for number, entry in enumerate(entries):
            line = lines.get((kind, number), 1)
            found.append((line, _read_row(kind, entry, f"{path}:{line}", base)))
    return tuple(correction for _, correction in sorted(found, key=lambda pair: pair[0]))


def _lines_of_rows(text: str) -> dict[tuple[str, int], int]:
    """The line of each [[kind]], by kind and number."""
    lines: dict[tuple[str, int], int] = {}
    for line, words in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(words):
            number = sum(kind == header[1] for kind, _ in lines)
            lines[header[1], number] = line
    return lines


def _read_row(kind: CorrectionKind, entry: Any, where: str, base: str) -> Correction:
    keys = ["of", "reason", *([VALUES[kind]] if kind in VALUES else [])]
    wrong = sorted(set(entry) ^ set(keys)) if isinstance(entry, dict) else keys
    if wrong:
        raise CorrectionError(
            f"{where}: [[{kind}]] has the keys {', '.join(keys)}; look at: {', '.join(wrong)}"
        )
    about = entry["of"] if isinstance(entry["of"], list) else [entry["of"]]
    for key in keys[1:]:
        if not isinstance(entry[key], str) or not entry[key].strip():
            raise CorrectionError(f"{where}: '{key}' must be words, found {entry[key]!r}")
    few = FEWEST.get(kind, 1)
    if not all(isinstance(one, str) and one for one in about) or len(set(about)) < few:
        raise CorrectionError(
            f"{where}: 'of' must name {'two things' if few == 2 else 'something'}, "
            f"found {entry['of']!r}; copy IRIs from: kg query entities"
        )
    return Correction(
        kind=kind,
        about=tuple(one.removeprefix(base) for one in about),
        value=entry.get(VALUES.get(kind, ""), ""),
        reason=" ".join(entry["reason"].split()),
        where=where,
    )


def write_row(kind: CorrectionKind, about: Iterable[str]) -> Iterator[str]:
    """The lines of a row to add, with the reason left to the person."""
    yield f"[[{kind}]]"
    yield "of = ["
    yield from (f'    "{one}",' for one in about)
    yield "]"
    yield 'reason = ""  # say why'
