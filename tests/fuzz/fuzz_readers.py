"""Fuzzes the readers with broken files, by hypothesis or by atheris; not part of scripts/check.

    python tests/fuzz/fuzz_readers.py --examples 100000 [--format .pdf] [--engine atheris]

Inputs are good files of each format, broken (`inputs.py`), and bare bytes. Whatever comes in,
articles or refusals must come out, within seconds, with passages that are true. Files are written
to TMPDIR; on a tmpfs (TMPDIR=/dev/shm) they cost nothing.
"""

from __future__ import annotations

import argparse
import importlib
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "formats"), str(ROOT / "tests" / "fuzz")]

from inputs import build_input, build_seeds  # noqa: E402
from kg.errors import NewskgError  # noqa: E402
from kg.model import Article  # noqa: E402
from kg.readers import Refusal, read_articles  # noqa: E402
from kg.settings import Settings  # noqa: E402

SECONDS = 10  # an input that takes longer is a hang
SETTINGS = Settings(max_characters=200_000, max_bytes=2_000_000)


def check(content: bytes, suffix: str, folder: Path) -> Counter[str]:
    """Reads one input and counts what came out; raises AssertionError for a false passage."""
    path = folder / f"input{suffix}"
    path.write_bytes(content)
    counts: Counter[str] = Counter()
    for found in read_articles([path], SETTINGS):
        if isinstance(found, Refusal):
            assert found.message.strip()
            counts["refused"] += 1
            continue
        check_article(found)
        counts["articles"] += 1
    assert counts, "neither article nor refusal"
    return counts


def check_article(article: Article) -> None:
    at = 0
    for segment in article.segments:
        assert at <= segment.begin < segment.end <= len(article.text)
        at = segment.end
    for link in article.links:
        if link.passage is not None:
            passage = link.passage
            assert article.text[passage.begin : passage.end] == passage.text
    repr(article).encode("utf-8")
    article.text.encode("utf-8")


def hang(*_: object) -> None:
    raise TimeoutError(f"no end after {SECONDS} seconds")


def read_one(content: bytes, suffix: str, folder: Path) -> Counter[str]:
    """The same, with an end."""
    signal.alarm(SECONDS)
    try:
        return check(content, suffix, folder)
    finally:
        signal.alarm(0)


def run_one(content: bytes, suffix: str, folder: Path) -> Counter[str]:
    """The same; a crash leaves its input behind."""
    try:
        return read_one(content, suffix, folder)
    except (NewskgError, Exception) as error:
        crash = Path(tempfile.gettempdir()) / f"kg-crash-{time.time_ns()}{suffix}"
        crash.write_bytes(content)
        what = f"{type(error).__name__}: {error}"
        raise SystemExit(f"{suffix}: {what}; the input is {crash}") from error


def fuzz_with_hypothesis(suffix: str, examples: int) -> None:
    from hypothesis import HealthCheck, given, seed, settings
    from hypothesis import strategies as st

    counts: Counter[str] = Counter()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        broken = st.integers(0, 2**64 - 1).map(
            lambda number: build_input(suffix, random.Random(number))
        )

        @seed(6)
        @settings(
            max_examples=examples, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(st.one_of(broken, broken, broken, st.binary(max_size=2_000)))
        def read_broken(content: bytes) -> None:
            counts.update(inputs=1)
            counts.update(run_one(content, suffix, folder))

        read_broken()
    print(suffix, dict(counts), f"{time.monotonic() - begin:.0f} s", flush=True)


def fuzz_with_coverage(suffix: str, examples: int) -> None:
    """Coverage leads the changes here; what reached something new is left in TMPDIR, and
    `reached.py` tells how far it came.
    """
    import led

    led.import_instrumented()
    readers = importlib.import_module("kg.readers")
    globals().update(read_articles=readers.read_articles, Refusal=readers.Refusal)
    folder = Path(tempfile.mkdtemp(prefix="kg-fuzz-"))
    led.fuzz_with_atheris(
        suffix, examples, folder / "corpus", lambda content: read_one(content, suffix, folder)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=1_000, help="inputs for each format")
    parser.add_argument("--format", action="append", choices=sorted(build_seeds()), help="else all")
    parser.add_argument("--engine", choices=("hypothesis", "atheris"), default="hypothesis")
    options = parser.parse_args()
    if options.engine == "atheris" and len(options.format or ()) != 1:
        parser.error("atheris ends its process: name one --format")
    signal.signal(signal.SIGALRM, hang)
    fuzz = fuzz_with_coverage if options.engine == "atheris" else fuzz_with_hypothesis
    for suffix in options.format or sorted(build_seeds()):
        fuzz(suffix, options.examples)


if __name__ == "__main__":
    main()
