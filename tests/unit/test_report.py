"""The quality card: what it counts, how it is written, and that nothing in it can do harm."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from kg.model import DateReading, Knowledge, Node, Reading
from kg.publish.report import Report, build_report
from kg.publish.report_json import report_from_json, report_to_json
from kg.publish.report_page import escape, report_to_markdown
from kg.readers import Refusal
from samples import build_strike, build_visit


def build_whole(*readings: Reading) -> Knowledge:
    """Knowledge in which every entity is a node of its own, named after its article and number."""
    nodes, node_of = [], {}
    for reading in readings:
        for number, entity in enumerate(reading.entities):
            key = f"x/{reading.article.id}-{number:03}"
            node_of[reading.article.id, number] = key
            members = ((reading.article.id, number),)
            nodes.append(Node(key, entity.type, entity.name, entity.named, members, "test"))
    return Knowledge(readings, tuple(sorted(nodes, key=lambda node: node.key)), node_of)


def build_sample() -> Report:
    readings = sorted((build_strike(), build_visit()), key=lambda reading: reading.article.id)
    refusals = [Refusal("b.md", "empty file; leave it out"), Refusal("a.md", "no text | at all")]
    return build_report(build_whole(*readings), refusals, quads=7, conforms=True)


def test_counts_add_up() -> None:
    readings = (build_strike(), build_visit())
    report = build_sample()
    assert sum(number for _, number in report.events) == sum(len(r.events) for r in readings)
    assert sum(number for _, number in report.claims) == sum(len(r.claims) for r in readings)
    assert sum(number for _, number in report.certainties) == sum(len(r.claims) for r in readings)
    assert sum(number for _, number, _ in report.entities) == sum(len(r.entities) for r in readings)
    assert all(0 <= linked <= number for _, number, linked in report.entities)
    assert sum(linked for _, _, linked in report.entities) == sum(
        bool(e.links and (e.links.wikidata or e.links.geonames))
        for r in readings
        for e in r.entities
    )
    assert all(0 < row.covered <= row.sentences for row in report.articles)
    assert [row.words for row in report.articles] == [
        len(r.article.text.split()) for r in sorted(readings, key=lambda r: r.article.id)
    ]


def test_rows_are_ranked_and_refusals_sorted() -> None:
    report = build_sample()
    for counts in (report.events, report.claims, report.certainties):
        assert list(counts) == sorted(counts, key=lambda pair: (-pair[1], pair[0]))
    assert [path for path, _ in report.refusals] == ["a.md", "b.md"]


def test_sources_of_claims_go_by_their_node() -> None:
    strike = build_strike()
    whole = build_whole(strike)
    renamed = tuple(replace(node, name="One name") for node in whole.nodes)
    report = build_report(Knowledge(whole.readings, renamed, whole.node_of))
    said = [c for c in strike.claims if c.attribution is not None]
    known = [c for c in said if strike.attributions[c.attribution or 0].source is not None]
    assert known
    assert dict(report.claims)["One name"] == len(known)


def test_an_ambiguous_date_is_told_with_its_reason() -> None:
    strike = build_strike()
    reading = DateReading("08/12/2017", date(2017, 12, 8), "DMY", "because", date(2017, 8, 12))
    article = replace(strike.article, date_reading=reading, warnings=("hm", "hm"))
    report = build_report(build_whole(replace(strike, article=article)))
    assert [(d.words, d.taken, d.other, d.reason) for d in report.dates] == [
        ("08/12/2017", "2017-12-08", "2017-08-12", "because")
    ]
    assert report.warnings == tuple(
        (article.id, w) for w in dict.fromkeys(("hm", *strike.warnings))
    )
    sure = replace(article, date_reading=replace(reading, other=None))
    assert build_report(build_whole(replace(strike, article=sure))).dates == ()


def test_the_same_knowledge_gives_the_same_bytes_and_json_is_whole() -> None:
    assert report_to_markdown(build_sample()) == report_to_markdown(build_sample())
    values = json.loads(report_to_json(build_sample()))
    assert list(values) == list(Report.__slots__)
    assert values["quads"] == 7
    assert report_from_json(report_to_json(build_sample())) == build_sample()


def test_the_page_has_every_part() -> None:
    page = report_to_markdown(build_sample())
    for heading in (
        "Articles", "Entities", "Events", "Who says it", "How firmly", "Times left open",
        "Ambiguous dates", "Warnings", "Not read", "Made with",
    ):  # fmt: skip
        assert f"\n## {heading}\n" in page
    assert "| a.md | no text \\| at all |" in page
    assert "| the graph conforms to ontology/shapes.ttl | yes |" in page
    assert "| spacy | " in page


def test_long_tables_are_cut_and_say_so() -> None:
    report = replace(build_sample(), events=tuple((f"E{n:02}", 1) for n in range(40)))
    page = report_to_markdown(report)
    assert "| E24 | 1 |" in page
    assert "E25" not in page
    assert "... and 15 more; all of them are in report.json." in page


def test_no_words_of_an_article_act_in_the_page() -> None:
    assert escape("a | b\n<script> [x](y) *z* &amp; `c`") == (
        "a \\| b &lt;script&gt; \\[x\\](y) \\*z\\* &amp;amp; \\`c\\`"
    )
    hostile = replace(build_strike().article, title="<script>", id="<b>|")
    assert "<" not in report_to_markdown(
        build_report(build_whole(replace(build_visit(), article=hostile)))
    )


def test_nothing_at_all_is_a_card_too() -> None:
    report = build_report(Knowledge((), ()))
    assert "| sentences with an event | 0 (none) |" in report_to_markdown(report)
    assert "| the graph conforms to ontology/shapes.ttl | not checked |" in report_to_markdown(
        report
    )
