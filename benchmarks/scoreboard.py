"""Figures as pages: SCOREBOARD.md, the table of the README, benchmarks/quality.md.

"places, exact | places_geovirus | 0.90 | 0.94 | 0.937 | not yet" is a row of the scoreboard.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
EXCERPT = re.compile(r"(<!-- scoreboard -->\n).*?(?=<!-- /scoreboard -->)", re.DOTALL)
HEAD = """# Scoreboard

Written by `python benchmarks/quality.py --gold FOLDER` on the development parts of
public data sets; rules were written with these texts at hand: expect a little less on
others. *Naive* is a plain spaCy system, *aim* what we want to reach. Figures are F1, or
what the row names. All figures and what is behind the low ones:
[benchmarks/quality.md](benchmarks/quality.md).

| what | data | naive | aim | newskg | |
| --- | --- | ---: | ---: | ---: | --- |
"""
QUALITY = """# Quality, in full

Written by `python benchmarks/quality.py --gold FOLDER`: every figure of the scorer, then the causes
of what is still wrong, as counted by a reader (`errors.toml`). The table to look at first is
[SCOREBOARD.md](../SCOREBOARD.md).
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the scoreboard: `value` and `aim` are shares of 1."""

    what: str
    file: str
    value: float
    aim: float | None = None
    naive: float | None = None

    @property
    def verdict(self) -> str:
        if self.aim is None:
            return ""
        return "yes" if round(self.value, 3) >= self.aim else "not yet"


def read_figures() -> dict[str, Any]:
    """`figures.toml`: which figures stand in the scoreboard, and what the data are."""
    return tomllib.loads((HERE / "figures.toml").read_text(encoding="utf-8"))


def telling() -> list[str]:
    """What the rows tell that the README shows."""
    return [one["what"] for one in read_figures()["figure"] if one.get("readme")]


def rows_of(figures: dict[str, Any]) -> list[Row]:
    """The rows whose gold file was scored."""
    rows = []
    for one in read_figures()["figure"]:
        found = figures.get(one["file"], {}).get(one["task"], {}).get(one["measure"], {})
        if (value := found.get(one["field"])) is not None:
            rows.append(Row(one["what"], one["file"], value, one.get("aim"), one.get("naive")))
    return rows


def board_text(rows: list[Row]) -> str:
    """The scoreboard in Markdown, the weak spots named."""
    lines = [
        f"| {row.what} | {row.file} | {share(row.naive)} | {share(row.aim)} | {row.value:.3f} "
        f"| {row.verdict} |"
        for row in rows
    ]
    weak = [(row.value / row.aim, row) for row in rows if row.aim and row.verdict != "yes"]
    weak.sort(key=lambda found: found[0])
    spots = [f"{row.what} ({row.value:.3f} of {row.aim:.2f})" for _, row in weak]
    if spots:
        lines += ["", f"Weak spots, the weakest first: {'; '.join(spots)}."]
    used = {row.file for row in rows}
    data = [f"- {name}: {what}" for name, what in read_figures()["data"].items() if name in used]
    return HEAD + "\n".join([*lines, "", "## Data", "", *data]) + "\n"


def share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def read_board(page: Path) -> dict[tuple[str, str], float]:
    """(what, data) -> the figure of newskg, as a scoreboard has it; empty if there is none."""
    if not page.exists():
        return {}
    cells = [line.split("|") for line in page.read_text(encoding="utf-8").splitlines()]
    rows = [[cell.strip() for cell in row] for row in cells if len(row) == 8]
    return {(row[1], row[2]): float(row[5]) for row in rows if row[5].startswith(("0.", "1."))}


def fallen(before: dict[tuple[str, str], float], rows: list[Row], most: float) -> list[str]:
    """A line for each figure that lost more than `most`."""
    return [
        f"{row.what}, {row.file}: fell from {was:.3f} to {row.value:.3f}"
        for row in rows
        if (was := before.get((row.what, row.file))) is not None
        if was - round(row.value, 3) > most + 1e-9
    ]


def write_all(root: Path, board: str, figures: dict[str, Any], reason: str) -> None:
    """The scoreboard, the table of the README and all figures; `reason` why some fell."""
    (root / "SCOREBOARD.md").write_text(board, encoding="utf-8")
    write_excerpt(board, root / "README.md")
    page = HERE / "quality.md"
    old = page.read_text(encoding="utf-8") if page.exists() else ""
    reasons = [line for line in old.splitlines() if line.startswith("- Lowered: ")]
    reasons += [f"- Lowered: {reason}"] if reason else []
    page.write_text(quality_text(figures, reasons), encoding="utf-8")


def write_excerpt(board: str, readme: Path) -> None:
    """Put the telling rows and the five weakest spots of a scoreboard between the marks of the
    README.
    """
    shown = set(telling())
    rows = [line for line in board.splitlines() if line.startswith("|")]
    lines = ["", *rows[:2]]
    lines += [row for row in rows[2:] if row.split(" | ")[0].removeprefix("| ") in shown]
    weak = next((line for line in board.splitlines() if line.startswith("Weak spots")), "")
    if weak:
        spots = weak.partition(": ")[2].removesuffix(".").split("; ")
        lines += ["", f"[Weak spots](SCOREBOARD.md), the weakest first: {'; '.join(spots[:5])}."]
    page = readme.read_text(encoding="utf-8")
    if not EXCERPT.search(page):
        raise SystemExit(f"{readme}: no <!-- scoreboard --> in it; put the marks back")
    words = "\n".join(lines) + "\n"
    readme.write_text(EXCERPT.sub(lambda marks: marks[1] + words, page), encoding="utf-8")


def quality_text(figures: dict[str, Any], reasons: list[str]) -> str:
    """Every figure of every gold file, and what is behind the errors where that was analysed."""
    errors = tomllib.loads((HERE / "errors.toml").read_text(encoding="utf-8"))
    parts = [QUALITY]
    if reasons:
        parts.append("\n## Figures that were allowed to fall\n\n" + "\n".join(reasons) + "\n")
    for file, tasks in figures.items():
        parts.append(f"\n## {file}\n\n{read_figures()['data'].get(file, '')}\n\n")
        parts.append("| task | measure | P | R | F1 | figure | gold | found |\n")
        parts.append("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n")
        parts += [
            f"| {task} | {measure} | {' | '.join(cells_of(row))} |\n"
            for task, rows in tasks.items()
            for measure, row in rows.items()
        ]
        if file in errors:
            parts.append("\nWhat is still wrong:\n\n| cause | count |\n| --- | ---: |\n")
            parts += [f"| {one['cause']} | {one['count']} |\n" for one in errors[file]]
    return "".join(parts)


def cells_of(row: dict[str, Any]) -> list[str]:
    shares = [row.get(name) for name in ("p", "r", "f1", "value")]
    counts = [row.get(name) for name in ("gold", "predicted")]
    return [
        *("" if one is None else f"{one:.3f}" for one in shares),
        *("" if one is None else f"{one:.0f}" for one in counts),
    ]
