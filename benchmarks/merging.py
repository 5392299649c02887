"""What an article costs to merge: time and memory of names from 1,000 to 1,000,000 articles.

    python benchmarks/merging.py [--articles 1000 10000 100000 1000000] [--readings readings.jsonl]

Each size is merged on its own: names are added to a roll as compact signs, article by article, and
settled into things at the end; nothing else of an article is kept. Counted are the CPU of both, and
the peak of resident memory above what it was before the first article. Another process makes the
names, so that neither their making nor memory that it leaves behind is counted.

Made-up names follow Zipf's law over a vocabulary that grows with the articles (Heaps), with links
and namesakes. `--readings` takes what `kg read --format jsonl` has written: its articles are dealt
out again, turn after turn, and so many turns have names of their own (places with ids aside) that
different names grow with the power .85 of the articles, as they do in 1,897 articles of five sets
of news. The aim is at most 50 microseconds and 1 KB an article, whatever their number.
"""

from __future__ import annotations

import argparse
import gc
import json
import pickle
import random
import subprocess
import sys
import time
from bisect import bisect
from collections.abc import Iterator
from io import SEEK_END
from itertools import accumulate, chain, count, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from kg.merge.entities import settle
from kg.merge.roll import Roll
from kg.merge.signs import Sign, sign_of
from kg.model import Reading
from kg.model.reading_json import reading_from_json
from kg.ontology import Ontology, load_ontology

SIZES = (1_000, 10_000, 100_000, 1_000_000)
HEAPS = 0.7  # how the number of different names grows with the articles, of those made up
REAL = 0.85  # the same of real names, measured between 1,024 and 1,897 articles of news
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
    parser.add_argument("--deal", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        print(json.dumps(measure(options.one, options.readings)))
        return
    if options.deal is not None:
        deal(options.deal, options.readings)
        return
    missed = False
    kind = "real" if options.readings else "synthetic"
    for size in options.articles:
        command = command_of("--one", size, options.readings)
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        row = json.loads(done.stdout)
        missed |= row["microseconds"] > MICROSECONDS or row["bytes"] > BYTES
        print(
            f"{kind:9} {size:>9,} articles: {row['microseconds']:5.1f} microseconds and "
            f"{row['bytes']:5.0f} bytes an article; {row['mentions']:,} names are "
            f"{row['signs']:,} signs and {row['things']:,} things"
        )
    sys.exit(1 if missed else 0)


def command_of(task: str, size: int, readings: Path | None) -> list[str]:
    """This script with a task for a process of its own."""
    given = ["--readings", str(readings)] if readings else []
    return [sys.executable, __file__, task, str(size), *given]


def measure(size: int, readings: Path | None) -> dict[str, float]:
    """CPU and memory of so many articles, without those of making the names up."""
    ontology, spent = load_ontology(), 0.0
    merge_few(ontology)  # what is loaded once is no cost of an article
    with TemporaryFile() as dealt:
        subprocess.run(command_of("--deal", size, readings), stdout=dealt, check=True)
        articles = iter_dealt(dealt)
        first = next(articles)
        gc.collect()
        gc.disable()
        before = resident("VmRSS")
        roll = Roll()
        for number, mentions in enumerate(chain([first], articles)):
            begun = time.process_time()
            roll.open(f"a{number}")
            for mention in mentions:
                roll.add(*mention)
            spent += time.process_time() - begun
    begun = time.process_time()
    things = settle(roll, {}, ontology)
    spent += time.process_time() - begun
    return {
        "microseconds": 1e6 * spent / size,
        "bytes": (resident("VmHWM") - before) / size,
        "mentions": len(roll),
        "signs": len({*roll.sign_of}),
        "things": len(things),
    }


def merge_few(ontology: Ontology) -> None:
    """Merges two articles of one name."""
    roll = Roll()
    for article in "ab":
        roll.open(article)
        roll.add(*make_mention(1, 0))
    settle(roll, {}, ontology)


def resident(line: str) -> int:
    """Resident memory in bytes, now (VmRSS) or at most (VmHWM), as Linux counts it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * int(status.partition(f"{line}:")[2].split()[0])


def deal(size: int, readings: Path | None) -> None:
    """Writes the names of so many articles to the standard output."""
    articles = islice(read_names(readings) if readings else make_names(size), size)
    for mentions in articles:
        pickle.dump(mentions, sys.stdout.buffer)


def iter_dealt(source: IO[bytes]) -> Iterator[list[Mention]]:
    """The names that another process has dealt, article by article."""
    end = source.seek(0, SEEK_END)
    source.seek(0)
    while source.tell() < end:
        yield [
            (sign._replace(type=sys.intern(sign.type), country=sys.intern(sign.country)), *rest)
            for sign, *rest in pickle.load(source)  # as `sign_of` makes signs
        ]


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


def read_names(path: Path) -> Iterator[list[Mention]]:
    """The names of real articles, dealt out again and again, with new ones as Heaps' law has it."""
    with path.open(encoding="utf-8") as lines:
        real = [mentions_of(reading_from_json(json.loads(line))) for line in lines]
    for turn in count():
        for mentions in real:
            yield [change(mention, int(turn**REAL)) for mention in mentions]


def change(mention: Mention, turn: int) -> Mention:
    """The mention with another name in each turn but the first, except for known places: persons
    with another surname, so that who shared one still does, others with another first word.
    """
    sign, entity, begin, words = mention
    if not turn or sign.geonames or sign.wikidata:
        return mention  # the places of the world do not grow in number
    parts = sign.name.split()
    parts[-1 if sign.decade else 0] += syllables(turn, 3)
    name = " ".join(parts)
    return sign._replace(name=name), entity, begin, name if words == sign.name else words


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
