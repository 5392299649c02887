"""Fuzzes the readers with broken files, by hypothesis or by atheris; not part of scripts/check.

    python tests/fuzz/fuzz_readers.py --examples 100000 [--format .pdf] [--engine atheris]

Inputs are good files of each format with bytes cut out, doubled, changed and put in; those of
packed formats are also packed after the change, so that what is inside is reached. Whatever comes
in, articles or refusals must come out, within seconds, with passages that are true.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "formats")]

import format_samples as samples  # noqa: E402
from kg.errors import NewskgError  # noqa: E402
from kg.model import Article  # noqa: E402
from kg.readers import Refusal, read_articles  # noqa: E402
from kg.settings import Settings  # noqa: E402

SECONDS = 10  # an input that takes longer is a hang
SETTINGS = Settings(max_characters=200_000, max_bytes=2_000_000)
SEEDS = samples.build_samples()
INSTRUMENTED = ["kg.readers", "pypdf", "warcio", "defusedxml"]
TOKENS = [
    b"<", b">", b"</p>", b"<p>", b"<!--", b"<![CDATA[", b"]]>", b"&#xD800;", b"&lt;", b"&a;", b'"',
    b'""', b"\0", b"\xff", b"\r", b"\n\n", b",", b"\xe2\x80\xa8", b"<script>", b"<a href='", b"]",
    b"[" * 50, b"<div>" * 300, b"</table>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"2024-13-45",
    b"9" * 30, b"endobj", b"stream", b"<<", b">>", b"/Kids [3 0 R]", b"Content-Length: -1", b"-",
    b"Content-Length: 99999999999", b"Content-Encoding: gzip\r\n", b"WARC/1.0\r\n", b"lang='fr'",
    b"\x1f\x8b\x08", b"PK\x03\x04", b'{"@type":"NewsArticle","author":[[7]]}', b"charset=",
]  # fmt: skip


def change(content: bytes, chance: random.Random) -> bytes:
    """The content after one to six changes."""
    whole = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(whole) + 1), chance.choice((1, 2, 5, 40, 300))
        kind = chance.randrange(6)
        if kind == 0:
            del whole[at : at + length]
        elif kind == 1:
            whole[at:at] = whole[at : at + length] * chance.randint(1, 20)
        elif kind == 2 and at < len(whole):
            whole[at] = chance.randrange(256)
        elif kind == 3:
            whole[at:at] = chance.choice(TOKENS)
        elif kind == 4:
            whole[at:at] = chance.randbytes(length)
        else:
            other = chance.randrange(len(whole) + 1)
            whole[at : at + length] = whole[other : other + length]
    return bytes(whole[:200_000])


def build_input(suffix: str, chance: random.Random) -> bytes:
    """A broken file of a format."""
    inner = chance.random() < 0.7
    if suffix == ".epub" and inner:
        parts: dict[str, str | bytes] = dict(samples.BOOK)
        name = chance.choice(sorted(parts))
        parts[name] = change(str(parts[name]).encode(), chance)
        return samples.build_epub(parts)
    if suffix == ".warc.gz" and inner:
        return gzip.compress(change(SEEDS[".warc"], chance), 1)
    return change(SEEDS[suffix], chance)


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


def run_one(content: bytes, suffix: str, folder: Path) -> Counter[str]:
    """The same, with an end; a crash leaves its input behind."""
    signal.alarm(SECONDS)
    try:
        return check(content, suffix, folder)
    except (NewskgError, Exception) as error:
        crash = Path(tempfile.gettempdir()) / f"kg-crash-{time.time_ns()}{suffix}"
        crash.write_bytes(content)
        what = f"{type(error).__name__}: {error}"
        raise SystemExit(f"{suffix}: {what}; the input is {crash}") from error
    finally:
        signal.alarm(0)


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


def fuzz_with_atheris(suffix: str, examples: int) -> None:
    """Coverage leads the changes here; atheris ends the process after its runs."""
    import atheris

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "corpus").mkdir()
        (folder / "corpus" / "seed").write_bytes(SEEDS[suffix])
        with atheris.instrument_imports(include=INSTRUMENTED):
            for loaded in [m for m in sys.modules if m.startswith("kg.readers")]:
                del sys.modules[loaded]
            readers = importlib.import_module("kg.readers")
        globals().update(read_articles=readers.read_articles, Refusal=readers.Refusal)
        atheris.Setup(
            [sys.argv[0], f"-runs={examples}", "-max_len=60000", str(folder / "corpus")],
            lambda content: run_one(content, suffix, folder) and None,
        )
        atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=1_000, help="inputs for each format")
    parser.add_argument("--format", action="append", choices=sorted(SEEDS), help="else all")
    parser.add_argument("--engine", choices=("hypothesis", "atheris"), default="hypothesis")
    options = parser.parse_args()
    signal.signal(signal.SIGALRM, hang)
    fuzz = fuzz_with_atheris if options.engine == "atheris" else fuzz_with_hypothesis
    for suffix in options.format or sorted(SEEDS):
        fuzz(suffix, options.examples)


if __name__ == "__main__":
    main()
