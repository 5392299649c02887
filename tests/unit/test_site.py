"""The documents as a site: every link holds, nothing comes from the network."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOREIGN = re.compile(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"'](?:https?:)?//[^\"']+")


def test_the_site_is_whole_and_needs_no_network(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "site"), str(tmp_path / "site")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 15
    for page in pages:
        words = page.read_text(encoding="utf-8")
        assert FOREIGN.findall(words) == [], page.name


def test_every_document_has_a_place_in_the_site() -> None:
    nav = (ROOT / "docs" / "mkdocs.yml").read_text(encoding="utf-8")
    missing = [p.name for p in (ROOT / "docs").glob("*.md") if f"docs/{p.name}\n" not in nav]
    assert missing == [], "add them to docs/mkdocs.yml"
