"""How often each rule is right on annotated text: `times.weekday` 48 of 50 of its "on Friday".

Readings and gold are JSON lines: what `kg read` prints, and records with the same `id` that list
`timexes`, `entities`, `attributions` or `events` with character offsets. A fact is right if the
gold has one in the same place: a time, a name, an attribution with half of its content (Dice) and
its source. A participant counts where its event is in the gold. Of what a file does not annotate
nothing is counted: no persons where it has places only, no names where it lists only what is
linked, no durations where it has none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ArticleError

Span = tuple[int, int]
Fired = tuple[str, bool]  # a rule, and whether it was right
Record = Mapping[str, Any]
NAMES = frozenset({"Person", "Organization", "Place"})
LINKS = ("wikidata", "dbpedia", "wikipedia")
LENGTHS = frozenset({"DURATION", "SET"})


@dataclass(frozen=True, slots=True)
class RuleScore:
    """How often a rule fired on the gold, and how often it was right."""

    rule: str
    fired: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.fired


def score_rules(readings: Path, gold: Iterable[Path]) -> tuple[RuleScore, ...]:
    """The rules by precision, the worst first; rules that never fired on gold are not there.

    Raises ArticleError for a line that is no JSON object and for gold of another text.
    """
    ours = {record["id"]: record for record in read_lines(readings)}
    counts: dict[str, list[int]] = {}
    for path in gold:
        records = tuple(read_lines(path))
        named, lengths = names_annotated(records), has_lengths(records)
        for record in records:
            reading = ours.get(record["id"])
            if reading is None:
                continue
            if reading["text"] != record["text"]:
                raise ArticleError(
                    f"{path}: {record['id']} has another text than in {readings}; read it anew"
                )
            for rule, right in find_fired(reading, record, named=named, lengths=lengths):
                count = counts.setdefault(rule, [0, 0])
                count[0] += 1
                count[1] += right
    scores = [RuleScore(rule, *count) for rule, count in counts.items()]
    return tuple(sorted(scores, key=lambda score: (score.precision, -score.fired, score.rule)))


def read_lines(path: Path) -> Iterator[Record]:
    """The objects of a file of JSON lines."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise ArticleError(f"{path}, line {number}: no JSON, {error.msg}") from error
        if not isinstance(record, dict) or not {"id", "text"} <= record.keys():
            raise ArticleError(f"{path}, line {number}: a record needs id and text")
        yield record


def names_annotated(records: Iterable[Record]) -> frozenset[str]:
    """The types of entities of which a file annotates every name: all of them, places alone where
    it has coordinates, none where it lists what has an article in an encyclopedia.
    """
    entities = [each for record in records for each in record.get("entities", ())]
    if any("lat" in each for each in entities):
        return frozenset({"Place"})
    linked = any(key in each for each in entities for key in LINKS)
    return frozenset() if linked else NAMES


def has_lengths(records: Iterable[Record]) -> bool:
    """False for a file whose times have types, of which none is a duration or a set."""
    kinds = {each.get("type") for record in records for each in record.get("timexes", ())}
    return bool(kinds & LENGTHS) or not kinds - {None}


def find_fired(
    reading: Record, gold: Record, *, named: frozenset[str], lengths: bool
) -> Iterator[Fired]:
    """Every fact of a reading that the gold can tell right from wrong."""
    if gold.get("timexes"):
        wanted = [ends(each) for each in gold["timexes"]]
        for time in reading["times"]:
            right = any(overlap(ends(time), span) for span in wanted)
            if right or lengths or time.get("type") not in LENGTHS:
                yield time["rule"], right
    if any("type" in each and "head" not in each for each in gold.get("entities", ())):
        yield from names_fired(reading, [ends(each) for each in gold["entities"]], named)
    if "attributions" in gold:
        yield from attributions_fired(reading, gold["attributions"])
    yield from events_fired(reading, gold)


def names_fired(reading: Record, wanted: list[Span], named: frozenset[str]) -> Iterator[Fired]:
    for entity in reading["entities"]:
        for mention in entity["mentions"]:
            if mention["kind"] == "name" and entity["type"] in named:
                yield mention["rule"], any(overlap(ends(mention), span) for span in wanted)


def attributions_fired(reading: Record, wanted: list[Record]) -> Iterator[Fired]:
    for claim in reading["claims"]:
        content = characters(ends(part) for part in claim["content"])
        source = claim["source"] and ends(claim["source"])
        yield (
            claim["rule"],
            any(
                dice(content, characters(pairs(each["content"]))) >= 0.5
                and same_source(source, pairs(each["source"]))
                for each in wanted
            ),
        )


def events_fired(reading: Record, gold: Record) -> Iterator[Fired]:
    """Participants of the events that the gold has, where it annotates who takes part."""
    annotated = [event for event in gold.get("events", ()) if event.get("participants")]
    for event in reading["events"]:
        triggers = [ends(trigger) for trigger in event["triggers"]]
        for wanted in annotated:
            if "start" not in wanted or not any(overlap(ends(wanted), t) for t in triggers):
                continue
            heads = [ends(each) for each in wanted["participants"]]
            for participant in event["participants"]:
                span = (participant["start"], participant["end"])
                yield participant["rule"], any(overlap(span, head) for head in heads)
            break


def ends(row: Record) -> Span:
    return row["start"], row["end"]


def pairs(value: Any) -> list[Span]:
    """One span or a list of spans as a list."""
    if not value:
        return []
    return [(value[0], value[1])] if isinstance(value[0], int) else [(a, b) for a, b in value]


def same_source(ours: Span | None, gold: list[Span]) -> bool:
    if ours is None or not gold:
        return ours is None and not gold
    return any(overlap(ours, span) for span in gold)


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def characters(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(at for begin, end in spans for at in range(begin, end))


def dice(one: frozenset[int], other: frozenset[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
