"""Every filter of the page: its counts, what it leaves in all views, its chip and its address."""

from __future__ import annotations

from typing import Any

import pytest
from sample import build_sample, build_two_articles

EVENT = "event:2031-11-19-orrin-dam/"


def matching(page: Any) -> list[str]:
    return sorted(page.tab.evaluate("[...newskg.matching().events]"))


def count(page: Any, facet: str, words: str) -> int:
    row = page.tab.locator(f"#facet-{facet} .choice", has_text=words).first
    return int(row.locator(".number").inner_text())


def choose(page: Any, facet: str, words: str) -> None:
    more = page.tab.locator(f"#facet-{facet} .more[aria-expanded=false]")
    if more.count():
        more.click()
    page.tab.locator(f"#facet-{facet} .choice", has_text=words).first.locator("input").check()


@pytest.fixture
def page(open_page: Any) -> Any:
    opened = open_page(build_sample())
    opened.tab.click("#filters-button")
    return opened


@pytest.mark.parametrize(
    ("facet", "words", "events"),
    [
        ("source", "Lake Alliance", 2),
        ("source", "Vestby Courier (publisher)", 20),
        ("polarity", "it is not so", 3),
        ("certainty", "probable", 1),
        ("certainty", "possible", 2),
        ("type", "Resignation", 2),
        ("entity", "Nordkraft", 5),
    ],
)
def test_a_choice_leaves_as_many_events_as_its_count_says(
    page: Any, facet: str, words: str, events: int
) -> None:
    more = page.tab.locator(f"#facet-{facet} .more")
    if more.count():
        more.click()
    assert count(page, facet, words) == events
    choose(page, facet, words)
    assert len(matching(page)) == events
    assert f"{events} of 31 events" in page.text("#counts")
    drawn = [node for node in page.shown() if node.startswith("event:")]
    assert set(drawn) <= set(matching(page))
    page.tab.click(".filter-chip")
    assert len(matching(page)) == 31
    assert page.tab.locator(".filter-chip").count() == 0


def test_choices_of_one_kind_add_up_and_kinds_narrow(page: Any) -> None:
    choose(page, "source", "Lake Alliance")
    choose(page, "source", "Karl Brandt")
    assert len(matching(page)) == 3
    choose(page, "entity", "Nordkraft")
    assert matching(page) == [f"{EVENT}8"]
    assert count(page, "source", "Lake Alliance") == 1
    assert count(page, "source", "Karl Brandt") == 0
    page.tab.click("#active .clear")
    assert len(matching(page)) == 31


def test_only_what_nobody_denies(page: Any) -> None:
    assert page.text("#settled-count") == "28"
    page.tab.check("#settled")
    assert len(matching(page)) == 28
    assert f"{EVENT}9" not in matching(page)


def test_only_what_one_source_alone_claims(page: Any) -> None:
    assert page.tab.is_disabled("#alone")
    page.tab.evaluate("newskg.pick({node: 'organization/lake-alliance'})")
    page.tab.click("text=Only what nobody else claims")
    assert matching(page) == [f"{EVENT}12", f"{EVENT}8"]
    assert page.tab.is_checked("#alone")
    assert "nobody else claims it" in page.text("#active")


def test_time_and_events_without_a_date(page: Any) -> None:
    assert page.text("#undated-count") == "25"
    page.tab.uncheck("#undated")
    assert len(matching(page)) == 6
    page.tab.fill("#to", "1")
    assert matching(page) == [f"{EVENT}29"]
    assert "1 of 31 events" in page.text("#counts")
    assert "January 2031" in page.text("#active")
    page.tab.click("#reset")
    assert len(matching(page)) == 31


def test_the_article(open_page: Any) -> None:
    page = open_page(build_two_articles())
    page.tab.click("#filters-button")
    assert count(page, "article", "Large") == 60
    choose(page, "article", "Large")
    assert len(matching(page)) == 60
    assert all("orrin" not in node for node in page.shown())


def test_a_filter_holds_in_every_view(page: Any) -> None:
    choose(page, "type", "Demonstration")
    page.tab.click("#tab-timeline")
    assert page.tab.locator("#moments .moment .card").count() == 1
    page.tab.click("#tab-map")
    assert page.tab.locator("#world .spot").count() == 0
    assert "No event that passes" in page.text("#nowhere")
    page.tab.click("#tab-text")
    marked = page.tab.locator("#article .m.trigger[data-id]:not(.out)")
    assert marked.all_inner_texts() == ["marched"]
    page.tab.click("#tab-graph")
    assert [node for node in page.shown() if node.startswith("event:")] == [f"{EVENT}10"]


def test_nothing_left_is_said(page: Any) -> None:
    choose(page, "type", "Demonstration")
    choose(page, "source", "Karl Brandt")
    assert page.shown() == []
    assert page.text("#nothing") == "No event passes these filters."
    page.tab.click("#tab-timeline")
    assert "No dated event passes" in page.text("#moments")


def test_the_address_keeps_view_choice_and_filters(open_page: Any) -> None:
    address = (
        "view=timeline&pick=event%3A2031-11-19-orrin-dam%2F10&settled=1&undated=0"
        "&from=2031-11-10&scheme=dark"
    )
    page = open_page(build_sample(), address=address)
    assert page.tab.get_attribute("#tab-timeline", "aria-selected") == "true"
    assert page.text("#details h2") == "thousands march through Harvik"
    assert len(matching(page)) == 4
    assert page.tab.evaluate("document.documentElement.dataset.scheme") == "dark"
    assert page.tab.evaluate("location.hash").removeprefix("#") == address
    page.tab.evaluate("location.hash = 'type=Visit&view=nonsense&pick=nobody&link=9999&from=x'")
    page.tab.wait_for_timeout(100)
    assert matching(page) == [f"{EVENT}25"]
    assert page.tab.evaluate("newskg.state.picked") is None
    assert page.tab.get_attribute("#tab-graph", "aria-selected") == "true"
