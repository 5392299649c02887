"""Reads long inputs, a good file with one token repeated within it, and tells of the slow ones.

    python tests/fuzz/long_inputs.py --bytes 800000 --seconds 4 [--format .md]

What takes the square of its length is quick in the short inputs of `fuzz_readers.py`: a Markdown
paragraph of 400,000 lines "|" was found so.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import fuzz_readers
from inputs import SMALL_PAGE, TOKENS, build_seeds
from kg.settings import Settings

MORE = [
    b"[x](", b"**", b"_a_ ", b"`", b"&amp;", b"<b>", b"</b>", b"<a href=x>", b"\n> ", b"\n- ",
    b"\n  - ", b"\n|", b"!", b"(", b"\\", b"a ", b"A. ", b"\n\n# a\n", b"<!-- ", b"=\n",
    b"\n\nBy A B\n\n", b"8 March 2024\n\n", b'"a" ', b"a@b.c ", b"http://a.b/ ",
    b"[a]: b\n\n[a] ", b"12/04/2024 ",
]  # fmt: skip


def build_long(suffix: str, length: int) -> Iterator[tuple[bytes, bytes]]:
    """Each token, and the input in which it stands again and again behind the first sentence."""
    seed = SMALL_PAGE if suffix == ".html" else max(build_seeds()[suffix], key=len)[:6_000]
    at = seed.find(b". ") + 2
    for token in dict.fromkeys([*TOKENS, *MORE]):
        yield token, seed[:at] + token * (length // len(token)) + seed[at:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bytes", type=int, default=200_000, help="of an input")
    parser.add_argument("--seconds", type=float, default=2.0, help="of CPU that are told")
    parser.add_argument("--format", action="append", choices=sorted(build_seeds()), help="else all")
    options = parser.parse_args()
    fuzz_readers.SETTINGS = Settings()
    with tempfile.TemporaryDirectory() as name:
        for suffix in options.format or sorted(build_seeds()):
            slowest = 0.0
            for token, content in build_long(suffix, options.bytes):
                begin = time.process_time()
                counts = fuzz_readers.check(content, suffix, Path(name))
                seconds = time.process_time() - begin
                slowest = max(slowest, seconds)
                if seconds > options.seconds:
                    print(f"{suffix}: {seconds:.1f} s for {token!r}, {dict(counts)}", flush=True)
            print(f"{suffix}: the slowest took {slowest:.1f} s", flush=True)


if __name__ == "__main__":
    main()
