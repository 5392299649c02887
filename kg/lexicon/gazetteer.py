"""Finds places of the world by name, offline: "Deir Ezzor" -> the city Deir ez-Zor in Syria.

Two text files made by `scripts/compile_gazetteer.py` are searched where they lie (memory map,
binary search); nothing is read into memory at start. `places.tsv` has one place a row, the
weightiest first; `names.tsv` has the normalised names in sorted blocks of fixed size, each name
with the byte offsets of its places.
"""

from __future__ import annotations

import mmap
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

PlaceKind = Literal["country", "region", "city", "water", "area"]
FOLDER = Path(__file__).parent.parent / "data" / "gazetteer"
DEMONYMS = Path(__file__).parent.parent / "data" / "lexicons" / "demonyms.tsv"
BLOCK = 2048  # bytes of names.tsv that begin with a whole row and end in line breaks

LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
    | {"æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h"}
    | dict.fromkeys("'’‘ʿʾ`´ʻʼ.\"“”", "")
    | dict.fromkeys("-–—/_,()\n\t", " ")
)  # fmt: skip
ARTICLES = frozenset(
    [
        "al",
        "el",
        "ad",
        "an",
        "ar",
        "as",
        "ash",
        "at",
        "az",
        "ed",
        "en",
        "er",
        "es",
        "esh",
        "et",
        "ez",
        "ul",
        "ash-",
        "as-",
        "il",
        "l",
    ]
)  # the Arabic article and its assimilated forms
ASSIMILATED = re.compile(r"\b[aeiu](sh(?=sh)|th(?=th)|([dlnrstz])(?=\2))")  # "ezzor" -> "zor"
SOUNDS = (
    (re.compile(r"(sh|th|[bcdfghjklmnpqrstvwxz])\1"), r"\1"),
    (re.compile(r"aw|ow|ou|oo|u"), "o"),
    (re.compile(r"a[iy]|e[iy]|ee|i[yi]"), "e"),
    (re.compile(r"[aei]h?\b"), "a"),
    (re.compile(r"kh|gh|q"), "k"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"[iey]"), "e"),
)


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """One place of the gazetteer. Coordinates are degrees (WGS 84); a country's are its middle.

    `country` is ISO 3166-1 alpha-2 ("" for seas and what crosses borders), `admin1` the GeoNames
    code of the first-level region ("US.MD"), `within` the names of the containing region and
    country, the nearest first.
    """

    name: str
    kind: PlaceKind
    country: str
    admin1: str
    geonames: str | None
    wikidata: str | None
    latitude: float | None
    longitude: float | None
    population: int
    within: tuple[str, ...]
    dbpedia: str | None = None  # title of the English Wikipedia article, "New_South_Wales"


@lru_cache(maxsize=20_000)
def normal_name(name: str) -> str:
    """A name as the gazetteer writes it: lower case, without accents, hyphens, "the" and closing
    's.

    >>> normal_name("the Deir ez-Zor’s"), normal_name("U.S."), normal_name("São Tomé")
    ('deir ez zor', 'us', 'sao tome')
    """
    if name[-2:] in ("'s", "’s"):
        name = name[:-2]
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name)
        name = "".join(letter for letter in name if not unicodedata.combining(letter))
    words = name.casefold().translate(LETTERS).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join("st" if word == "saint" else word for word in words)


def sound_name(normal: str) -> str:
    """A key that is equal for most spellings of one Arabic name.

    >>> sound_name("al hudaydah") == sound_name("hodeidah")
    True
    """
    words = [word for word in normal.split() if word not in ARTICLES] or [normal]
    text = " ".join(words)
    text = ASSIMILATED.sub("", text)
    for pattern, letters in SOUNDS:
        text = pattern.sub(letters, text)
    return "~" + text


