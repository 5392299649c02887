"""The constraints of SHACL Core that our shapes use: `kg:quoted` is true or false, a time begins
before it ends.

Each builds a test of one value from what the shape gives.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from kg.errors import OntologyError
from kg.rdf.terms import RDF, RDFS, XSD, Term, iri_of

_SH = "<http://www.w3.org/ns/shacl#"
Facts = dict[Term, dict[Term, dict[Term, None]]]  # subject -> predicate -> values, each once
Test = Callable[[Facts, Term, Term], bool]  # (facts, node, value) -> is the value right?
LEXICAL = {
    XSD.string: re.compile(r".*", re.DOTALL),
    XSD.boolean: re.compile(r"true|false|0|1"),
    XSD.date: re.compile(r"-?\d{4,}-\d\d-\d\d(?:Z|[+-]\d\d:\d\d)?"),
    XSD.decimal: re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"),
    XSD.integer: re.compile(r"[+-]?\d+"),
    XSD.nonNegativeInteger: re.compile(r"\+?\d+|-0+"),
}


def upwards(facts: Facts, kinds: Iterable[Term]) -> dict[Term, None]:
    found: dict[Term, None] = {}
    todo = list(kinds)
    while todo:
        kind = todo.pop()
        if kind not in found:
            found[kind] = None
            todo += facts.get(kind, {}).get(RDFS.subClassOf, ())
    return found


def words_of(literal: Term) -> str:
    """The lexical form of a literal without escapes in it."""
    return literal[1 : literal.rindex('"')]


def _datatype(given: list[Term]) -> Test:
    (kind,) = given
    lexical, end = LEXICAL[kind], f'"^^{kind}'

    def test(facts: Facts, node: Term, value: Term) -> bool:
        if kind == XSD.string:
            return value[-1] == '"'
        return value.endswith(end) and lexical.fullmatch(value[1 : -len(end)]) is not None

    return test


def _one_class(given: list[Term]) -> Test:
    (kind,) = given

    def test(facts: Facts, node: Term, value: Term) -> bool:
        kinds = facts.get(value, {}).get(RDF.type, {})
        return kind in kinds or kind in upwards(facts, kinds)

    return test


def _node_kind(given: list[Term]) -> Test:
    if given != [f"{_SH}IRI>"]:
        raise OntologyError("ontology/shapes.ttl: no other sh:nodeKind than sh:IRI is known here")
    return lambda facts, node, value: value[0] == "<"


def _among(given: list[Term]) -> Test:
    members = frozenset(given)
    return lambda facts, node, value: value in members


def _length(given: list[Term]) -> Test:
    least = int(words_of(given[0]))
    return lambda facts, node, value: (
        len(iri_of(value) if value[0] == "<" else words_of(value)) >= least
    )


def _pattern(given: list[Term]) -> Test:
    pattern = re.compile(words_of(given[0]).replace("\\\\", "\\"))
    return lambda facts, node, value: bool(
        pattern.search(iri_of(value) if value[0] == "<" else words_of(value))
    )


def _limit(is_right: Callable[[float, float], bool]) -> Callable[[list[Term]], Test]:
    """A limit for numbers."""

    def build(given: list[Term]) -> Test:
        limit = float(words_of(given[0]))
        return lambda facts, node, value: (
            _is_number(value) and is_right(float(words_of(value)), limit)
        )

    return build


def _is_number(value: Term) -> bool:
    return value[0] == '"' and LEXICAL[XSD.decimal].fullmatch(words_of(value)) is not None


def _order(is_right: Callable[[float | str, float | str], bool]) -> Callable[[list[Term]], Test]:
    """A value that stands before those of another property: numbers, or days in ISO 8601."""

    def build(given: list[Term]) -> Test:
        (other,) = given

        def test(facts: Facts, node: Term, value: Term) -> bool:
            return all(
                value[0] == later[0] == '"'
                and type(rank_of(value)) is type(rank_of(later))
                and is_right(rank_of(value), rank_of(later))
                for later in facts.get(node, {}).get(other, {})
            )

        return test

    return build


@lru_cache(maxsize=8192)
def rank_of(value: Term) -> float | str:
    """Of a literal what it is compared by: numbers as numbers, days in ISO 8601 as they stand."""
    return float(words_of(value)) if _is_number(value) else words_of(value)


ORDERS: dict[str, Callable[[float | str, float | str], bool]] = {
    "lessThan": operator.lt,
    "lessThanOrEquals": operator.le,
}
CONSTRAINTS: dict[str, Callable[[list[Term]], Test]] = {
    "datatype": _datatype,
    "class": _one_class,
    "nodeKind": _node_kind,
    "in": _among,
    "minLength": _length,
    "pattern": _pattern,
    "minInclusive": _limit(lambda value, limit: value >= limit),
    "maxInclusive": _limit(lambda value, limit: value <= limit),
    **{name: _order(is_right) for name, is_right in ORDERS.items()},
}
