"""What axe-core finds in every view, light and dark, on a wide and on a narrow screen: nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_views import MARCH, build_mapped

VIEWS = ("graph", "timeline", "map", "text", "questions")


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core, which only the tests put into a page."""
    package = pytest.importorskip("axe_playwright_python", reason="install newskg[dev]")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Any, axe: str, scheme: str, width: int) -> None:
    page = open_page(
        build_mapped(), asked=True, color_scheme=scheme, bypass_csp=True,
        viewport={"width": width, "height": 900},
    )  # fmt: skip
    page.tab.evaluate(axe)
    page.tab.click("#filters-button")
    for picked in (None, {"node": MARCH}):
        for view in VIEWS:
            page.tab.evaluate("([view]) => newskg.showView(view)", [view])
            page.tab.evaluate("what => newskg.pick(what, {focus: false})", picked)
            page.tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            page.tab.wait_for_timeout(250)  # until colours have changed
            found = page.tab.evaluate(
                """axe.run(document, {resultTypes: ['violations']}).then(all =>
                all.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 120)}`))"""
            )
            assert found == [], f"{view}, {picked}"
            assert page.tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_motion_is_reduced_where_it_is_asked_for(open_page: Any) -> None:
    page = open_page(build_mapped(), reduced_motion="reduce")
    assert page.tab.evaluate(
        "getComputedStyle(document.querySelector('button')).transitionDuration"
    ) in ("0s", "")
