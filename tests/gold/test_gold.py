"""The gate: newskg reads the shipped articles no worse than before.

`pytest tests/gold -s` shows the figures.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from kg.model import Reading

from gold.agreement import Figures
from gold.gate import annotated, fallen, figures_table, fingerprint, gold_files, raised, read_floors
from gold.score import f1_of, score

ADVICE = """
Floors may only rise. To see what is lost:
    git diff kg/                               # which rule or lexicon changed
    kg explain sources/ARTICLE:LINE            # words, parse, rules, claims and triples of a block
    scripts/raise_floors --differences         # every miss and every wrong thing, by article
If a floor has to fall for good reasons, say them: scripts/raise_floors --lower "REASON".
"""


@pytest.fixture(scope="module")
def figures(readings: Mapping[str, Reading]) -> Figures:
    found = score(annotated(readings.values()))
    print("\n" + figures_table(found))  # noqa: T201
    return found


def test_no_figure_is_below_its_floor(figures: Figures) -> None:
    _, floors = read_floors()
    lost = fallen(f1_of(figures), floors)
    if lost:
        lines = ["newskg reads worse than before:", *lost, "", figures_table(figures), ADVICE]
        pytest.fail("\n".join(lines), pytrace=False)


def test_floors_belong_to_these_articles_and_annotations() -> None:
    stamp, _ = read_floors()
    assert stamp == fingerprint(gold_files()), (
        "sources/ or tests/gold/*.toml changed, so the floors are of another text; "
        "run scripts/raise_floors and read the difference of tests/gold/floors.toml"
    )


def test_fallen_names_what_is_lower_than_its_floor_beyond_the_tolerance() -> None:
    floors = {"times value": 0.8, "triggers": 0.9, "gone": 0.5}
    found = {"times value": 0.79, "triggers": 0.8951, "new": 0.1}
    assert fallen(found, floors) == [
        "gone: has a floor, but no figure",
        "new: has no floor; run scripts/raise_floors",
        "times value: 0.790, and was 0.800",
    ]


def test_floors_only_rise() -> None:
    assert raised({"a": 0.12349, "b": 0.5}, {"a": 0.2, "b": 0.4}) == {"a": 0.2, "b": 0.5}
