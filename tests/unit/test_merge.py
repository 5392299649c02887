"""Entities of different articles: when they become one node, and what forbids it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.merge import build_knowledge
from kg.model import Knowledge, Links, Reading
from samples import Draft, build_strike, build_visit


def one(article: str, kind: str, name: str, *words: str, **fields: object) -> Reading:
    """A reading that names one entity."""
    draft = Draft(article, f"{' '.join(words or (name,))} made news.", published=date(2020, 1, 1))
    draft.entity(kind, name, *words, **fields)  # type: ignore[arg-type]
    return draft.done()


def keys(knowledge: Knowledge) -> list[str]:
    return [node.key for node in knowledge.nodes]


def test_two_articles_meet_by_name() -> None:
    knowledge = build_knowledge([build_visit(), build_strike()])
    holm = next(node for node in knowledge.nodes if node.key == "person/ada-holm")
    assert holm.members == (("2020-03-09-berga-strike", 3), ("2020-03-12-holm-visit", 1))
    assert holm.rule == "merge.name"
    assert [passage.text for passage in holm.evidence] == ["Ada Holm", "Ada Holm"]


def test_declared_alias_joins_across_articles() -> None:
    knowledge = build_knowledge([build_strike(), build_visit()])
    union = next(node for node in knowledge.nodes if "union" in node.key)
    assert (union.key, union.rule) == ("organization/dockers-union-of-norland", "merge.alias")
    assert len(union.members) == 2
    assert "DUN" in {passage.text for passage in union.evidence}


def test_unnamed_entities_stay_in_their_article() -> None:
    found = keys(build_knowledge([build_strike(), build_visit()]))
    assert "article/2020-03-09-berga-strike/entity/the-government-1" in found
    assert "article/2020-03-12-holm-visit/entity/two-sources-1" in found


def test_bare_surname_never_meets() -> None:
    found = keys(build_knowledge([one("a", "Person", "Holm"), one("b", "Person", "Holm")]))
    assert found == ["article/a/entity/holm-1", "article/b/entity/holm-1"]


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("Place", Links(geonames="1"), Links(geonames="2")),
        ("Place", Links(country="US"), Links(country="GE")),
        ("Organization", Links(wikidata="Q1"), Links(wikidata="Q2")),
    ],
)
def test_conflicting_links_keep_namesakes_apart(kind: str, first: Links, second: Links) -> None:
    knowledge = build_knowledge(
        [one("a", kind, "Georgia", links=first), one("b", kind, "Georgia", links=second)]
    )
    plain, hashed = keys(knowledge)
    assert plain == f"{kind.lower()}/georgia"
    assert hashed.startswith(f"{plain}-")
    assert len(hashed) == len(plain) + 9


def test_unlinked_namesake_joins_only_what_is_clear() -> None:
    linked, other = Links(geonames="1"), Links(geonames="2")
    two = [one("a", "Place", "Georgia", links=linked), one("b", "Place", "Georgia")]
    assert keys(build_knowledge(two)) == ["place/georgia"]
    three = [*two, one("c", "Place", "Georgia", links=other)]
    assert len(build_knowledge(three).nodes) == 3


def test_types_that_exclude_each_other_keep_namesakes_apart() -> None:
    knowledge = build_knowledge([one("a", "Company", "Apollo"), one("b", "Court", "Apollo")])
    assert len(knowledge.nodes) == 2
    finer = build_knowledge([one("a", "Company", "Apollo"), one("b", "Organization", "Apollo")])
    assert [(node.key, node.type) for node in finer.nodes] == [("organization/apollo", "Company")]
    kinds = build_knowledge([one("a", "City", "Apollo"), one("b", "Company", "Apollo")])
    assert keys(kinds) == ["organization/apollo", "place/apollo"]


def test_equal_ids_join_other_names() -> None:
    same = Links(wikidata="Q7")
    knowledge = build_knowledge(
        [
            one("a", "Country", "Burma", links=same),
            one("b", "Country", "Myanmar", links=same),
            one("c", "Country", "Myanmar", links=same),
        ]
    )
    assert [(node.key, node.rule) for node in knowledge.nodes] == [("place/myanmar", "merge.link")]


def test_ambiguous_alias_joins_nothing() -> None:
    readings = [
        one("a", "Organization", "Norland Dock Union", "Norland Dock Union", "NDU"),
        one("b", "Organization", "National Dairy Union", "National Dairy Union", "NDU"),
        one("c", "Organization", "NDU"),
    ]
    assert len(build_knowledge(readings).nodes) == 3


def test_persons_of_other_countries_are_namesakes() -> None:
    def holms(first: str, second: str) -> list[Reading]:
        countries = {"a": first, "b": second}
        return [one(n, "Person", "Ada Holm", links=Links(country=c)) for n, c in countries.items()]

    assert keys(build_knowledge(holms("NO", "NO"))) == ["person/ada-holm"]
    assert len(build_knowledge(holms("NO", "SE")).nodes) == 2


NAMES = ("Ada Holm", "Holm", "Georgia", "NDU", "National Dairy Union", "Norland Dock Union")
LINKS = (None, Links(geonames="1"), Links(geonames="2", country="US"), Links(wikidata="Q1"))


@st.composite
def readings(draw: st.DrawFn) -> list[Reading]:
    """Up to six articles that name things which may or may not be one."""
    made = []
    for number in range(draw(st.integers(1, 6))):
        draft = Draft(f"a{number}", " ".join(NAMES), published=None)
        for _ in range(draw(st.integers(0, 3))):
            name = draw(st.sampled_from(NAMES))
            words = (name, "NDU") if name.endswith("Union") else (name,)
            kind = draw(st.sampled_from(("Person", "Place", "City", "Organization", "Company")))
            draft.entity(kind, name, *words, links=draw(st.sampled_from(LINKS)))
        made.append(draft.done())
    return made


@given(readings(), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_every_entity_has_one_node(made, random) -> None:
    knowledge = build_knowledge(made)
    shuffled = list(made)
    random.shuffle(shuffled)
    assert build_knowledge(shuffled) == knowledge
    members = [member for node in knowledge.nodes for member in node.members]
    assert sorted(members) == sorted(
        (reading.article.id, index) for reading in made for index in range(len(reading.entities))
    )
    assert len(keys(knowledge)) == len(set(keys(knowledge)))
    assert all(
        knowledge.node_of[member] == node.key for node in knowledge.nodes for member in node.members
    )
