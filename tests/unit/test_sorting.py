"""Rows that lie on disk: they come back in order, are found by key, and clusters keep theirs."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from kg.merge import build_knowledge
from kg.merge.clusters import Chains
from kg.merge.nodes import Nodes, by_key, in_brief, number_of
from kg.merge.sorting import Sorted, sort_lines
from kg.publish.report import build_report
from kg.publish.report_json import report_from_json, report_to_json
from samples import build_strike, build_visit

WORDS = st.text(max_size=4)


@given(st.lists(st.tuples(WORDS, st.integers())))
def test_rows_come_in_order_of_their_keys(rows: list[tuple[str, int]]) -> None:
    found = Sorted(iter(rows))
    ordered = sorted(rows, key=lambda row: row[0])
    assert list(found) == found[:] == [row for _, row in ordered]
    assert list(found.keys()) == [key for key, _ in ordered]
    for key, _ in rows:
        number = found.find(key)
        assert number is not None
        assert found.key(number) == key
    assert found.find("no key is as long") is None


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=4)))
def test_lines_are_sorted_and_stand_once(lines: list[str]) -> None:
    assert [line.decode() for line in sort_lines(lines)] == sorted(set(lines))


def test_nodes_on_disk_are_those_in_memory() -> None:
    nodes = build_knowledge([build_visit(), build_strike()]).nodes
    stored = Nodes(iter(nodes[::-1]))
    assert tuple(stored) == nodes
    assert [node.key for node in in_brief(stored)] == [node.key for node in nodes]
    names, place = by_key(stored), number_of(stored)
    assert {key: each.name for key, each in names.items()} == {n.key: n.name for n in nodes}
    assert [place(node.key) for node in nodes] == list(range(len(nodes)))
    assert "nobody" not in names


def test_chains_keep_the_order_of_joins() -> None:
    chains = Chains(5)
    chains.join(3, 1)
    chains.join(4, 3)
    assert list(chains.members(4)) == [4, 3, 1]
    assert {chains.first(member) for member in (1, 3, 4)} == {4}
    assert list(chains.members(0)) == [0]


def test_the_quality_card_is_written_row_by_row_as_it_is_read() -> None:
    report = build_report(build_knowledge([build_visit(), build_strike()]), quads=7)
    again = replace(report, notes=("one\nline", "\u2028"))
    assert report_from_json(report_to_json(again)) == again