class Gazetteer:
    """The shipped places of the world, searched in the files of a folder."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._names = map_file(folder / "names.tsv")
        self._places = map_file(folder / "places.tsv")
        self._folder = folder
        self._blocks = (len(self._names) + BLOCK - 1) // BLOCK
        self.find_places = lru_cache(maxsize=8192)(self.find_places)  # type: ignore[method-assign]

    def find_places(self, name: str) -> tuple[PlaceEntry, ...]:
        """The places with this name: countries, areas, regions, cities, districts, the biggest
        first.

        If no place is spelt so, places whose Arabic names sound the same ("Hodeidah").
        """
        normal = normal_name(name)
        if len(normal) < 2:
            return ()
        offsets = self._offsets(normal) or self._offsets(sound_name(normal))
        return tuple(self._place(offset) for offset in offsets)

    def country(self, name: str) -> PlaceEntry | None:
        """The country with this name or ISO 3166-1 alpha-2 code (upper case)."""
        if len(name) == 2 and name.isupper() and (offsets := self._offsets("#" + name)):
            return self._place(offsets[0])
        found = self.find_places(name)
        return found[0] if found and found[0].kind == "country" else None

    def find_holders(self, name: str) -> tuple[PlaceEntry, ...]:
        """The countries and regions of a name or abbreviation ("Md.", "D.C.", "Ontario")."""
        return self.find_abbreviated(name, shortest=2) or tuple(
            place for place in self.find_places(name) if place.kind in ("country", "region")
        )

    def find_abbreviated(self, name: str, *, shortest: int = 3) -> tuple[PlaceEntry, ...]:
        """The region with an abbreviation of at least so many characters ("NSW", "D.C.")."""
        if not shortest <= len(name) <= 6:
            return ()
        code = self._abbreviations().get(name.replace(".", ""))
        return tuple(self._place(offset) for offset in self._offsets("#" + code)) if code else ()

    def demonym(self, word: str) -> str | None:
        """The ISO code of a demonym's country ("Syrian" -> "SY"), None for others ("Kurdish")."""
        return country_demonyms().get(word.casefold())

    def capital_of(self, name: str) -> str | None:
        """The ISO code of the country whose capital has this name ("Damascus" -> "SY")."""
        return self._capitals().get(normal_name(name))

    @cache  # noqa: B019 - one gazetteer lives as long as the program
    def _capitals(self) -> dict[str, str]:
        rows = read_rows(self._folder / "countries.tsv")
        capitals = {normal_name(row[3]): row[0] for row in reversed(rows) if row[3]}
        return capitals | {normal_name(name): iso for name, iso in OTHER_CAPITALS}

    @cache  # noqa: B019
    def _abbreviations(self) -> dict[str, str]:
        return {row[0]: row[1] for row in read_rows(self._folder / "abbreviations.tsv")}

    def _offsets(self, key: str) -> tuple[int, ...]:
        """The offsets in places.tsv of a key's places: the block by bisection, then the row."""
        names, wanted = self._names, key.encode()
        low, high = 0, self._blocks
        while high - low > 1:
            middle = (low + high) // 2
            begin = middle * BLOCK
            if names[begin : names.find(b"\t", begin)] <= wanted:
                low = middle
            else:
                high = middle
        block = b"\n" + names[low * BLOCK : (low + 1) * BLOCK]
        at = block.find(b"\n" + wanted + b"\t")
        if at < 0:
            return ()
        begin = at + len(wanted) + 2
        return tuple(map(int, block[begin : block.find(b"\n", begin)].split(b",")))

    @lru_cache(maxsize=8192)  # noqa: B019
    def _place(self, offset: int) -> PlaceEntry:
        row = self._places[offset : self._places.find(b"\n", offset)].decode()
        kind, name, country, admin1, geonames, wikidata, latitude, longitude, people, title = (
            row.split("\t")
        )
        return PlaceEntry(
            name,
            kind,  # type: ignore[arg-type]
            country,
            admin1,
            geonames or None,
            wikidata or None,
            float(latitude) if latitude else None,
            float(longitude) if longitude else None,
            int(people or 0),
            self._within(kind, name, country, admin1),
            title or None,
        )

    def _within(self, kind: str, name: str, country: str, admin1: str) -> tuple[str, ...]:
        if kind == "country" or not country:
            return ()
        holders = [*self._offsets("#" + admin1), *self._offsets("#" + country)]
        names = (self._name(offset) for offset in holders)
        return tuple(holder for holder in names if holder != name or kind == "city")

    @lru_cache(maxsize=8192)  # noqa: B019
    def _name(self, offset: int) -> str:
        return self._places[offset : self._places.find(b"\n", offset)].decode().split("\t", 2)[1]


# names of seats of government that GeoNames does not list as the capital
OTHER_CAPITALS = (
    ("Kiev", "UA"), ("Washington", "US"), ("Washington DC", "US"), ("Peking", "CN"),
    ("The Hague", "NL"), ("Tel Aviv", "IL"), ("Nay Pyi Taw", "MM"), ("Naypyidaw", "MM"),
    ("Astana", "KZ"), ("Nur-Sultan", "KZ"), ("Ramallah", "PS"), ("La Paz", "BO"),
    ("Pretoria", "ZA"), ("Sanaa", "YE"), ("Pristina", "XK"), ("Taipei", "TW"), ("Ankara", "TR"),
)  # fmt: skip


def map_file(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def read_rows(path: Path) -> list[list[str]]:
    """The rows of a TSV without its comment lines and without its header row."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


@cache
def country_demonyms() -> dict[str, str]:
    """ISO codes by the lower-case demonyms of countries, plural and person forms included."""
    rows = read_rows(DEMONYMS)
    return {row[0].casefold(): row[1] for row in rows if len(row[1]) == 2 and row[1].isupper()}


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer that newskg ships (one for the whole program)."""
    return Gazetteer()
