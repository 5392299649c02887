"""What the tests share: the shipped sources, read and built once."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest
from kg.model import Knowledge, Reading
from kg.pipeline import build
from kg.settings import Settings

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Output:
    """What `kg build` makes of the shipped sources: the folder and what it holds."""

    folder: Path
    knowledge: Knowledge


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """`kg build` of sources/ with the live model, as the root of the project would run it."""
    folder = tmp_path_factory.mktemp("built") / "output"
    with chdir(ROOT):
        made = build(["sources"], Settings(output=str(folder)))
    assert made.refusals == ()
    return Output(made.folder, made.knowledge)


@pytest.fixture(scope="session")
def readings(built: Output) -> Mapping[str, Reading]:
    """The readings of the shipped articles by id."""
    return {reading.article.id: reading for reading in built.knowledge.readings}
