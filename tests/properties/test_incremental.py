"""Whatever is done to the sources, the corrections, the output or a running build: the next build
makes the bytes of a build from scratch.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from kg.errors import NewskgError
from kg.pipeline import build
from kg.settings import Settings

from integration.articles import text_of, write_articles
from integration.outputs import content

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
ROWS = (
    '[[rename]]\nof = ["place/berga"]\nname = "Berga Town"\nreason = "Its whole name."\n',
    '[[retype]]\nof = ["place/berga"]\ntype = "Region"\nreason = "It is no city."\n',
    '[[drop]]\nof = ["article/00000#char=0,5"]\nreason = "No name."\n',
    '[[same]]\nof = ["place/berga", "place/kessa"]\nreason = "One town."\n',
    '[[drop]]\nof = ["place/nowhere"]\nreason = "Refused: unknown."\n',
)
DEATHS = (
    "kg.run.cache.Cache.add",
    "kg.publish.shards.Shards.write",
    "kg.publish.earlier.Earlier.finish",
    "kg.publish.swap.keep_unchanged",
    "kg.publish.swap.keep_others",
    "kg.run.cache.Cache.forget",
    "kg.pipeline.build_knowledge",
)


ALIASES = (  # the second tells what the name of the first is short for
    "Shares of WHX rose, WHX said on Friday.\n",
    "The Western Holding Xchange (WHX) said on Monday that it hired 12 people.\n",
)


def save(at: Path, one: int, two: int) -> None:
    text = text_of(10 * two + one) if two else ALIASES[one % len(ALIASES)]
    (at / "s" / f"{one:05}.txt").write_text(text)


def delete(at: Path, one: int, two: int) -> None:
    if len(list((at / "s").glob("*.txt"))) > 1:
        (at / "s" / f"{one:05}.txt").unlink(missing_ok=True)


def rename(at: Path, one: int, two: int) -> None:
    path = at / "s" / f"{one:05}.txt"
    if path.exists():
        path.rename(path.with_name(f"{two:05}.txt"))


def spoil(at: Path, one: int, two: int) -> None:
    (at / "s" / f"{one:05}.txt").write_bytes(b"\0" * two)


def correct(at: Path, one: int, two: int) -> None:
    rows = dict.fromkeys((ROWS[one % len(ROWS)], ROWS[two % len(ROWS)]))
    (at / "s" / "corrections.toml").write_text("\n".join(rows))


def take_back(at: Path, one: int, two: int) -> None:
    (at / "s" / "corrections.toml").unlink(missing_ok=True)


def tamper(at: Path, one: int, two: int) -> None:
    """Edits a file of the output, makes it empty, takes it away, or puts another there."""
    files = sorted(path for path in (at / "o").rglob("*") if path.is_file())
    if files:
        path = files[(7 * one + two) % len(files)]
        words = path.read_bytes()
        path.unlink()
        if one % 3:
            path.write_bytes(words.replace(b"a", b"b", 1) if one % 3 == 1 else b"")
        if not two:
            path.with_name("zz.nq").write_text("")


def die(at: Path, one: int, two: int) -> None:
    """A build that ends in the middle of something."""
    save(at, one, two)
    with pytest.MonkeyPatch.context() as patch, patched(patch, DEATHS[one % len(DEATHS)], two):
        make(at, "o", "c")


def forget(at: Path, one: int, two: int) -> None:
    """The cache is lost, or an output has moved into the place of this one."""
    for path in (at / "c").glob("*"):
        path.unlink()


CHANGES: tuple[Callable[[Path, int, int], None], ...] = (
    save, save, delete, rename, spoil, correct, take_back, tamper, die, forget,
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(CHANGES), st.integers(0, 6), st.integers(0, 4)),
    min_size=3,
    max_size=8,
)


@contextmanager
def patched(patch: pytest.MonkeyPatch, name: str, calls: int) -> Iterator[None]:
    """The named function ends the build when it is called after so many calls."""
    from importlib import import_module

    home, _, function = name.rpartition(".")
    try:
        place: object = import_module(home)
    except ModuleNotFoundError:
        module, _, kind = home.rpartition(".")
        place = getattr(import_module(module), kind)
    whole, left = getattr(place, function), [calls]

    def fail(*given: object, **named: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return whole(*given, **named)

    patch.setattr(place, function, fail)
    with suppress(KeyboardInterrupt):
        yield


def make(at: Path, output: str, cache: str) -> str:
    """Builds; gives why that was refused, or nothing."""
    at_hand = str(at / cache) if cache != "none" else cache
    try:
        build([at / "s"], Settings(output=str(at / output), cache=at_hand, language="en"))
    except NewskgError as error:
        return str(error)
    return ""


@settings(max_examples=60 if THOROUGH else 6, deadline=None, derandomize=True)
@given(steps=STEPS, large=st.booleans() if THOROUGH else st.just(True))  # pages take long
@example(steps=[(tamper, 1, 1), (tamper, 2, 0), (save, 3, 1)], large=False)
@example(steps=[(save, 0, 1), (rename, 1, 3), (delete, 0, 0)], large=False)
@example(steps=[(die, n, 1) for n in range(len(DEATHS))], large=True)
@example(steps=[(correct, n, n) for n in range(len(ROWS))] + [(take_back, 0, 0)], large=True)
@example(steps=[(save, 0, 0), (save, 1, 0), (delete, 1, 0)], large=True)
@example(steps=[(save, 2, 1), (tamper, 3, 0), (rename, 2, 4), (delete, 4, 0)], large=True)
def test_any_history_makes_the_bytes_of_a_build_from_scratch(
    steps: list[tuple[Callable[[Path, int, int], None], int, int]], large: bool
) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        at = Path(name)
        patch.setattr("kg.pipeline.AT_ONCE", 1 if large else 100)
        write_articles(at / "s", 3)
        make(at, "o", "c")
        for number, (change, one, two) in enumerate(steps):
            change(at, one, two)
            refused = make(at, "o", "c")
            fresh = f"fresh{number}"
            assert make(at, fresh, "none" if number + 1 == len(steps) else "c2") == refused
            if not refused:
                assert content(at / "o") == content(at / fresh)
