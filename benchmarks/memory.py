"""Peak memory of a whole build of few and of ten times as many short articles.

    python benchmarks/memory.py [--few 2000]

Each build is a process of its own; what counts is the larger of its peak and its workers' peak.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
BUILD = """
import resource, sys
from pathlib import Path
from kg.pipeline import build, read_cached
from kg.settings import Settings
folder, step = sys.argv[1:]
settings = Settings(output=folder + "/output", cache=folder + "/cache", jobs=2)
if step == "read":
    read_cached([folder + "/articles"], settings, lambda article, read: None)
else:
    build([folder + "/articles"], settings)
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(own // 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--few", type=int, default=2000)
    few = parser.parse_args().few
    sys.path.insert(0, str(ROOT / "tests"))
    from integration.articles import write_articles

    peaks: dict[str, list[tuple[int, int]]] = {"read": [], "build": []}
    for number in (few, 10 * few):
        with tempfile.TemporaryDirectory() as folder:
            write_articles(Path(folder) / "articles", number)
            for step, found in peaks.items():
                command = [sys.executable, "-c", BUILD, folder, step]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                own, worker = map(int, done.stdout.split())
                found.append((own, worker))
                print(f"{number:,} articles, {step}: {own} MB, a worker {worker} MB", flush=True)
    for step, (less, more) in peaks.items():
        print(
            f"{step}: {more[0] / less[0]:.2f} times the memory, "
            f"workers {more[1] / max(1, less[1]):.2f}"
        )


if __name__ == "__main__":
    main()
