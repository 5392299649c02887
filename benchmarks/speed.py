"""Times newskg against bare spaCy on the shipped articles, interleaved, and prints the ratios.

    python benchmarks/speed.py [--rounds 5]

Only CPU-time ratios of runs that took turns count: machines drift. Figures: CPU of reading
articles (parse, extraction, JSON) over `nlp.pipe` on the same matrix backend and over spaCy's
default; a cold `kg build` of one article over a cold script that loads the same model and parses
the same article; wall time of `kg --help` and `kg query`.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "sources" / "2017-12-08-syria-liberated.md"
COPIES = 12  # of the shipped articles
BARE = """
import sys, spacy, warnings
warnings.filterwarnings("ignore")
from kg.annotate.nlp import model_path
nlp = spacy.load(model_path("md"))
print(len(nlp(open(sys.argv[1], encoding="utf-8").read())))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    warnings.filterwarnings("ignore", message=r"\[W095\]")
    for line in (*warm_lines(rounds), *cold_lines(rounds)):
        print(line)


def warm_lines(rounds: int) -> list[str]:
    """Reading many articles in one process, turn by turn with bare pipelines."""
    import spacy
    from kg.annotate.nlp import build_nlp, is_numpy_faster, model_path
    from kg.pipeline import read_all
    from kg.publish.readings import reading_to_line
    from kg.readers import read_articles
    from kg.settings import Settings
    from thinc.api import NumpyOps, get_current_ops, set_current_ops

    articles = [a for a in read_articles([ROOT / "sources"], Settings()) for _ in range(COPIES)]
    texts = [article.text for article in articles]
    build_nlp()
    ops = get_current_ops()
    bare = spacy.load(model_path("md"))
    set_current_ops(NumpyOps(use_blis=True))
    default = spacy.load(model_path("md"))
    set_current_ops(ops)
    runs: dict[str, Callable[[], object]] = {
        "kg read": lambda: [reading_to_line(r) for r in read_all(articles)],
        "bare": lambda: [len(doc) for doc in bare.pipe(texts, batch_size=64)],
        "default": lambda: [len(doc) for doc in default.pipe(texts)],
    }
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(rounds + 1):
        for name, run in runs.items():
            gc.collect()
            start = time.process_time()
            run()
            if turn:  # the first round warms caches
                seconds[name].append(time.process_time() - start)
    words = sum(len(text.split()) for text in texts)
    median = {name: statistics.median(values) for name, values in seconds.items()}
    return [
        f"backend: {'numpy' if is_numpy_faster() else 'BLIS'}; "
        f"{len(articles)} articles, {words} words, {rounds} rounds",
        *(f"{name}: {words / value:,.0f} words a CPU second" for name, value in median.items()),
        f"kg read over bare nlp.pipe, same backend: {ratio(seconds, 'bare')} (bar: <= 1.20)",
        f"kg read over spaCy's default: {ratio(seconds, 'default')}",
    ]


def ratio(seconds: dict[str, list[float]], other: str) -> str:
    """Median, minimum and maximum of the ratios round by round."""
    ratios = [a / b for a, b in zip(seconds["kg read"], seconds[other], strict=True)]
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def cold_lines(rounds: int) -> list[str]:
    """Whole processes from start to end, turn by turn."""
    with tempfile.TemporaryDirectory() as folder:
        kg = [sys.executable, "-m", "kg.cli"]
        output = str(Path(folder) / "output")
        commands = {
            "kg build, one article": [*kg, "build", str(ARTICLE), "-o", output],
            "kg read, one article": [*kg, "read", str(ARTICLE)],
            "bare spaCy script": [sys.executable, "-c", BARE, str(ARTICLE)],
            "kg --help": [*kg, "--help"],
            "kg query": [*kg, "query", "who-says", "-o", output],
        }
        cpu: dict[str, list[float]] = {name: [] for name in commands}
        wall: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(rounds + 1):
            for name, command in commands.items():
                spent, passed = timed(command)
                if turn:
                    cpu[name].append(spent)
                    wall[name].append(passed)
    lines = [
        f"{name}: {statistics.median(cpu[name]):.2f} s CPU, {statistics.median(passed):.2f} s wall"
        for name, passed in wall.items()
    ]
    for name in ("kg build, one article", "kg read, one article"):
        bare = cpu["bare spaCy script"]
        ratios = [a / b for a, b in zip(cpu[name], bare, strict=True)]
        lines.append(f"{name} over a cold bare spaCy script: {statistics.median(ratios):.2f}")
    return lines


def timed(command: list[str]) -> tuple[float, float]:
    """(CPU seconds, wall seconds) of a command that must succeed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: failed\n{done.stderr}")
    after, passed = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, passed


if __name__ == "__main__":
    main()
