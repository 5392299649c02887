"""The layout of the picture, against plain definitions of what it computes at once."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest
from kg.publish.layout import Box, _apart, _rings, find_places
from kg.publish.stress import wanted_distances
from kg.publish.untangle import _State, total_cost

Picture = tuple[list[Box], list[tuple[int, int]], list[tuple[int, int]]]


def draw_picture(seed: int) -> Picture:
    """Boxes, links and places, many of them in line or on top of each other."""
    source = random.Random(seed)
    count = source.choice((2, 3, 5, 8, 30))
    boxes = [
        Box(source.randint(5, 120), source.randint(5, 30), source.randint(5, 60))
        for _ in range(count)
    ]
    ends = [(source.randrange(count), source.randrange(count)) for _ in range(2 * count)]
    ends += pairwise(range(count))  # each is linked
    links = sorted({(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]})
    wide = source.choice((200, 2000))
    spots = [(source.randrange(0, wide, 20), source.randrange(0, wide, 20)) for _ in boxes]
    return boxes, links, spots


@pytest.mark.parametrize("seed", range(30))
def test_the_total_cost_is_that_of_all_nodes_together(seed: int) -> None:
    boxes, links, spots = draw_picture(seed)
    state = _State(boxes, links, spots)
    costs = [int(state.costs(n, np.array([spot]))[0]) for n, spot in enumerate(spots)]
    assert total_cost(boxes, links, spots) == sum(costs)


@pytest.mark.parametrize("seed", range(30))
def test_the_cost_of_a_place_is_that_of_the_node_there(seed: int) -> None:
    """Links and boxes out of reach are passed over; all moves are tried at once."""
    boxes, links, spots = draw_picture(seed)
    state = _State(boxes, links, spots)
    for node in range(len(boxes)):
        if len(state.near[node]):
            places = state.candidates(node)
            found = state.costs(node, places)
            for place, cost in zip(places.tolist(), found.tolist(), strict=True):
                moved = _State(boxes, links, [*spots[:node], tuple(place), *spots[node + 1 :]])
                assert moved.costs(node, np.array([place]))[0] == cost


@pytest.mark.parametrize("seed", range(10))
def test_wanted_distances_are_those_of_the_shortest_ways(seed: int) -> None:
    boxes, links, _ = draw_picture(seed)
    busy = [sum(node in link for link in links) for node in range(len(boxes))]
    found = wanted_distances(len(boxes), links)
    for begin in range(len(boxes)):
        far = {begin: 0}
        for _ in boxes:
            for a, b in [*links, *((b, a) for a, b in links)]:
                if a in far:
                    long = far[a] + 70 + 5 * min(busy[a] + busy[b], 24)
                    far[b] = min(long, far.get(b, long))
        assert found[begin].tolist() == [far.get(node, -1) for node in range(len(boxes))]


@pytest.mark.parametrize("seed", range(10))
def test_boxes_that_are_pushed_apart_do_not_overlap(seed: int) -> None:
    boxes, _, spots = draw_picture(seed)
    places = _apart(boxes, spots)
    for n, (box, (x, y)) in enumerate(zip(boxes, places, strict=True)):
        for other, (to_x, to_y) in zip(boxes[:n], places[:n], strict=True):
            beside = abs(x - to_x) >= box.half + other.half
            assert beside or y - box.up >= to_y + other.down or to_y - other.up >= y + box.down


def test_rings_grow() -> None:
    rings = [tuple(step) for step in _rings().tolist()]
    assert rings == sorted(rings, key=lambda p: (9 * p[0] * p[0] + 16 * p[1] * p[1], p))
    assert len(set(rings)) == 97 * 73


def test_places_of_a_small_picture() -> None:
    """Frozen: the same nodes and links give the same whole numbers on any machine."""
    boxes = [Box(40, 12, 30), Box(60, 10, 28), Box(25, 9, 25), Box(80, 14, 33), Box(30, 8, 20)]
    assert find_places(boxes, [(0, 1), (0, 2), (1, 2), (3, 4)]) == FROZEN


FROZEN = [(13, -47), (-33, -103), (68, -99), (13, 40), (13, 93)]
