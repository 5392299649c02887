"""Reads every gold file of a folder, runs the folder's scorer and writes SCOREBOARD.md.

    python benchmarks/quality.py --gold ../shared/gold [--only names_worldwide]

The folder holds JSONL files and `score.py`, which reads what `kg read` prints. The scoreboard shows
the figures beside those of a naive spaCy system (its entities as mentions, its verbs as events, its
subjects as agents) and the aim.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from kg.pipeline import read
from kg.publish.readings import reading_to_line
from kg.readers import Refusal
from kg.settings import Settings

ROOT = Path(__file__).parent.parent
# what the figure tells, gold file, task, measure, field, naive system, aim
ROWS = (
    ("names, exact", "names_worldwide", "names", "exact all", "f1", 0.71, 0.78),
    ("names of organisations, exact", "names_worldwide", "names", "exact ORG", "f1", 0.58, 0.67),
    ("places, exact", "places_geovirus", "places", "exact", "f1", 0.90, 0.94),
    (
        "places found: the right place",
        "places_geovirus",
        "places",
        "right place",
        "value",
        0.0,
        0.85,
    ),
    (
        "places found: within 161 km",
        "places_geovirus",
        "places",
        "within 161 km",
        "value",
        0.0,
        0.85,
    ),
    ("coreference, head CoNLL", "coref_ontogum", "coref", "head CoNLL", "value", 0.31, 0.48),
    ("coreference, head B3 precision", "coref_ontogum", "coref", "head B3", "p", 0.85, 0.80),
    (
        "coreference with all pronouns",
        "links_coref_dates_gum",
        "coref",
        "head CoNLL",
        "value",
        0.23,
        0.38,
    ),
    ("coreference, MEANTIME", "links_coref_meantime", "coref", "head CoNLL", "value", 0.24, 0.38),
    ("links, precision, Wikinews", "links_coref_dates_gum", "links", "weak", "p", None, 0.92),
    ("links, precision, MEANTIME", "links_coref_meantime", "links", "weak", "p", None, 0.92),
    ("times, relaxed, histories", "times_wikiwars", "times", "relaxed", "f1", 0.87, 0.92),
    ("times, value, histories", "times_wikiwars", "times", "value", "f1", 0.43, 0.70),
    ("times, relaxed, Wikinews", "links_coref_dates_gum", "times", "relaxed", "f1", 0.82, 0.88),
    ("times, value, Wikinews", "links_coref_dates_gum", "times", "value", "f1", 0.55, 0.80),
    ("event triggers", "events_ecbplus", "events", "triggers", "f1", 0.80, 0.87),
    ("event triggers, recall", "events_wikievents", "events", "triggers", "r", 0.86, 0.92),
    ("arguments of events", "events_wikievents", "events", "arguments", "f1", 0.48, 0.62),
    ("places of events", "events_wikievents", "events", "places", "f1", 0.12, 0.40),
    ("all arguments", "events_ecbplus", "events", "arguments, untied", "f1", 0.69, 0.76),
    ("places of events, recall", "events_ecbplus", "events", "places, untied", "r", 0.27, 0.55),
    ("attribution: cue", "attribution_polnear", "attribution", "cue", "f1", 0.58, 0.72),
    ("attribution: content", "attribution_polnear", "attribution", "content", "f1", 0.53, 0.67),
    (
        "attribution: source and content",
        "attribution_polnear",
        "attribution",
        "source+content",
        "f1",
        0.43,
        0.58,
    ),
    ("factuality: not a fact", "factuality_meantime", "factuality", "not a fact", "f1", 0.29, 0.52),
    (
        "factuality: Pearson's r",
        "factuality_meantime",
        "factuality",
        "Pearson r",
        "value",
        0.44,
        0.60,
    ),
    (
        "political class of an actor pair",
        "political_plover",
        "political",
        "class accuracy",
        "value",
        0.51,
        0.72,
    ),
    (
        "political class, source and target",
        "political_plover",
        "political",
        "triple",
        "value",
        0.30,
        0.48,
    ),
)

# the rows of the README: what the figure tells
TELLING = (
    "names, exact",
    "places, exact",
    "coreference, head CoNLL",
    "times, value, Wikinews",
    "event triggers",
    "arguments of events",
    "places of events",
    "attribution: source and content",
    "factuality: not a fact",
    "political class, source and target",
)
# gold file: where its texts and annotations come from
DATA = {
    "names_worldwide": "Worldwide English NER (Shan et al. 2023), newswire of all continents",
    "places_geovirus": "GeoVirus (Gritta et al. 2018), Wikinews on epidemics",
    "links_coref_dates_gum": "GUM, Wikinews part",
    "coref_ontogum": "OntoGUM (Zhu et al. 2021), the same articles in the scheme of OntoNotes",
    "links_coref_meantime": "NewsReader MEANTIME, Wikinews",
    "times_wikiwars": "WikiWars (Mazur and Dale 2010), histories of wars",
    "events_ecbplus": "ECB+ (EventStoryLine), news of many publishers",
    "events_wikievents": "WikiEvents (Li et al. 2021), news of attacks",
    "attribution_polnear": "PolNeAR, political news of seven publishers",
    "factuality_meantime": "MEANTIME, unified by Stanovsky et al. 2017",
    "political_plover": "PLOVER classes of actor pairs (Hu et al. 2024)",
}
EXCERPT = re.compile(r"(<!-- scoreboard -->\n).*?(?=<!-- /scoreboard -->)", re.DOTALL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--gold", type=Path, required=True, help="folder of JSONL files and score.py"
    )
    parser.add_argument(
        "--only", action="append", default=[], help="name of a gold file, without .jsonl"
    )
    parser.add_argument("--output", type=Path, default=ROOT / "SCOREBOARD.md")
    options = parser.parse_args()
    files = sorted(options.gold.glob("*.jsonl"))
    if options.only:
        files = [path for path in files if path.stem in options.only]
    if not files or not (options.gold / "score.py").is_file():
        raise SystemExit(
            f"{options.gold}: no gold files or no score.py; name the folder with --gold"
        )
    figures = {path.stem: figures_of(path, options.gold / "score.py") for path in files}
    board = scoreboard(figures)
    print(board)
    if not options.only:
        options.output.write_text(board, encoding="utf-8")
        write_excerpt(board, ROOT / "README.md")


def figures_of(gold: Path, scorer: Path) -> dict[str, Any]:
    """The scorer's figures of one gold file: task -> measure -> field -> value."""
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
        return tasks


