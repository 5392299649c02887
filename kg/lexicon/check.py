"""Refuses lexicon rows that are wrong: `type = "Atack"` is no event type, so the row is named.

Loading checks only a user's rows, so that it stays quick; `kg check` and the tests check all.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path, PurePath
from typing import Any, Literal, get_args, get_origin, get_type_hints

from kg.errors import LexiconError
from kg.lexicon.files import SHIPPED, Row, find_files, read_file, suggestion
from kg.lexicon.rows import (
    FactualityCue,
    Group,
    Idiom,
    NamedOrganization,
    Nominal,
    ReportingCue,
    Trigger,
)
from kg.ontology import Ontology, load_ontology

SLOTS = (
    "about", "against", "among", "as", "at", "between", "behind", "by", "clause", "complement",
    "compound", "dative", "for", "from", "in", "into", "near", "object", "of", "off", "on",
    "out of", "outside", "over", "possessive", "subject", "through", "to", "toward", "towards",
    "under", "until", "upon", "with",
)  # fmt: skip
NO_ROLES = ("ignore", "place", "time")
OTHER_TYPES = ("Event",)  # what a condition may ask for besides the entity types


def check_lexicons(*folders: Path, ontology: Ontology | None = None) -> None:
    """Refuses the first wrong row of the shipped lexicons and of these folders.

    Raises LexiconError: *file, row: what is wrong; what to do*.
    """
    ontology = ontology or load_ontology()
    for folder in (SHIPPED, *folders):
        rows: list[Row] = []
        for name, path in find_files(folder):
            found = read_file(name, path.read_bytes())
            check_order(found)
            rows += found
        for row in rows:
            check_row(row, ontology)
        check_unique(rows)


def check_row(row: Row, ontology: Ontology) -> None:
    """Refuses a row with an unknown type, role, slot or choice, or without an example."""
    value = row.value
    cls: type = type(value)
    for field, choices in _choices(cls):
        if (found := getattr(value, field)) not in choices:
            raise _refusal(row, f"no {field} {found!r}", suggestion(str(found), choices))
    if hasattr(value, "example") and not value.example.strip():
        raise _refusal(row, "an empty example", "add a sentence that has the word")
    if isinstance(value, Idiom) and value.words not in value.example.lower():
        raise _refusal(row, f"an example without {value.words!r}", "add a sentence that has it")
    if isinstance(value, Trigger | ReportingCue):
        _check_term(row, value.type, ontology.types, "event type")
    if isinstance(value, Group | NamedOrganization | Nominal):
        _check_term(row, value.type, ontology.entity_types, "entity type")
    if isinstance(value, Trigger):
        _check_trigger(row, value, ontology)


def _check_trigger(row: Row, trigger: Trigger, ontology: Ontology) -> None:
    for slot, role in trigger.roles.items():
        if slot not in SLOTS:
            raise _refusal(row, f"no slot {slot!r}", suggestion(slot, SLOTS))
        if role not in NO_ROLES:
            _check_term(row, role, ontology.roles, "role")
    for word in trigger.object + trigger.subject:
        if word[:1].isupper() and word not in OTHER_TYPES:
            _check_term(row, word, ontology.entity_types, "entity type")
    folder, stem = PurePath(row.file).parent.name, PurePath(row.file).stem
    upper = ontology.upper_type(trigger.type)
    if folder == "triggers" and stem.replace("-", "") != upper.lower():
        raise _refusal(row, f"{trigger.type} is a kind of {upper}", "move it to that file")


def check_order(rows: Iterable[Row]) -> None:
    """Refuses a row that stands after one which it should stand before."""
    last: tuple[Any, ...] = ()
    for row in rows:
        key = _sort_key(row.value)
        if key < last:
            raise _refusal(row, f"not sorted, it stands after {last[0]!r}", "move it up")
        last = key


def check_unique(rows: Iterable[Row]) -> None:
    """Refuses a row with the words and conditions of another."""
    seen: dict[Any, Row] = {}
    for row in rows:
        first = seen.setdefault(_identity(row.value), row)
        if first is not row:
            raise _refusal(row, f"the same words and conditions as {first.where}", "remove one")


def _sort_key(value: Any) -> tuple[Any, ...]:
    if isinstance(value, Trigger):
        return value.lemma, value.pos, value.particle, value.type
    if isinstance(value, ReportingCue | FactualityCue):
        return value.cue, value.pos
    return (getattr(value, fields(value)[0].name),)


def _identity(value: Any) -> tuple[Any, ...]:
    if isinstance(value, Trigger):
        return Trigger, value.lemma, value.pos, value.conditions
    return type(value), value


def _check_term(row: Row, name: str, known: tuple[str, ...], kind: str) -> None:
    if name not in known:
        raise _refusal(row, f"no {kind} {name!r} in ontology/kg.ttl", suggestion(name, known))


def _refusal(row: Row, wrong: str, remedy: str) -> LexiconError:
    return LexiconError(f"{row.where}: {wrong}; {remedy}")


@cache
def _choices(cls: Hashable) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The fields of a row type whose values are a closed list, with that list."""
    return tuple(_closed_fields(cls))


def _closed_fields(cls: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, hint in get_type_hints(cls).items():
        if get_origin(hint) is Literal:
            yield name, get_args(hint)
