"""What joins articles is checked in large builds as in small ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from kg.errors import GraphError
from kg.model import Knowledge
from kg.model.correction import Correction
from kg.pipeline import build
from kg.publish.files import refuse
from kg.publish.shards import write_shards
from kg.rdf.iris import DEFAULT_BASE, Iris
from kg.rdf.joints import find_joint_violations
from kg.rdf.mapping import build_common, build_graphs
from kg.rdf.shapes import find_violations
from kg.rdf.sheet import share
from kg.rdf.soundness import Common
from kg.settings import Settings


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """Two reports of one fire, and of one mayor."""
    folder = tmp_path_factory.mktemp("joints")
    for name, day in (("a", "Monday"), ("b", "Tuesday")):
        (folder / f"{name}.txt").write_text(
            f"Fire kills 12 in Berga\n\n{6 + (name == 'b')} May 2024\n\nA fire killed 12 people in "
            f"Berga on Monday. The mayor of Berga, Ada Holm, said on {day} that firefighters had "
            "saved the hospital. Holm denied that the alarm had failed.\n"
        )
    settings = Settings(output=str(folder / "o"), cache="none", language="en")
    return build([folder], settings).knowledge


def find_joint(knowledge: Knowledge) -> set[tuple[str, str]]:
    shared = share(knowledge, Iris(DEFAULT_BASE))
    types = Common(next(list(part) for _, part in build_common(knowledge, shared)))
    return {(each.shape, each.node) for each in find_joint_violations(knowledge, shared, types)}


def find_in_whole(knowledge: Knowledge) -> set[tuple[str, str]]:
    triples = [triple for _, part in build_graphs(knowledge) for triple in part]
    return {(each.shape, each.node) for each in find_violations(triples)}


def test_what_is_right_is_right_piece_by_piece(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert knowledge.occurrences
    assert any(node.joins for node in knowledge.nodes)
    assert find_joint(knowledge) == find_in_whole(knowledge) == set()
    monkeypatch.setattr("kg.rdf.joints.PIECE", 1)
    assert find_joint(knowledge) == set()


def break_occurrence(knowledge: Knowledge, **change: object) -> Knowledge:
    first, *rest = knowledge.occurrences
    return replace(knowledge, occurrences=(replace(first, **change), *rest))  # type: ignore[arg-type]


def break_score(knowledge: Knowledge) -> Knowledge:
    joins = knowledge.occurrences[0].joins
    return break_occurrence(knowledge, joins=tuple(replace(join, score=1.5) for join in joins))


def break_node(knowledge: Knowledge) -> Knowledge:
    """A node with a join whose score is no part of one."""
    nodes = [
        replace(node, joins=tuple(replace(join, score=1.5) for join in node.joins))
        for node in knowledge.nodes
    ]
    return replace(knowledge, nodes=tuple(nodes))


def test_what_is_wrong_is_found_as_in_the_whole_graph(knowledge: Knowledge) -> None:
    correction = Correction("drop", ("person/x",), "", "no such person", "c.toml:1")
    for broken in (
        break_score(knowledge),
        break_occurrence(knowledge, events=()),
        break_occurrence(knowledge, independent=0),
        break_occurrence(knowledge, events=(("a", 999),)),
        break_occurrence(knowledge, events=(("zz", 0),)),
        break_node(knowledge),
        replace(knowledge, corrections=(correction, correction)),
    ):
        found = find_joint(broken)
        assert found == find_in_whole(broken)
        assert found or broken.corrections


def test_a_node_that_no_article_has_is_found(knowledge: Knowledge) -> None:
    lost = tuple(
        replace(node, key=f"{node.key}-lost", members=()) if node.joins else node
        for node in knowledge.nodes
    )
    assert {shape for shape, _ in find_joint(replace(knowledge, nodes=lost))} == {"Declared-type"}


def test_a_large_build_is_refused(knowledge: Knowledge, tmp_path: Path) -> None:
    broken = break_score(knowledge)
    with pytest.raises(GraphError, match="has not exactly one score from 0 to 1"):
        write_shards(broken, tmp_path, base=DEFAULT_BASE, validate=True, refuse=refuse)
