"""The page in a real browser: nothing is fetched, nothing hostile runs, and everything can be
reached.
"""

from __future__ import annotations

from typing import Any

import pytest
from sample import SENTENCES, build_hostile, build_large, build_sample, build_two_articles

NORDKRAFT = "organization/nordkraft"
DENIED = "event:2031-11-19-orrin-dam/9"  # Nordkraft denied that it had concealed the report


def panel(page: Any) -> str:
    return str(page.tab.inner_text("#details"))


def test_nothing_is_fetched_and_nothing_complains(open_page: Any) -> None:
    page = open_page(build_sample())
    page.click(NORDKRAFT)
    page.tab.click("#whole")
    page.tab.wait_for_timeout(500)
    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert len(page.asked) == 1
    assert page.complaints == []


def test_a_click_on_an_event_shows_who_says_so_and_the_marked_sentence(open_page: Any) -> None:
    page = open_page(build_sample())
    page.click(DENIED)
    words = panel(page)
    assert "concealing the report" in words
    assert "says it is not so" in words
    assert SENTENCES[8] in words
    assert "Nordkraft" in page.tab.locator("#details .claim p").first.inner_text()
    assert page.tab.locator("#details mark.trigger").first.inner_text() == "concealed"


def test_a_click_on_an_entity_shows_its_sentences_and_leads_on(open_page: Any) -> None:
    page = open_page(build_sample())
    page.click(NORDKRAFT)
    marks = page.tab.locator("#details mark.name").all_inner_texts()
    assert marks
    assert set(marks) == {"Nordkraft"}
    page.tab.click("#details button.name >> text=Nordkraft begins construction")
    assert "March 2031" in panel(page)
    assert "“March 2031” = March 2031" in panel(page)


def test_a_click_on_a_link_shows_the_claim(open_page: Any) -> None:
    page = open_page(build_sample())
    link = page.tab.evaluate(
        "newskg.facts.links.findIndex(l => l.style === 'denied' && l.kind === 'says')"
    )
    page.tab.evaluate(
        "link => newskg.network.body.emitter.emit('click', {nodes: [], edges: [link]})", link
    )
    assert "says: not so" in panel(page)
    assert page.tab.locator("#details blockquote.denied").count() == 1


def test_no_labels_overlap_at_first_sight(open_page: Any) -> None:
    page = open_page(build_sample())
    boxes = page.tab.evaluate(
        "[...newskg.shown().nodes].map(id => [id, newskg.network.getBoundingBox(id)])"
    )
    assert len(boxes) > 60
    for i, (one, a) in enumerate(boxes):
        for other, b in boxes[:i]:
            apart = (
                a["right"] <= b["left"] or b["right"] <= a["left"]
                or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
            )  # fmt: skip
            assert apart, f"{one} covers {other}"


def test_the_first_sight_is_large_enough_to_read(open_page: Any) -> None:
    page = open_page(build_sample())
    assert page.tab.evaluate("newskg.network.getScale()") >= 0.65
    inside = page.tab.evaluate(
        """[...newskg.shown().nodes].every(id => { const b = newskg.network.getBoundingBox(id);
        const at = newskg.network.canvasToDOM({x: b.left, y: b.top}), to =
        newskg.network.canvasToDOM({x: b.right, y: b.bottom}); const box =
        document.getElementById('picture');
        return at.x >= 0 && at.y >= 0 && to.x <= box.clientWidth && to.y <= box.clientHeight; })"""
    )
    assert inside


def test_layers_can_be_switched(open_page: Any) -> None:
    page = open_page(build_sample())
    assert "publisher:Vestby Courier" not in page.shown()
    page.tab.click("#legend button[data-layer=publisher]")
    assert "publisher:Vestby Courier" in page.shown()
    page.tab.click("#legend button[data-layer=person]")
    assert not [node for node in page.shown() if node.startswith("person/")]
    page.tab.click("#legend button[data-layer=event]")
    assert page.shown() == []


def test_search_ignores_case_and_accents_and_finds_aliases(open_page: Any) -> None:
    page = open_page(build_sample())
    page.tab.fill("#search", "TÓFTE")
    assert "Ingrid Tofte" in page.tab.inner_text("#found")
    page.tab.press("#search", "Enter")
    assert page.tab.inner_text("#details h2") == "Ingrid Tofte"


