"""Reads every gold file of a folder, has it scored, writes SCOREBOARD.md and benchmarks/quality.md.

    python benchmarks/quality.py --gold ../shared/gold [--only names_worldwide] [--lower REASON]

The folder holds JSONL files and `score.py`, which reads what `kg read` prints. `figures.toml` says
which figures stand in the scoreboard, `errors.toml` what is behind those that are low. A figure
that falls by more than .005 is refused: nothing is written, unless a reason is given, which is
kept.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from kg.pipeline import read
from kg.publish.readings import reading_to_line
from kg.readers import Refusal
from kg.settings import Settings

import scoreboard
from linked import precision_of_links

ROOT = Path(__file__).parent.parent
FALL = 0.005  # what a figure may lose by chance, as where one word in 200 is parsed otherwise

Figures = dict[str, dict[str, dict[str, dict[str, Any]]]]  # gold file -> task -> measure -> field


def main() -> int:
    options = read_options()
    files = find_gold(options.gold, options.only)
    figures = {path.stem: figures_of(path, options.gold / "score.py") for path in files}
    rows = scoreboard.rows_of(figures)
    board = scoreboard.board_text(rows)
    print(board)
    lost = scoreboard.fallen(scoreboard.read_board(ROOT / "SCOREBOARD.md"), rows, FALL)
    for line in lost:
        print(line, file=sys.stderr)
    if lost and not options.lower:
        print("mend what is lost, or give a reason with --lower", file=sys.stderr)
        return 1
    if not options.only:
        scoreboard.write_all(ROOT, board, figures, options.lower if lost else "")
    return 0


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gold", type=Path, required=True, help="folder with score.py")
    parser.add_argument("--only", action="append", default=[], help="a gold file, without .jsonl")
    parser.add_argument("--lower", default="", metavar="REASON", help="why figures may fall")
    return parser.parse_args()


def find_gold(folder: Path, only: list[str]) -> list[Path]:
    """The gold files of a folder, or those named; ends with a message if there are none."""
    files = sorted(folder.glob("*.jsonl"))
    files = [path for path in files if not only or path.stem in only]
    if not files or not (folder / "score.py").is_file():
        raise SystemExit(f"{folder}: no such gold files or no score.py; name the folder")
    return files


def figures_of(gold: Path, scorer: Path) -> dict[str, Any]:
    """The scorer's figures of one gold file, and ours of its links: task -> measure -> field."""
    with tempfile.TemporaryDirectory() as folder:
        readings, report = Path(folder) / "readings.jsonl", Path(folder) / "figures.json"
        with readings.open("w", encoding="utf-8") as lines:
            for found in read([gold], Settings()):
                if isinstance(found, Refusal):
                    print(found, file=sys.stderr)
                else:
                    lines.write(reading_to_line(found) + "\n")
        command = [sys.executable, str(scorer), str(readings), str(gold), "--json", str(report)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stderr)
        tasks: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))[gold.stem]["tasks"]
        if "links" in tasks:
            tasks["links"]["where an id is given"] = precision_of_links(gold, readings)
        return tasks


if __name__ == "__main__":
    sys.exit(main())
