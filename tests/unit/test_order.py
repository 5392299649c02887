"""The order of events: "fled after the raid" and "raided after they fled" are not both kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from kg.extract.order import Order, without_contradictions
from kg.model import Passage, Relation
from kg.model.event import RelationKind

KINDS: tuple[RelationKind, ...] = ("before", "during", "causes", "enables", "same-as", "purpose")
HERE = Passage(0, 5, "after", "berga")


def relation(kind: RelationKind, source: int, target: int) -> Relation:
    return Relation(kind, source, target, HERE, "relations.after")


RELATIONS = st.lists(
    st.builds(relation, st.sampled_from(KINDS), st.integers(0, 6), st.integers(0, 6)).filter(
        lambda r: r.source != r.target
    ),
    max_size=25,
)


def test_the_first_of_two_that_contradict_stays() -> None:
    first, second = relation("before", 0, 1), relation("before", 1, 0)
    assert without_contradictions([first, second]) == (first,)


def test_a_cycle_of_three_is_opened() -> None:
    chain = [relation("before", 0, 1), relation("causes", 1, 2), relation("enables", 2, 0)]
    assert without_contradictions(chain) == tuple(chain[:2])


def test_what_is_during_is_not_before() -> None:
    chain = [relation("before", 0, 1), relation("during", 1, 0)]
    assert without_contradictions(chain) == tuple(chain[:1])


def test_one_event_told_twice_is_not_before_itself() -> None:
    chain = [relation("before", 0, 1), relation("before", 1, 2), relation("same-as", 2, 0)]
    assert without_contradictions(chain) == tuple(chain[:2])


@given(RELATIONS)
def test_no_event_is_before_itself(relations: list[Relation]) -> None:
    order = Order()
    for one in (r for r in without_contradictions(relations) if r.kind == "same-as"):
        order.add(one)
    for one in without_contradictions(relations):
        if one.kind in {"before", "causes", "enables"}:
            assert not order.is_before(one.target, one.source)
            order.add(one)