def test_everything_is_reached_by_keyboard(open_page: Any) -> None:
    page = open_page(build_sample())
    page.tab.evaluate("document.getElementById('list').open = true")
    reached = set()
    for _ in range(250):
        page.tab.keyboard.press("Tab")
        reached.add(
            page.tab.evaluate(
                """(e => e.dataset.id || e.dataset.layer || e.id || e.tagName)(
                document.activeElement)"""
            )
        )
        if page.tab.evaluate("document.activeElement === document.body"):
            break
    assert set(page.shown()) <= reached
    assert {
        "search",
        "canvas",
        "closer",
        "person",
        "says",
        "SUMMARY",
        "tab-graph",
        "filters-button",
    } <= reached
    page.tab.focus(f"#list button[data-id='{NORDKRAFT}']")
    page.tab.keyboard.press("Enter")
    assert page.tab.evaluate("document.activeElement.textContent") == "Nordkraft"
    page.tab.keyboard.press("Escape")
    assert page.tab.evaluate("newskg.state.picked") is None
    assert "Who speaks".upper() in panel(page).upper()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_script_of_a_hostile_article_runs(open_page: Any, scheme: str) -> None:
    page = open_page(
        build_hostile(), title='</title><script>window.hacked=4</script>"', color_scheme=scheme
    )
    for node in page.tab.evaluate("newskg.facts.nodes.map(n => n.id)"):
        page.tab.evaluate("id => newskg.pick({node: id})", node)
    for view in ("timeline", "map", "text", "questions", "graph"):
        page.tab.click(f"#tab-{view}")
    page.tab.click("#filters-button")
    page.tab.click("#legend button[data-layer=publisher]")
    page.click("event:hostile/1")
    page.tab.mouse.move(400, 400)
    page.tab.fill("#search", "script")
    page.tab.wait_for_timeout(300)
    assert page.tab.evaluate("window.hacked") is None
    assert page.tab.locator("img").count() == 0
    assert page.tab.locator("a[href^='javascript']").count() == 0
    assert page.tab.locator("script").count() == 8
    assert "<script>window.hacked=1</script>" in panel(page)
    assert page.tab.locator("#details mark.trigger").first.inner_text() == "attacked"
    assert page.complaints == []
    assert len(page.asked) == 1


def test_an_inline_script_that_is_none_of_ours_would_be_refused(open_page: Any) -> None:
    page = open_page(build_sample())
    page.tab.evaluate(
        """() => { const made = document.createElement('script');
        made.textContent = 'window.hacked=5'; document.body.append(made); }"""
    )
    assert page.tab.evaluate("window.hacked") is None
    assert any("Content Security Policy" in words for words in page.complaints)


def test_a_large_graph_shows_the_most_salient_first(open_page: Any) -> None:
    page = open_page(build_large(400))
    assert 100 < len(page.shown()) <= 120
    assert "most salient of 801" in page.tab.inner_text("#note")
    page.tab.click("#everything")
    assert len(page.shown()) == 801


def test_neighbours_are_opened_by_a_click(open_page: Any) -> None:
    page = open_page(build_large(400))
    before = set(page.shown())
    page.tab.evaluate("newskg.pick({node: 'city/harvik'})")
    page.tab.click(".open-neighbours")
    opened = set(page.shown()) - before
    assert "event:large/400" in opened
    assert len(page.shown()) <= 1000
    page.tab.click("#details .close")
    assert page.tab.locator("#details h2").inner_text() == "Overview"


def test_never_more_than_a_thousand_nodes_are_drawn(open_page: Any) -> None:
    page = open_page(build_large(700))
    assert page.text("#everything") == "Show 1,000"
    page.tab.click("#everything")
    assert 900 < len(page.shown()) <= 1000
    assert "most salient of 1,401 nodes" in page.text("#note")
    page.tab.evaluate("newskg.pick({node: 'city/harvik'})")
    page.tab.click(".open-neighbours")
    assert len(page.shown()) <= 1000


def test_three_hundred_nodes_are_painted_within_a_second(open_page: Any) -> None:
    page = open_page(build_large(150), address="all=1")
    assert len(page.shown()) == 301
    painted = page.tab.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    )
    assert painted < 1000


def test_one_article_of_several_can_be_shown_by_itself(open_page: Any) -> None:
    page = open_page(build_two_articles())
    assert len(page.shown()) <= 120
    page.tab.click(".only >> nth=0")
    assert len([node for node in page.shown() if node.startswith("event:")]) == 31
    assert not [node for node in page.shown() if "large" in node or "person0" in node]
    page.tab.click("text=show all articles")
    assert [node for node in page.shown() if "event:large" in node]
