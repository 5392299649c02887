"""What an article costs to merge: time and memory of names from 1,000 to 1,000,000 articles.

    python benchmarks/merging.py [--articles 1000 10000 100000 1000000] [--readings readings.jsonl]

Each size is merged on its own: names are added to a roll as compact signs, article by article, and
settled into things at the end; nothing else of an article is kept. Synthetic names follow Zipf's
law over a vocabulary that grows with the articles (Heaps), with aliases, links and namesakes.
`--readings` takes what `kg read --format jsonl` has written: its real names are dealt out again,
turn after turn, in each turn with other surnames by the same law. The
aim is at most 50 microseconds of CPU and 1 KB an article, whatever their number.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import resource
import subprocess
import sys
import time
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from kg.merge.entities import settle
from kg.merge.roll import Roll, Sign, sign_of
from kg.model import Reading
from kg.model.reading_json import reading_from_json
from kg.ontology import load_ontology

SIZES = (1_000, 10_000, 100_000, 1_000_000)
HEAPS = 0.7  # how the number of different names grows with the articles
NAMES = 12  # named entities of an article, as many as short news has
TYPES = ("Person", "Person", "Organization", "Company", "City", "Country")
MICROSECONDS, BYTES = 50, 1024
Mention = tuple[Sign, int, int, str]  # sign, entity, offset, words
"""What `Roll.add` takes."""


def main() -> None:
    """Prints a line a size; exit status 1 if an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        print(json.dumps(measure(options.one, options.readings)))
        return
    missed = False
    kind = "real" if options.readings else "synthetic"
    for size in options.articles:
        command = [sys.executable, __file__, "--one", str(size)]
        command += ["--readings", str(options.readings)] if options.readings else []
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        row = json.loads(done.stdout)
        missed |= row["microseconds"] > MICROSECONDS or row["bytes"] > BYTES
        print(
            f"{kind:9} {size:>9,} articles: {row['microseconds']:5.1f} microseconds and "
            f"{row['bytes']:5.0f} bytes an article; {row['mentions']:,} names are "
            f"{row['signs']:,} signs and {row['things']:,} things"
        )
    sys.exit(1 if missed else 0)


def measure(size: int, readings: Path | None) -> dict[str, float]:
    """CPU and memory of so many articles, without those of making the names up."""
    settle(Roll(), {}, load_ontology())  # what is loaded once is no cost of an article
    articles = read_names(readings, size) if readings else make_names(size)
    next(articles)  # reads the file
    roll, spent = Roll(), 0.0
    ontology = load_ontology()
    gc.collect()
    gc.disable()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(size):
        mentions = next(articles)
        begun = time.process_time()
        roll.open(f"a{number}")
        for mention in mentions:
            roll.add(*mention)
        spent += time.process_time() - begun
    begun = time.process_time()
    things = settle(roll, {}, ontology)
    spent += time.process_time() - begun
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {
        "microseconds": 1e6 * spent / size,
        "bytes": 1024 * used / size,
        "mentions": len(roll),
        "signs": len(roll.signs),
        "things": len(things),
    }


def make_names(size: int) -> Iterator[list[Mention]]:
    """Articles of made-up names: which one comes follows Zipf's law, how many there are Heaps'."""
    draw = random.Random(6)
    vocabulary = max(500, int(8 * size**HEAPS))
    weights = list(accumulate(1 / (rank + 10) for rank in range(vocabulary)))
    while True:
        ranks = (bisect(weights, draw.random() * weights[-1]) for _ in range(NAMES))
        yield [make_mention(rank, place) for place, rank in enumerate(ranks)]


def make_mention(rank: int, place: int) -> Mention:
    """The name of this rank; each twentieth is a namesake, places have ids."""
    kind = TYPES[rank % len(TYPES)]
    words = syllables(rank - rank % 20 if rank % 20 == 1 else rank)
    name = f"{words[:5].title()} {words[5:].title()}"
    ids = f"{rank}" if kind in ("City", "Country") else ""
    sign = Sign(kind, name, "", ids, "", 202 if kind == "Person" else 0)
    return sign, place, 40 * place, name


def syllables(number: int, parts: int = 5) -> str:
    """A word that can be spoken, another for each number."""
    word = ""
    for _ in range(parts):
        number, at = divmod(number, 100)
        word += "bdfghklmnprstvwyzcjx"[at % 20] + "aeiou"[at // 20]
    return word


def read_names(path: Path, size: int) -> Iterator[list[Mention]]:
    """The names of real articles, dealt out again and again; each tenth is new each time."""
    with path.open(encoding="utf-8") as lines:
        real = [mentions_of(reading_from_json(json.loads(line))) for line in lines]
    for turn in range(size // len(real) + 1):
        for mentions in real:
            yield [change(mention, int(turn**HEAPS)) if turn else mention for mention in mentions]


def change(mention: Mention, turn: int) -> Mention:
    """The mention with another name, except for known places."""
    sign, *rest = mention
    if sign.geonames or sign.wikidata:
        return mention  # the places of the world do not grow in number
    name = f"{sign.name} {syllables(turn, 3)}"
    return sign._replace(name=name), *rest  # type: ignore[return-value]


def mentions_of(reading: Reading) -> list[Mention]:
    ontology = load_ontology()
    published = reading.article.published
    decade = published.year // 10 if published else 0
    return [
        (
            sign_of(entity, ontology.base_type(entity.type).lower(), decade),
            index,
            entity.mentions[0].passage.begin,
            entity.mentions[0].passage.text,
        )
        for index, entity in enumerate(reading.entities)
        if entity.named
    ]


if __name__ == "__main__":
    main()
