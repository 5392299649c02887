"""Peak memory of builds of few and of ten times as many short articles, stage by stage.

    python benchmarks/memory.py [--few 2000] [--parsed 400] [--folder FOLDER]

Each build is three processes: one that reads, one that reads and merges, one that builds. What
counts is the largest resident size of each, and of the workers of the first.

The first `--parsed` articles are read by spaCy in two workers. The others are the same in other
years, with other persons, whose names are as long: their readings are made from those of the first
by putting years and names in, and put into the cache, so that twenty thousand articles take
minutes, not an hour. Which person comes follows Zipf's law, how many there are Heaps'. `--folder`
keeps sources and cache for the next run.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from bisect import bisect
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from integration.articles import FIRST, LAST, text_of  # noqa: E402

STEPS = ("read", "merge", "build")
AIM = 1.2  # times the memory, with ten times the articles
YEARS = 80  # before the years repeat
HEAPS = 0.7  # how the number of different persons grows with the articles
STEP = """
import resource, sys, time
from pathlib import Path
from kg.merge import build_knowledge
from kg.pipeline import build, read_cached
from kg.settings import Settings
folder, articles, step = sys.argv[1:]
settings = Settings(output=folder + "/output", cache=folder + "/cache", jobs=2, language="en")
if step == "build":
    build([articles], settings)
else:
    collected = read_cached([articles], settings, lambda article, read: None)
if step == "merge":
    knowledge = build_knowledge(collected.readings())
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(own // 1024, worker // 1024, time.process_time())
"""


class Peak(NamedTuple):
    """Megabytes of one step, and its seconds of CPU without those of its workers."""

    own: int
    worker: int
    seconds: float


def main() -> None:
    """Prints a line a step; exit status 1 if memory is not flat."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--few", type=int, default=2000)
    parser.add_argument("--parsed", type=int, default=400)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=list(STEPS))
    options = parser.parse_args()
    few = options.few
    kept = nullcontext(options.folder) if options.folder else tempfile.TemporaryDirectory()
    with kept as name:
        folder = Path(name)
        worker = read_first(folder, options.parsed)
        fill_cache(folder, options.parsed, (few, 10 * few))
        print(f"{options.parsed:,} articles read by spaCy: a worker {worker} MB", flush=True)
        peaks: dict[str, list[Peak]] = {step: [] for step in options.steps}
        for number in (few, 10 * few):
            for step, found in peaks.items():
                found.append(peak := run(folder, f"{number}", step))
                print(f"{number:,} articles, {step}: {peak.own} MB, {peak.seconds:.1f} s CPU")
                sys.stdout.flush()
    flat = True
    for step, (less, more) in peaks.items():
        times = more.own / less.own
        flat &= times <= AIM
        print(f"{step}: {times:.2f} times the memory, {more.seconds / less.seconds:.1f} the CPU")
    sys.exit(0 if flat else 1)


def run(folder: Path, articles: str, step: str) -> Peak:
    """What one step takes in a process of its own."""
    command = [sys.executable, "-c", STEP, str(folder), str(folder / articles), step]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    own, worker, seconds = done.stdout.split()
    return Peak(int(own), int(worker), float(seconds))


def read_first(folder: Path, number: int) -> int:
    """Reads the articles that all others are made of; gives the megabytes of a worker."""
    write_texts(folder / "parsed", enumerate(map(text_of, range(number))))
    return run(folder, "parsed", "read").worker


def write_texts(folder: Path, texts: Iterable[tuple[int, str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in texts:
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def fill_cache(folder: Path, parsed: int, sizes: Iterable[int]) -> None:
    """Writes the articles of each size and puts their readings into the cache."""
    from kg.model import Article
    from kg.pipeline import stamp_of
    from kg.publish.readings import reading_to_line
    from kg.readers import read_articles
    from kg.run.cache import open_cache
    from kg.run.keys import build_key, build_stamp_words
    from kg.run.work import pack, unpack
    from kg.settings import Settings

    settings = Settings(language="en")
    cache = open_cache(str(folder / "cache"))
    words = build_stamp_words(stamp_of(settings.model), model=settings.model)
    lines = [
        reading_to_line(unpack(cache[build_key(article, words)]))
        for article in read_articles([folder / "parsed"], settings)
        if isinstance(article, Article)
    ]
    for size in sizes:
        names = list(draw_names(size))
        texts = (change(text_of(n % parsed), n, parsed, name) for n, name in enumerate(names))
        write_texts(folder / f"{size}", enumerate(texts))

        def rows(size: int = size, names: list[str] = names) -> Iterator[tuple[str, bytes]]:
            for article in read_articles([folder / f"{size}"], settings):
                if isinstance(article, Article):
                    n = int(article.id)
                    record = json.loads(change(lines[n % parsed], n, parsed, names[n]))
                    record |= {"id": article.id, "source": article.source}
                    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
                    if n < parsed:
                        same = unpack(pack(line)).article == article
                        assert same, f"{article.id}: the reading is not that of its article"
                    yield build_key(article, words), pack(line)

        cache.add(rows())
    cache.close()


def draw_names(articles: int) -> Iterator[str]:
    """Who each article is about, in small letters: a word for each person, long enough for any."""
    draw = Random(6)
    people = max(50, int(2 * articles**HEAPS))
    weights = list(accumulate(1 / (rank + 10) for rank in range(people)))
    while True:
        rank = bisect(weights, draw.random() * weights[-1])
        yield make_word(rank)
        articles -= 1
        if not articles:
            return


def make_word(number: int) -> str:
    """A word of sixteen letters that can be spoken; the first and the last letters tell most."""
    number = number * 7919 % 1_000_003
    word = ""
    for _ in range(4):
        number, at = divmod(number, 95)
        word += "bdfghklmnprstvwzcjy"[at % 19] + "aeiou"[at // 19]
    return word + word[::-1]


def change(text: str, number: int, parsed: int, word: str) -> str:
    """The text of an article for the one with this number: another year, another person with as
    long a name.
    """
    turn, number = divmod(number, parsed)
    text = re.sub(r"\b20(2[0-4])\b", lambda year: f"{int(year[0]) - turn % YEARS}", text)
    first, last = FIRST[number * 7 % len(FIRST)], LAST[number * 5 % len(LAST)]
    for name, new in ((first, word[: len(first)]), (last, word[-len(last) :])):
        text = re.sub(rf"\b{name}\b", new.title(), text)
        text = re.sub(rf"\b{name.lower()}\b", new, text)
    return text


if __name__ == "__main__":
    main()
