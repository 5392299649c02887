"""Names of very many articles: what lies on disk meanwhile, and that nothing depends on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kg.merge import build_knowledge, roll, signs, tape
from kg.merge.blocks import Keys
from kg.merge.entities import settle
from kg.merge.roll import Roll
from kg.merge.signs import Sign, Signs
from kg.merge.tape import Tape
from kg.model.ids import make_slug
from kg.ontology import load_ontology
from test_merge import readings

HOLM, BERGA = Sign("Person", "Ada Holm", decade=202), Sign("City", "Berga", geonames="7")


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is remembered longer than for an article, and all is written at once."""
    with monkeypatch.context() as patch:
        patch.setattr(roll, "RECENT", 0)
        patch.setattr(roll, "SHARE", 1 << 40)
        patch.setattr(roll, "AT_ONCE", 5)
        patch.setattr(signs, "AT_ONCE", 2)
        patch.setattr(tape, "AT_ONCE", 16)
        yield


@given(st.lists(st.binary(max_size=9), max_size=40), st.data())
@pytest.mark.usefixtures("tiny")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_tape_gives_back_what_stands_anywhere(words: list[bytes], data: st.DataObject) -> None:
    written, whole = Tape(), b""
    for word in words:
        whole += word
        assert written.append(word) == len(whole)
        end = data.draw(st.integers(0, len(whole)))
        begin = data.draw(st.integers(0, end))
        assert written.read(begin, end) == whole[begin:end]


def test_equal_signs_are_known_by_the_first() -> None:
    found = Signs()
    for sign in (HOLM, BERGA, HOLM, BERGA._replace(mark="x"), HOLM):
        found.append(sign)
    found.close()
    assert list(found.firsts) == [0, 1, 0, 3, 0]
    assert [number for number, _ in found.parts()] == [0, 1, 3]
    assert found[1] == BERGA


@pytest.mark.usefixtures("tiny")
def test_a_sign_that_was_forgotten_has_its_number_again() -> None:
    names = Roll()
    for article in "abc":
        names.open(article)
        names.add(HOLM, 0, 4, "Holm" if article == "b" else "Ada Holm")
        names.add(BERGA, 1, 20, "Berga")
    things = settle(names, {}, load_ontology())
    assert list(things) == [0, 1]
    assert things[0].counts == (3,)
    assert list(names.sign_of) == [0, 1, 0, 1, 0, 1]
    assert [names.at(place)[1].text for place in (0, 2, 3)] == ["Ada Holm", "Holm", "Berga"]
    assert names.at(2)[0] == ("b", 0)


@given(st.lists(st.sampled_from(["a", "b", "ab", "", "ü"]), max_size=12))
def test_keys_of_several_are_shared(keys: list[str]) -> None:
    found = Keys()
    for number, key in enumerate(keys):
        found.add(number, key.encode())
    shared = sorted(number for numbers in found.shared() for number in numbers)
    assert shared == [n for n, key in enumerate(keys) if keys.count(key) > 1]
    assert sorted(found.any_of(["a", "c"])) == [n for n, key in enumerate(keys) if key == "a"]


@given(readings())
@pytest.mark.usefixtures("tiny")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_remembered_changes_nothing(made) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(roll, "RECENT", 1 << 20)
        expected = build_knowledge(made).nodes
    assert build_knowledge(made).nodes == expected


@given(st.text(alphabet="aB -.&_Éй1", max_size=12).filter(lambda text: any(map(str.isalnum, text))))
def test_plain_names_have_the_slug_that_all_steps_would_make(text: str) -> None:
    assert make_slug(text) == make_slug(f"{text}'")
