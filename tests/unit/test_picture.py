"""Places of pictures: laid out once, and taken from an earlier build."""

from __future__ import annotations

import json
import zlib

import pytest
from kg.publish import picture as module
from kg.publish.layout import Box
from kg.publish.picture import NEAR_COMPANY, PLACES, Picture, Placer, area_of, place

BOX = Box(40, 12, 30)
PICTURE = Picture(
    boxes=(BOX,) * 5,
    links=((0, 1), (1, 2), (3, 4)),
    groups=(0, 0, 0, 1, 1),
    shrinks=(70,),
    others=((BOX, (0, 6)), (BOX, (5,)), (BOX, ())),
)


class Notes:
    """What builds keep, in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def placer(self) -> Placer:
        return Placer(self.kept.get, self.kept.__setitem__)


def fill(notes: Notes) -> list[tuple[int, int]]:
    placer = notes.placer()
    found = placer(PICTURE)
    placer.finish()
    return found


def test_an_earlier_build_has_the_places(monkeypatch: pytest.MonkeyPatch) -> None:
    notes = Notes()
    found = fill(notes)
    assert found == place(PICTURE)
    monkeypatch.setattr(module, "place", None)
    assert fill(notes) == found
    assert fill(notes) == found


def test_only_what_was_asked_for_is_kept() -> None:
    notes = Notes()
    fill(notes)
    placer = notes.placer()
    placer(Picture((BOX,), (), (0,), (70,), ()))
    placer.finish()
    assert len(json.loads(zlib.decompress(notes.kept[PLACES]))[1]) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0",
        zlib.compress(b"[1"),
        zlib.compress(b"[1, 2]"),
        zlib.compress(json.dumps([module.code_hash(), {"a": 3}]).encode()),
        zlib.compress(json.dumps(["other code", {module.name_of(PICTURE): [[0, 0]]}]).encode()),
    ],
)
def test_what_cannot_be_used_is_found_anew(body: bytes) -> None:
    notes = Notes()
    notes.kept[PLACES] = body
    assert fill(notes) == place(PICTURE)


def test_further_nodes_cover_nothing() -> None:
    others = tuple((BOX, (n % 5,)) for n in range(NEAR_COMPANY + 30))
    found = place(Picture(PICTURE.boxes, PICTURE.links, PICTURE.groups, (70,), others))
    areas = [area_of(BOX, spot) for spot in found]
    assert len(areas) == 5 + len(others)
    for n, (left, top, right, bottom) in enumerate(areas):
        for other in areas[:n]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
