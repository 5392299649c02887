"""Timeline, map, text and questions, and the links between all views: one choice, marked in each
of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from kg.model import Knowledge
from kg.model.entity import Links
from sample import SENTENCES, build_sample

EVENT = "event:2031-11-19-orrin-dam/"
MARCH = f"{EVENT}10"  # Thousands marched through Harvik on Monday
SPOTS = {
    "Harvik": (63.4, 10.4, "city", "NO"),
    "Vestby": (59.6, 10.7, "city", "NO"),
    "valley": (62.0, 9.0, "region", "NO"),
    "Lake Orrin": (62.5, 9.5, "country", "NO"),
}


def build_mapped() -> Knowledge:
    """The sample, four of whose places have coordinates."""
    sample = build_sample()
    reading = sample.readings[0]
    entities = []
    for entity in reading.entities:
        if entity.name in SPOTS:
            lat, lon, precision, country = SPOTS[entity.name]
            links = Links(latitude=lat, longitude=lon, precision=precision, country=country)  # type: ignore[arg-type]
            entity = replace(entity, links=links)
        entities.append(entity)
    return replace(sample, readings=(replace(reading, entities=tuple(entities)),))


def show(page: Any, view: str) -> None:
    page.tab.click(f"#tab-{view}")


def test_the_timeline_goes_by_the_time_of_events(open_page: Any) -> None:
    page = open_page(build_sample())
    show(page, "timeline")
    when = page.tab.locator("#moments .moment:not(.key) .when").all_inner_texts()
    assert when == [
        "January 2031", "March 2031", "10 to 16 November 2031", "17 November 2031",
        "18 November 2031", "June 2032",
    ]  # fmt: skip
    kinds = page.tab.locator("#moments ol .moment").evaluate_all("all => all.map(m => m.className)")
    assert kinds == [f"moment {kind}" for kind in ("span", "span", "span", "day", "day", "span")]
    assert page.tab.locator("#axis .bar").count() == 6
    assert page.tab.locator("#axis .bar.span").count() == 4


def test_events_without_a_date_are_listed(open_page: Any) -> None:
    page = open_page(build_sample())
    show(page, "timeline")
    assert page.text(".undated summary") == "Without a date (25)"
    page.tab.click(".undated summary")
    assert page.tab.locator(".undated .card").count() == 12
    page.tab.click(".undated .cards button")
    assert page.tab.locator(".undated .card").count() == 25


def test_the_timeline_zooms_and_a_bar_is_picked(open_page: Any) -> None:
    page = open_page(build_sample())
    show(page, "timeline")
    bar = page.tab.locator(f"#axis .bar[data-event='{MARCH}']")
    page.tab.click("#axis button[aria-label='Zoom in']")
    page.tab.click("#axis button[aria-label='Show the whole time']")
    bar.click(force=True)
    assert page.text("#details h2") == "thousands march through Harvik"
    assert page.tab.locator(".card.self").count() == 1


def test_the_map_shows_places_by_how_well_they_are_known(open_page: Any) -> None:
    page = open_page(build_mapped())
    show(page, "map")
    spots = page.tab.locator("#world .spot")
    classes = spots.evaluate_all("all => all.map(s => [s.dataset.place, s.classList[1]])")
    assert dict(classes) == {
        "place/harvik": "city", "place/vestby": "city", "place/valley": "region",
        "place/lake-orrin": "country",
    }  # fmt: skip
    label = page.tab.get_attribute("[data-place='place/harvik'] [role=button]", "aria-label")
    assert label == "Harvik, Place, known to the town: 2 events, 2 of them there"
    assert "Places without coordinates (5)" in page.text("#map-key")
    assert page.tab.locator("#world .land").count() > 200


def test_a_place_is_picked_by_mouse_and_by_key(open_page: Any) -> None:
    page = open_page(build_mapped())
    show(page, "map")
    page.tab.click("[data-place='place/harvik'] .point")
    assert page.text("#details h2") == "Harvik"
    assert "known" not in page.text("#details")
    page.tab.focus("[data-place='place/vestby'] [role=button]")
    page.tab.keyboard.press("Enter")
    assert page.text("#details h2") == "Vestby"
    page.tab.evaluate("newskg.pick({node: 'place/lake-orrin'})")
    assert page.tab.get_attribute(".land.on", "data-country") == "NO"


def test_the_map_zooms_and_moves(open_page: Any) -> None:
    page = open_page(build_mapped())
    show(page, "map")

    def place() -> tuple[float, float]:
        box = page.tab.locator("[data-place='place/harvik'] .point").bounding_box()
        return box["x"], box["y"]

    begin = place()
    page.tab.click("#map-closer")
    near = place()
    assert near != begin
    page.tab.focus("#globe")
    page.tab.keyboard.press("ArrowRight")
    assert place()[0] == pytest.approx(near[0] - 60, abs=1)
    page.tab.mouse.move(300, 400)
    page.tab.mouse.down()
    page.tab.mouse.move(340, 430)
    page.tab.mouse.up()
    assert place() == pytest.approx((near[0] - 20, near[1] + 30), abs=1)
    page.tab.click("#map-whole")
    assert place() == pytest.approx(begin, abs=1)


def test_the_text_marks_names_events_and_claims(open_page: Any) -> None:
    page = open_page(build_sample())
    show(page, "text")
    assert " ".join(SENTENCES)[:60] in page.text("#article")
    assert "name-organization" in page.tab.get_attribute(
        "#article .m:text-is('Nordkraft')", "class"
    )
    page.tab.click("#article .m.trigger:text-is('marched')")
    assert page.text("#details h2") == "thousands march through Harvik"
    assert page.tab.locator("#article .m.on").all_inner_texts() == ["marched"]
    assert page.tab.locator("#article .sentence.on").all_inner_texts() == [SENTENCES[9]]
    claims = page.tab.locator("#article .claim-mark[data-said]").all_inner_texts()
    assert "Lake Alliance says" in claims
    assert "Nordkraft says: not so" in claims
    page.tab.click("#article .claim-mark.denied >> text=Nordkraft")
    assert page.text("#details h2") == "concealing the report"


def test_all_words_of_an_article_are_there_once(open_page: Any) -> None:
    page = open_page(build_sample())
    show(page, "text")
    words = page.tab.locator("#article .segment.paragraph").evaluate(
        """made => { const copy = made.cloneNode(true);
        copy.querySelectorAll('.claim-mark').forEach(m => m.remove()); return copy.textContent; }"""
    )
    assert words == " ".join(SENTENCES)


def test_one_choice_is_marked_in_every_view(open_page: Any) -> None:
    page = open_page(build_mapped())
    page.click(MARCH)
    assert page.tab.evaluate("newskg.network.getSelectedNodes()") == [MARCH]
    show(page, "timeline")
    assert page.tab.get_attribute(".card.self", "data-event") == MARCH
    assert page.tab.get_attribute("#axis .bar.on", "data-event") == MARCH
    show(page, "map")
    assert page.tab.get_attribute(".spot.on", "data-place") == "place/harvik"
    show(page, "text")
    assert page.tab.locator("#article .m.on").all_inner_texts() == ["marched"]
    page.tab.click("#article .m:text-is('Nordkraft') >> nth=0")
    show(page, "timeline")
    on = page.tab.locator("#moments .card.on").evaluate_all("all => all.map(c => c.dataset.event)")
    assert f"{EVENT}4" in on
    show(page, "graph")
    assert page.tab.evaluate("newskg.network.getSelectedNodes()") == ["organization/nordkraft"]


def test_a_sentence_leads_to_the_text(open_page: Any) -> None:
    page = open_page(build_sample())
    page.click(MARCH)
    page.tab.click("#details .in-text >> nth=0")
    assert page.tab.get_attribute("#tab-text", "aria-selected") == "true"
    assert SENTENCES[9] in page.tab.locator("#article .sentence.on").all_inner_texts()


def test_questions_have_their_answers(open_page: Any) -> None:
    page = open_page(build_sample(), asked=True)
    show(page, "questions")
    assert page.tab.locator("#questions button").count() >= 30
    page.tab.click("#questions button:has-text('What is denied')")
    assert page.text("#answer h2") == "What is denied or said not to be so?"
    assert page.tab.locator("#answer table tbody").count() == 3
    assert "says it is not so" in page.text("#answer table")
    page.tab.click("#answer table button.name:text-is('concealing the report')")
    assert page.text("#details h2") == "concealing the report"
    assert "SELECT" in page.tab.locator(".asked pre").text_content()


def test_a_sentence_of_an_answer_leads_to_the_text(open_page: Any) -> None:
    page = open_page(build_sample(), asked=True, address="view=questions&question=who-says")
    rows = page.tab.locator("#answer table tbody").count()
    page.tab.fill("#narrow", "concealed")
    assert 0 < page.tab.locator("#answer table tbody").count() < rows
    page.tab.click("#answer .sentence-cell >> nth=0")
    assert page.tab.get_attribute("#tab-text", "aria-selected") == "true"
    assert "concealed" in page.tab.locator("#article .sentence.on").first.inner_text()


def test_a_page_without_graph_says_so(open_page: Any) -> None:
    page = open_page(build_sample(), address="view=questions")
    assert "without saved questions" in page.text("#answer")


def test_tabs_answer_to_arrow_keys(open_page: Any) -> None:
    page = open_page(build_sample())
    page.tab.focus("#tab-graph")
    page.tab.keyboard.press("ArrowRight")
    assert page.tab.evaluate("document.activeElement.id") == "tab-timeline"
    page.tab.keyboard.press("End")
    assert page.tab.evaluate("newskg.state.view") == "questions"
    page.tab.keyboard.press("ArrowRight")
    assert page.tab.evaluate("newskg.state.view") == "graph"


def test_the_scheme_can_be_chosen(open_page: Any) -> None:
    page = open_page(build_sample(), color_scheme="light")
    papers = set()
    for _ in range(3):
        papers.add(page.tab.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.tab.click("#scheme")
    assert len(papers) == 2
    assert "dark" not in page.tab.evaluate("location.hash")


def test_what_is_printed_is_the_view_and_its_evidence(open_page: Any) -> None:
    page = open_page(build_sample(), address=f"view=text&pick={MARCH}")
    page.tab.emulate_media(media="print")
    assert page.tab.is_visible("#article")
    assert page.tab.is_visible("#details blockquote")
    for hidden in ("#bar", "#search", "#list"):
        assert not page.tab.is_visible(hidden)
