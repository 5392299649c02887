"""Tells which lines of the readers a folder of inputs reaches, such as the corpus atheris leaves.

    python tests/fuzz/reached.py .md /tmp/kg-fuzz-*/corpus

Lines outside of functions run when a module is imported and are not counted.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from fuzz_readers import ROOT, check

READERS = ROOT / "kg" / "readers"
Lines = dict[str, set[int]]  # by the name of the module


@contextmanager
def tracing() -> Iterator[Lines]:
    """The lines of the readers that run meanwhile."""
    reached: Lines = defaultdict(set)

    def trace(frame: FrameType, event: str, _: object) -> Any:
        path = Path(frame.f_code.co_filename)
        if path.parent != READERS:
            return None
        reached[path.name].add(frame.f_lineno)
        return trace

    sys.settrace(trace)
    try:
        yield reached
    finally:
        sys.settrace(None)


def lines_of(code: CodeType) -> Iterator[int]:
    """The lines within the functions of a module."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            if inner.co_flags & 2:  # CO_NEWLOCALS: a function, no body of a class
                first = inner.co_firstlineno
                yield from (line for *_, line in inner.co_lines() if line and line != first)
            yield from lines_of(inner)


def tell(reached: Lines) -> None:
    whole = found = 0
    for path in sorted(READERS.glob("*.py")):
        code = compile(path.read_text(encoding="utf-8"), str(path), "exec")
        lines = set(lines_of(code))
        if not reached[path.name]:
            continue
        missed = sorted(lines - reached[path.name])
        whole, found = whole + len(lines), found + len(lines) - len(missed)
        print(f"{path.name}: {len(lines) - len(missed)} of {len(lines)}; not {missed}")
    print(f"all of these: {found} of {whole}")


def main(suffix: str, folders: Iterable[str]) -> None:
    with tempfile.TemporaryDirectory() as name, tracing() as reached:
        for path in (path for folder in folders for path in sorted(Path(folder).iterdir())):
            check(path.read_bytes(), suffix, Path(name))
    tell(reached)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
