"""The precision of links where the gold gives an id: is "Georgia" linked to the right Georgia?

A scorer that counts every linked name outside the annotated mentions as wrong measures how much of
a text was annotated. Here a linked name counts where it overlaps a mention that has an id: it is
right if the ids of a kind that both give are equal.
"""

from __future__ import annotations

import json
import re
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

KINDS = ("wikidata", "geonames", "dbpedia")


def precision_of_links(gold: Path, readings: Path) -> dict[str, Any]:
    """{"p", "predicted"}: of the linked names on a mention with an id, the share that have it."""
    wanted = {record["id"]: record for record in read_lines(gold)}
    verdicts = [
        right
        for reading in read_lines(readings)
        for right in verdicts_of(wanted[reading["id"]], reading)
    ]
    share = sum(verdicts) / len(verdicts) if verdicts else 0.0
    return {"measure": "where an id is given", "p": share, "predicted": len(verdicts)}


def verdicts_of(gold: dict[str, Any], reading: dict[str, Any]) -> Iterator[bool]:
    """For each linked name on gold mentions with an id of the same kind: is one id equal?"""
    linked = [(entity, ids) for entity in gold["entities"] if (ids := identifiers(entity))]
    for entity in reading["entities"]:
        ours = identifiers(entity.get("links") or {})
        for mention in entity["mentions"]:
            if mention["kind"] == "name" and ours:
                theirs = [ids for other, ids in linked if overlap(mention, other)]
                pairs = [
                    (ids[k], ours[k]) for ids in theirs for k in KINDS if k in ids and k in ours
                ]
                if pairs:
                    yield any(one == other for one, other in pairs)


def identifiers(item: dict[str, Any]) -> dict[str, str]:
    """The ids of a mention or of the links of an entity, written alike."""
    found = {kind: str(item[kind]) for kind in KINDS if item.get(kind)}
    found = {kind: re.sub(r"^.*/(resource|wiki|entity)/", "", name) for kind, name in found.items()}
    if title := urllib.parse.unquote(found.get("dbpedia", "")).strip().replace(" ", "_"):
        found["dbpedia"] = title[:1].upper() + title[1:]
    return found


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
