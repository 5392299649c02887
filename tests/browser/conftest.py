"""Pages in headless Chromium, with everything noted that they ask for and complain about."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from kg.model import Knowledge
from kg.publish.files import write_graphs
from kg.publish.page import write_page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Opened:
    """A page that is open: the tab, what it asked the network for, and what it complained about."""

    tab: Any
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def click(self, node: str) -> None:
        """Clicks on a node's shape with the mouse."""
        x, y = self.tab.evaluate(
            """id => { const at = newskg.network.canvasToDOM(newskg.network.getPositions([id])[id]);
            const box = document.getElementById('picture').getBoundingClientRect();
            return [at.x + box.x, at.y + box.y]; }""",
            node,
        )
        self.tab.mouse.click(x, y)

    def text(self, place: str) -> str:
        """The words that are seen at a selector."""
        return str(self.tab.inner_text(place))

    def shown(self) -> list[str]:
        """The ids of the nodes that are drawn."""
        return sorted(self.tab.evaluate("[...newskg.shown().nodes]"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium; the tests are skipped where it or playwright is missing."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine; apt-get install chromium")
    api = pytest.importorskip("playwright.sync_api", reason="no playwright; install newskg[dev]")
    with api.sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Writes the page of a Knowledge and opens it; with `asked` its questions have answers."""
    contexts = []

    def opened(
        knowledge: Knowledge, title: str = "News", address: str = "", **options: Any
    ) -> Opened:
        path = tmp_path / "graph.html"
        if options.pop("asked", False):
            write_graphs(knowledge, tmp_path, validate=False)
        write_page(knowledge, path, title=title)
        options.setdefault("viewport", {"width": 1440, "height": 900})
        context = browser.new_context(**options)
        contexts.append(context)
        page = Opened(context.new_page())
        page.tab.on("request", lambda request: page.asked.append(request.url))
        page.tab.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.tab.on(
            "console",
            lambda said: (
                page.complaints.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        page.tab.goto(path.as_uri() + (f"#{address}" if address else ""))
        page.tab.wait_for_function("window.newskg")
        page.tab.wait_for_timeout(200)
        return page

    yield opened
    for context in contexts:
        context.close()
