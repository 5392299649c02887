"""Authority files: read, refused with file and line, made of Wikidata and SPARQL, used in links."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from kg.cli import cli
from kg.errors import AuthorityError
from kg.extract.authorities import link_authorities
from kg.lexicon.authority import Authority, build_authority, check_authority, read_authority
from kg.lexicon.authority_build import build_rows, rows_to_tsv
from kg.model import Article, Entity, Links, Mention, Passage
from kg.ontology import load_ontology

TABLE = """name,type,aliases,wikidata,geonames,dbpedia,iri,from,until
Anna Keller,Person,A. Keller;Keller,Q900001,,,,2015,2019-06
Ostra Mining Group,Company,Ostra Mining;OMG,,,,https://example.org/ostra,,
Berga,City,,http://www.wikidata.org/entity/Q900003,99000003,Berga (Norland),,,
"""
TURTLE = """@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .

<https://example.org/people/keller> a skos:Concept, kg:Person ;
    skos:prefLabel "Anna Keller"@en, "Anna Kellerova"@cs ;
    skos:altLabel "Keller" ; skos:exactMatch wd:Q900001 ; kg:since "2015" .
"""
ENTITIES = [
    {
        "id": "Q900001",
        "labels": {"en": {"value": "Anna Keller"}},
        "aliases": {"en": [{"value": "A. Keller"}]},
        "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}]},
    },
    {
        "id": "Q900003",
        "labels": {"en": {"value": "Berga"}},
        "claims": {
            "P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q515"}}}}],
            "P1566": [{"mainsnak": {"datavalue": {"value": "99000003"}}}],
            "P571": [
                {"mainsnak": {"datavalue": {"value": {
                    "time": "+1850-00-00T00:00:00Z", "precision": 9}}}}
            ],
        },
        "sitelinks": {"enwiki": {"title": "Berga (Norland)"}},
    },
    {"id": "Q900004", "labels": {"de": {"value": "Nur deutsch"}}, "claims": {}},
]  # fmt: skip


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["authority", *words])


def test_a_table_is_read_with_ids_and_days(tmp_path: Path) -> None:
    keller, ostra, berga = read_authority(write(tmp_path, "own.csv", TABLE))
    assert (keller.aliases, keller.wikidata) == (("A. Keller", "Keller"), "Q900001")
    assert (keller.begin, keller.end, keller.line) == ("2015-01-01", "2019-06-31", 2)
    assert ostra.iri == "https://example.org/ostra"
    assert (berga.wikidata, berga.dbpedia) == ("Q900003", "Berga_(Norland)")


def test_tabs_and_comments_are_read_too(tmp_path: Path) -> None:
    text = "# our people\nname\ttype\nAnna Keller\tPerson\n"
    (entry,) = read_authority(write(tmp_path, "own.tsv", text))
    assert (entry.name, entry.type, entry.line) == ("Anna Keller", "Person", 3)


def test_turtle_is_read_in_english(tmp_path: Path) -> None:
    (entry,) = read_authority(write(tmp_path, "own.ttl", TURTLE))
    assert (entry.name, entry.type, entry.aliases) == ("Anna Keller", "Person", ("Keller",))
    assert entry.iri == "https://example.org/people/keller"
    assert (entry.wikidata, entry.begin, entry.line) == ("Q900001", "2015-01-01", 5)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty file; begin with the header"),
        ("name,alias\n", 1, "unknown column 'alias'; did you mean 'aliases'?"),
        ("type\nPerson\n", 1, "no column 'name'; add one"),
        ("name,name\n", 1, "column 'name' stands twice"),
        ("name,type\nBerga,Citty\n", 2, "unknown type 'Citty'; did you mean 'City'?"),
        ("name,wikidata\nBerga,42\n", 2, "wikidata '42' is no id; write like Q42"),
        ("name,until\nBerga,soon\n", 2, "'until' is 'soon'; write a day, month or year"),
        ("name,from,until\nBerga,2016,2015\n", 2, "'from' 2016 is after 'until' 2015"),
        ("name\nBerga,more\n", 2, "2 cells, but the header has 1"),
        ("name,type\n,City\n", 2, "name '' is too short"),
        ("name\nBerga\nBerga\n", 3, "'Berga' stands in line 2 too"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    path = write(tmp_path, "own.csv", text)
    _, problems = check_authority(path)
    assert problems[0].startswith(f"{path}:{line}: {words}")
    with pytest.raises(AuthorityError):
        read_authority(path)


def test_wrong_turtle_is_told_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "own.ttl", TURTLE.replace('"2015" .', '"2015" . ;'))
    _, (problem,) = check_authority(path)
    assert problem.startswith(f"{path}:7: no valid Turtle")
    path = write(tmp_path, "type.ttl", TURTLE.replace("kg:Person", "kg:Persn"))
    _, (problem,) = check_authority(path)
    assert problem.startswith(f"{path}:5: unknown type 'Persn'; did you mean 'Person'?")


def test_other_endings_and_missing_files_are_refused(tmp_path: Path) -> None:
    assert "use .csv, .tsv or .ttl" in check_authority(write(tmp_path, "own.json", "{}"))[1][0]
    assert "there is no such file" in check_authority(tmp_path / "none.csv")[1][0]


@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz"])
def test_wikidata_entities_become_rows(tmp_path: Path, suffix: str) -> None:
    lines = ["[", *(json.dumps(entity) + "," for entity in ENTITIES), "]"]
    path = tmp_path / f"dump.{suffix}"
    text = "\n".join(lines).encode()
    path.write_bytes(gzip.compress(text) if suffix.endswith("gz") else text)
    rows, nameless = build_rows(path, {"Q515": "City"})
    own = write(tmp_path, "own.tsv", rows_to_tsv(rows))
    keller, berga = read_authority(own)
    assert (keller.type, keller.aliases, nameless) == ("Person", ("A. Keller",), 1)
    assert (berga.type, berga.geonames, berga.begin) == ("City", "99000003", "1850-01-01")
    assert berga.dbpedia == "Berga_(Norland)"


def test_a_sparql_result_becomes_rows(tmp_path: Path) -> None:
    def cells(**values: str) -> dict[str, dict[str, str]]:
        return {key: {"type": "literal", "value": value} for key, value in values.items()}

    item = "http://www.wikidata.org/entity/Q900001"
    bindings = [
        cells(item=item, itemLabel="Anna Keller", itemAltLabel="A. Keller, Keller"),
        cells(item=item, itemLabel="Anna Keller", itemAltLabel="Frau Keller"),
        cells(item="http://www.wikidata.org/entity/Q900009", itemLabel="Q900009"),
    ]
    result = {"head": {"vars": ["item", "itemLabel"]}, "results": {"bindings": bindings}}
    rows, nameless = build_rows(write(tmp_path, "result.json", json.dumps(result)), {})
    assert [row["wikidata"] for row in rows] == ["Q900001"]
    assert (rows[0]["aliases"], nameless) == ("A. Keller;Keller;Frau Keller", 1)


def test_a_broken_source_is_refused_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "dump.jsonl", '{"id": "Q1"}\n{"id": \n')
    with pytest.raises(AuthorityError, match=r"dump\.jsonl:2: no JSON object"):
        build_rows(path, {})


def test_the_commands_check_and_make(tmp_path: Path) -> None:
    good, bad = write(tmp_path, "own.csv", TABLE), write(tmp_path, "bad.csv", "name,x\n")
    assert run("check", str(good)).output == f"{good}: 3 entries, 7 names\n"
    failed = run("check", str(bad))
    assert failed.exit_code == 1
    assert f"{bad}:1: unknown column 'x'" in failed.output
    source = write(tmp_path, "dump.jsonl", "\n".join(map(json.dumps, ENTITIES)))
    made = run("build", str(source), "--type", "Q515=City", "-o", str(tmp_path / "made.tsv"))
    assert made.exit_code == 0
    assert len(read_authority(tmp_path / "made.tsv")) == 2
    assert run("build", str(source), "--type", "Q515", "-o", str(good)).exit_code == 2


def named(name: str, kind: str, links: Links | None = None) -> Entity:
    passage = Passage(0, len(name), name, "a")
    return Entity(kind, name, True, (Mention(passage, passage, "name", "mentions.name"),),
                  links=links)  # fmt: skip


def link(entity: Entity, authority: Authority, published: date | None = None) -> Entity:
    article = Article("a", "", entity.name, published, None, None, "en", "-", ())
    (found,) = link_authorities((entity,), article, authority, load_ontology())
    return found


def test_a_file_wins_in_name_type_and_ids(tmp_path: Path) -> None:
    own = build_authority(read_authority(write(tmp_path, "own.csv", TABLE)))
    keller = link(named("Keller", "Organization"), own, date(2017, 1, 1))
    assert (keller.name, keller.type, keller.aliases) == ("Anna Keller", "Person", ("Keller",))
    assert keller.links is not None
    assert (keller.links.wikidata, keller.links.authority) == ("Q900001", "own.csv")
    other = Links(wikidata="Q1", latitude=1.0, longitude=2.0, rule="linking.country")
    berga = link(named("Berga", "City", other), own)
    assert berga.links is not None
    assert (berga.links.wikidata, berga.links.latitude) == ("Q900003", None)


def test_days_kinds_and_namesakes_keep_links_away(tmp_path: Path) -> None:
    own = build_authority(read_authority(write(tmp_path, "own.csv", TABLE)))
    assert link(named("Keller", "Person"), own, date(2020, 1, 1)).links is None
    assert link(named("Berga", "Person"), own).links is None
    two = "name,type,aliases,wikidata\nAnna Keller,Person,Keller,Q1\nUwe Keller,Person,Keller,Q2\n"
    both = build_authority(read_authority(write(tmp_path, "two.csv", two)))
    assert link(named("Keller", "Person"), both).links is None
    uwe = link(named("Uwe Keller", "Person"), both)
    assert uwe.links is not None
    assert uwe.links.wikidata == "Q2"
