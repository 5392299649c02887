"""The page without a browser: bytes, escaping, view and layout."""

from __future__ import annotations

import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from kg.model import Knowledge
from kg.publish.layout import Box, find_places
from kg.publish.page import page_html, write_page
from kg.publish.page_facts import find_page_share
from kg.publish.view import shortened
from kg.publish.view_nodes import build_view

sys.path.insert(0, str(Path(__file__).parent.parent / "browser"))
from sample import build_hostile, build_large, build_sample


class Blocks(HTMLParser):
    """The contents of all scripts and styles, and the policy."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {"script": [], "style": []}
        self.open: str | None = None
        self.policy = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        self.open = tag if tag in self.found and given.get("type") != "application/json" else None
        if self.open:
            self.found[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self.open = None

    def handle_data(self, words: str) -> None:
        if self.open:
            self.found[self.open][-1] += words


def test_the_same_knowledge_gives_the_same_bytes(tmp_path: Path) -> None:
    write_page(build_sample(), tmp_path / "a.html", title="News")
    write_page(build_sample(), tmp_path / "b.html", title="News")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_the_policy_names_every_script_and_style_by_hash() -> None:
    blocks = Blocks(page_html(build_sample(), title="News"))
    assert [len(blocks.found[kind]) for kind in ("script", "style")] == [2, 1]
    assert "unsafe" not in blocks.policy
    for text in blocks.found["script"] + blocks.found["style"]:
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in blocks.policy


def test_hostile_words_stay_escaped() -> None:
    page = page_html(build_hostile(), title="</title><script>")
    assert "<img" not in page.split("<noscript>")[1].split("<script>")[0]
    assert "window.hacked=1</script>" not in page
    assert "<title>&lt;/title&gt;&lt;script&gt;</title>" in page


def test_no_articles_make_an_empty_page() -> None:
    assert "<h1>News</h1>" in page_html(Knowledge((), ()), title="News")


def test_lone_surrogates_do_not_break_the_page(tmp_path: Path) -> None:
    write_page(Knowledge((), ()), tmp_path / "a.html", title="News \ud800")
    assert "News ?" in (tmp_path / "a.html").read_text("utf-8")


def test_marks_point_at_their_words() -> None:
    view = build_view(build_sample())
    node = next(node for node in view.nodes if node.name == "Jonas Vedel")
    words = [view.sentences[q.sentence][1][b:e] for q in node.quotes for b, e, _ in q.marks]
    assert words == ["Jonas Vedel", "Vedel"]


def test_claims_of_several_sources_stay_apart() -> None:
    view = build_view(build_sample())
    says = {(link.begin, link.end, link.style) for link in view.links if link.kind == "says"}
    event = "event:2031-11-19-orrin-dam/"
    assert ("organization/lake-alliance", f"{event}8", "certain") in says
    assert ("organization/nordkraft", f"{event}9", "denied") in says
    assert ("person/maja-lind", f"{event}20", "probable") in says


def test_agents_point_at_events_and_events_at_patients() -> None:
    view = build_view(build_sample())
    roles = {(link.begin, link.end): link.label for link in view.links if link.kind == "role"}
    event = "event:2031-11-19-orrin-dam/4"
    assert roles["organization/nordkraft", event] == "agent"
    assert roles[event, "place/orrin-dam"] == "patient"


def test_layout_is_the_same_each_time_and_free_of_overlaps() -> None:
    boxes = [Box(30 + 7 * (i % 5), 9, 30) for i in range(60)]
    links = [(i, (i * 7 + 3) % 25) for i in range(25, 60)] + [(i, i + 1) for i in range(10)]
    places = find_places(boxes, links)
    assert places == find_places(boxes, links)
    for i, (box, (x, y)) in enumerate(zip(boxes, places, strict=True)):
        for other, (a, b) in zip(boxes[:i], places[:i], strict=True):
            assert abs(x - a) >= box.half + other.half or abs(y - b) >= 39


@pytest.mark.parametrize(
    ("boxes", "links"), [([], []), ([Box(5, 5, 5)], []), ([Box(5, 5, 5)] * 3, [(0, 0), (0, 1)])]
)
def test_small_layouts(boxes: list[Box], links: list[tuple[int, int]]) -> None:
    assert len(set(find_places(boxes, links))) == len(boxes)


def test_shortened_cuts_at_a_word() -> None:
    assert shortened("the  liberation\nof Syria", 40) == "the liberation of Syria"
    assert shortened("the liberation of the whole country", 20) == "the liberation of…"


def test_a_page_holds_the_articles_that_tell_the_most() -> None:
    one, other = build_sample(), build_large(60)
    both = Knowledge(
        (other.readings[0], one.readings[0]),
        (*one.nodes, *other.nodes),
        {**one.node_of, **other.node_of},
    )
    assert find_page_share(both) is both
    share = find_page_share(both, held=1000)
    assert [reading.article.id for reading in share.readings] == ["large"]
    assert {article for node in share.nodes for article, _ in node.members} == {"large"}
    assert {article for article, _ in share.node_of} == {"large"}


def test_a_text_holds_every_mention_and_trigger() -> None:
    sample = build_sample()
    (text,) = build_view(sample).texts
    reading = sample.readings[0]
    triggers = {(p.begin, p.end) for event in reading.events for p in event.triggers}
    assert {(begin, end) for begin, end, kind, _ in text.marks if kind == "trigger"} == triggers
    names = [text.text[b:e] for b, e, kind, node in text.marks if node == "person/jonas-vedel"]
    assert names == ["Jonas Vedel", "Vedel"]
