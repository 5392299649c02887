"""The gate: no figure may fall below its floor (tests/gold/floors.toml), and floors only rise.

Floors belong to the articles and annotations of one fingerprint; whoever changes those runs
scripts/raise_floors, which writes it anew and raises what can be raised.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from kg.model import Reading

from gold.agreement import Figures
from gold.annotation import FOLDER, Annotation, GoldError, annotation_paths, read_annotation
from gold.score import f1_of

FLOORS = FOLDER / "floors.toml"
SOURCES = FOLDER.parents[1] / "sources"
TOLERANCE = 0.005
HEAD = """\
# The F1 that each figure must keep (tests/gold/score.py says what they are); they may only rise.
# Written by scripts/raise_floors, never by hand.
"""


def fingerprint(paths: Iterable[Path]) -> str:
    """sha256 over the names and bytes of the articles and annotations."""
    digest = sha256()
    for path in sorted(paths, key=lambda path: (path.parent.name, path.name)):
        body = path.read_bytes()
        digest.update(f"{path.parent.name}/{path.name} {len(body)}\n".encode() + body)
    return digest.hexdigest()


def gold_files() -> list[Path]:
    return [*(path for path in SOURCES.iterdir() if path.is_file()), *annotation_paths()]


def annotated(readings: Iterable[Reading]) -> list[tuple[Annotation, Reading]]:
    """Each annotation with the reading of its article; raises GoldError if one has no partner."""
    by_id = {reading.article.id: reading for reading in readings}
    paths = {path.stem: path for path in annotation_paths()}
    if set(by_id) != set(paths):
        raise GoldError(
            f"sources/ and tests/gold/*.toml do not fit: {sorted(set(by_id) ^ set(paths))} "
            "stand in one of them only; annotate each article of sources/"
        )
    return [
        (read_annotation(path.read_text(encoding="utf-8"), by_id[name].article.text), by_id[name])
        for name, path in paths.items()
    ]


def read_floors(path: Path = FLOORS) -> tuple[str, dict[str, float]]:
    """The fingerprint that the floors belong to, and the floors."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return table["fingerprint"], table["floors"]


def floors_text(stamp: str, floors: Mapping[str, float], reason: str = "") -> str:
    """floors.toml; a reason for lower floors stands at its top."""
    why = f"# Lowered: {' '.join(reason.split())}\n" if reason else ""
    rows = [f'"{name}" = {floor:.3f}\n' for name, floor in sorted(floors.items())]
    return f'{HEAD}{why}fingerprint = "{stamp}"\n\n[floors]\n{"".join(rows)}'


def fallen(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """What is lower than its floor, or has none, in words."""
    lost = [f"{name}: has a floor, but no figure" for name in floors if name not in figures]
    for name, figure in figures.items():
        if name not in floors:
            lost.append(f"{name}: has no floor; run scripts/raise_floors")
        elif figure < floors[name] - TOLERANCE:
            lost.append(f"{name}: {figure:.3f}, and was {floors[name]:.3f}")
    return sorted(lost)


def raised(figures: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """The higher of figure and floor, cut to three digits."""
    cut = {name: int(figure * 1000) / 1000 for name, figure in figures.items()}
    return {name: max(figure, floors.get(name, 0.0)) for name, figure in cut.items()}


def figures_table(figures: Figures) -> str:
    """The figures as Markdown, one a line."""
    lines = ["| figure | P | R | F1 | gold |", "| --- | --- | --- | --- | --- |"]
    for name, ratio in figures.items():
        lines.append(
            f"| {name} | {ratio.precision:.3f} | {ratio.recall:.3f} | {ratio.f1:.3f} "
            f"| {ratio.gold:.0f} |"
        )
    lines.append(f"| coreference CoNLL | | | {f1_of(figures)['coreference CoNLL']:.3f} | |")
    return "\n".join(lines)
