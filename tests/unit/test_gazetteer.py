"""The gazetteer finds the world's places under the names that news uses."""

from __future__ import annotations

import pytest
from kg.lexicon.gazetteer import (
    BLOCK,
    FOLDER,
    Gazetteer,
    load_gazetteer,
    normal_name,
    read_rows,
    sound_name,
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Syria", "SY", "country"),
        ("the U.S.", "US", "country"),
        ("UK", "GB", "country"),
        ("Türkiye", "TR", "country"),
        ("Ivory Coast", "CI", "country"),
        ("Burma", "MM", "country"),
        ("Russia’s", "RU", "country"),
        ("Maryland", "US", "region"),
        ("Idlib", "SY", "region"),
        ("Kobani", "SY", "city"),
        ("Artemivsk", "UA", "city"),
        ("GOMA", "CD", "city"),
        ("Middle East", "", "area"),
        ("Euphrates River", "", "water"),
    ],
)
def test_first_place_of_a_name(gazetteer: Gazetteer, name: str, country: str, kind: str) -> None:
    first = gazetteer.find_places(name)[0]
    assert (first.country, first.kind) == (country, kind)


@pytest.mark.parametrize(
    ("spelling", "geonames"),
    [
        ("Deir Ezzor", "170794"),
        ("Deir ez-Zor", "170794"),
        ("Deir al-Zour", "170794"),
        ("Hodeidah", "79415"),
        ("Hudaydah", "79415"),
    ],
)
def test_spellings_of_arabic_names(gazetteer: Gazetteer, spelling: str, geonames: str) -> None:
    assert geonames in [place.geonames for place in gazetteer.find_places(spelling)]


@pytest.mark.parametrize("word", ["Of", "Bush", "March", "May", "Qwertyville", "", "x"])
def test_words_that_are_no_places(gazetteer: Gazetteer, word: str) -> None:
    assert gazetteer.find_places(word) == ()


def test_countries_come_before_their_namesakes(gazetteer: Gazetteer) -> None:
    kinds = [place.kind for place in gazetteer.find_places("Jordan")]
    assert kinds[0] == "country"
    assert "city" in kinds


def test_a_place_knows_where_it_lies(gazetteer: Gazetteer) -> None:
    sochi = gazetteer.find_places("Sochi")[0]
    assert sochi.within[-1] == "Russia"
    assert sochi.latitude == pytest.approx(43.6, abs=0.2)
    assert sochi.longitude == pytest.approx(39.7, abs=0.2)


def test_country_by_name_and_code(gazetteer: Gazetteer) -> None:
    syria = gazetteer.country("SY")
    assert syria is not None
    assert (syria.name, syria.wikidata, syria.geonames) == ("Syria", "Q858", "163843")
    assert gazetteer.country("Syrian Arab Republic") == syria
    assert gazetteer.country("Damascus") is None


def test_demonyms_and_capitals(gazetteer: Gazetteer) -> None:
    assert gazetteer.demonym("Syrian") == "SY"
    assert gazetteer.demonym("Danes") == "DK"
    assert gazetteer.demonym("Kurdish") is None
    assert gazetteer.capital_of("Damascus") == "SY"
    assert gazetteer.capital_of("Sochi") is None


def test_abbreviated_regions(gazetteer: Gazetteer) -> None:
    assert [place.admin1 for place in gazetteer.find_holders("Md.")] == ["US.MD"]
    assert [place.admin1 for place in gazetteer.find_holders("D.C.")] == ["US.DC"]
    assert gazetteer.find_abbreviated("in") == ()


def test_normal_name() -> None:
    assert normal_name("the São Tomé’s") == "sao tome"
    assert sound_name("deir ezzor") == sound_name("deir ez zor")


def test_every_name_is_found_and_blocks_are_sorted(gazetteer: Gazetteer) -> None:
    content = (FOLDER / "names.tsv").read_bytes()
    keys = [line.split(b"\t")[0] for line in content.split(b"\n") if line]
    assert keys == sorted(set(keys))
    for begin in range(0, len(content), BLOCK):
        assert content[begin : begin + 1] not in (b"", b"\n", b"\t")
    for key in keys[:: len(keys) // 500]:
        if key[:1] not in b"#~":
            assert gazetteer.find_places(key.decode()), key


def test_lists_are_sorted_without_duplicates() -> None:
    for name in ("areas", "abbreviations", "common_words", "countries"):
        first = [row[0] for row in read_rows(FOLDER / f"{name}.tsv")]
        assert first == sorted(set(first)), name
