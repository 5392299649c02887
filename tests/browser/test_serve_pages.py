"""The pages of `kg serve` in a browser: they work, and ask nobody but the server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="module")
def address(built: Any) -> Iterator[str]:
    """`kg serve` on the shipped articles."""
    command = [sys.executable, "-m", "kg.cli", "serve", str(built.folder), "--port", "0"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.terminate()
    process.wait(20)


@pytest.fixture
def tab(browser: Any, address: str) -> Iterator[Any]:
    """A tab that notes what is asked elsewhere and what scripts or policies complain about."""
    tab = browser.new_page(base_url=address)
    tab.elsewhere, tab.complaints = [], []

    def note(request: Any) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            tab.elsewhere.append(request.url)

    tab.on("request", note)
    tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
    tab.on("console", lambda said: said.type == "error" and tab.complaints.append(said.text))
    yield tab
    assert tab.elsewhere == []
    assert tab.complaints == []
    tab.close()


@pytest.mark.parametrize(
    "path", ["/", "/questions/who-says", "/ontology", "/data/place/syria", "/graph.html"]
)
def test_a_page_has_a_heading_and_no_complaints(path: str, tab: Any) -> None:
    tab.goto(path)
    assert tab.locator("h1").first.inner_text().strip()
    assert tab.locator("html").get_attribute("lang") == "en"


def test_a_question_is_asked_from_its_form(tab: Any) -> None:
    tab.goto("/")
    tab.get_by_role("link", name="Who says that something happened?").click()
    tab.get_by_label("event").first.fill("Liberation")
    tab.get_by_role("button", name="Ask").click()
    assert "event=Liberation" in tab.url
    assert tab.get_by_role("status").inner_text().endswith("rows")
    assert tab.locator("tbody tr").count() >= 3


def test_the_editor_asks_this_endpoint(tab: Any) -> None:
    tab.goto("/questions/who-says?event=Liberation")
    tab.get_by_role("link", name="Open in the editor").click()
    tab.locator(".yasqe_queryButton:visible").click()
    tab.locator(".yasr td:has-text('Liberation')").first.wait_for(timeout=20_000)
    assert 'VALUES ?event { "Liberation" }' in tab.evaluate(
        "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue()"
    )


def test_an_iri_leads_to_others(tab: Any) -> None:
    tab.goto("/data/place/syria")
    tab.get_by_role("link", name="country").first.click()
    assert tab.url.endswith("/ontology#Country")
    tab.goto("/data/article/2017-12-08-syria-liberated#char=12,21")
    assert tab.locator("section:target h3").inner_text() == "liberated"
