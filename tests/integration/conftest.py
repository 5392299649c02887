"""What the tests of whole builds share: sources with broken files among them, and what an
undisturbed build makes of them.

200 articles in scripts/check, 2,000 with HYPOTHESIS_PROFILE=thorough.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from kg.pipeline import build
from kg.settings import Settings

from integration.articles import NUMBER, SHIPPED, write_articles
from integration.outputs import content

ROOT = Path(__file__).parents[2]
BROKEN = {
    "empty.md": b"",
    "binary.txt": bytes(range(256)) * 9,
    "latin1.txt": "Ein Übel".encode("latin-1"),
    "lines.jsonl": b'{"id": "x"}\nno json\n',
    "torn.pdf": b"%PDF-1.4\n1 0 obj << /Type /Catalog",
    "torn.warc.gz": b"\x1f\x8b\x08\0\0\0\0\0",
    "feed.xml": b"<rss><channel><item>",
}


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our articles, the shipped ones and files that cannot be read."""
    folder = tmp_path_factory.mktemp("sources")
    write_articles(folder / "made", NUMBER)
    shutil.copytree(ROOT / "sources", folder / "shipped")
    (folder / "broken").mkdir()
    for name, bad in BROKEN.items():
        (folder / "broken" / name).write_bytes(bad)
    return folder


@pytest.fixture(scope="session")
def undisturbed(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process makes of them without any cache."""
    output = tmp_path_factory.mktemp("undisturbed") / "output"
    built = build([sources], Settings(output=str(output), cache="none", jobs=1))
    assert len(built.knowledge.readings) == NUMBER + SHIPPED
    refused = {Path(refusal.path).name for refusal in built.refusals}
    assert refused == set(BROKEN)
    return content(output)


@pytest.fixture(scope="session")
def warm(
    sources: Path, undisturbed: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A cache that holds all readings, for builds that have only to publish."""
    cache = tmp_path_factory.mktemp("warm") / "cache"
    output = tmp_path_factory.mktemp("first") / "output"
    build([sources], Settings(output=str(output), cache=str(cache), jobs=2))
    assert content(output) == undisturbed
    return cache