def scoreboard(figures: dict[str, Any]) -> str:
    """The table in Markdown, the weak spots named."""
    lines = [
        "# Scoreboard",
        "",
        "Written by `python benchmarks/quality.py --gold FOLDER` on the development parts of",
        "public data sets; rules were written with these texts at hand: expect a little less on",
        "others. *Naive* is a plain spaCy system, *aim* what we want to reach. Figures are F1, or",
        "what the row names.",
        "",
        "| what | data | naive | aim | newskg | |",
        "| --- | --- | ---: | ---: | ---: | --- |",
    ]
    weak = []
    for what, file, task, measure, field, naive, aim in ROWS:
        if file not in figures:
            continue
        value = figures[file].get(task, {}).get(measure, {}).get(field)
        if value is None:
            continue
        reached = round(value, 3) >= aim
        shown = "" if naive is None else f"{naive:.2f}"
        verdict = "yes" if reached else "not yet"
        lines.append(f"| {what} | {file} | {shown} | {aim:.2f} | {value:.3f} | {verdict} |")
        if not reached:
            weak.append((value / aim, f"{what} ({value:.2f} of {aim:.2f})"))
    if weak:
        lines += [
            "",
            "Weak spots, the weakest first: " + "; ".join(words for _, words in sorted(weak)) + ".",
        ]
    used = [f"- {name}: {what}" for name, what in DATA.items() if name in figures]
    return "\n".join([*lines, "", "## Data", "", *used]) + "\n"


def write_excerpt(board: str, readme: Path) -> None:
    """Put the telling rows and the five weakest spots of a scoreboard between the marks of the
    README.
    """
    rows = [line for line in board.splitlines() if line.startswith("|")]
    lines = ["", *rows[:2]]
    lines += [row for row in rows[2:] if row.split(" | ")[0].removeprefix("| ") in TELLING]
    weak = next((line for line in board.splitlines() if line.startswith("Weak spots")), "")
    if weak:
        spots = weak.partition(": ")[2].removesuffix(".").split("; ")
        lines += ["", f"[Weak spots](SCOREBOARD.md), the weakest first: {'; '.join(spots[:5])}."]
    page = readme.read_text(encoding="utf-8")
    if not EXCERPT.search(page):
        raise SystemExit(f"{readme}: no <!-- scoreboard --> in it; put the marks back")
    words = "\n".join(lines) + "\n"
    readme.write_text(EXCERPT.sub(lambda marks: marks[1] + words, page), encoding="utf-8")


if __name__ == "__main__":
    main()
