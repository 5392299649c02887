"""Places get the links that the article's words make certain, and no others."""

from __future__ import annotations

import re

import pytest
from kg.extract.linking import link_entities
from kg.lexicon.gazetteer import load_gazetteer
from kg.model import Article, Entity, Links, Mention


def read(text: str, *names: str, **types: str) -> dict[str, Entity]:
    """The linked entities of a text by name; Place, unless `types` says so ("_" for a space)."""
    article = Article("a", "", text, None, None, None, "en", "-")
    kinds = dict.fromkeys(names, "Place") | {k.replace("_", " "): t for k, t in types.items()}
    entities = []
    for name, kind in kinds.items():
        spans = [match.span() for match in re.finditer(re.escape(name), text)]
        assert spans, name
        passages = [article.passage(*span) for span in spans]
        mentions = tuple(Mention(passage, passage, "name", "test") for passage in passages)
        entities.append(Entity(kind, name, True, mentions))
    linked = link_entities(tuple(entities), article, load_gazetteer())
    return {entity.name: entity for entity in linked}


def links(entity: Entity) -> Links:
    assert entity.links is not None, entity.name
    return entity.links


def test_countries_have_wikidata_ids() -> None:
    entities = read("Russia, Iran and Turkey agreed on Syria.", "Russia", "Iran", "Turkey", "Syria")
    assert [links(entity).country for entity in entities.values()] == ["RU", "IR", "TR", "SY"]
    assert links(entities["Syria"]).wikidata == "Q858"
    assert links(entities["Syria"]).rule == "linking.country"
    assert entities["Syria"].type == "Country"


def test_a_city_lies_in_the_country_that_the_article_names() -> None:
    text = "A congress in Sochi was agreed by Russia. Deir ez-Zor in Syria is free."
    entities = read(text, "Sochi", "Russia", "Deir ez-Zor", "Syria")
    assert links(entities["Sochi"]).country == "RU"
    assert links(entities["Deir ez-Zor"]).country == "SY"
    assert entities["Sochi"].part_of == 1
    assert entities["Deir ez-Zor"].part_of == 3


@pytest.mark.parametrize(
    ("text", "name", "within"),
    [
        ("He lives in Paris, Texas.", "Paris", "Texas"),
        ("A fire in Portland, Maine, was put out.", "Portland", "Maine"),
        ("GOMA, Congo (Reuters) - Rebels came.", "GOMA", "Democratic Republic of the Congo"),
        ("Police in Rockville, Md., said so.", "Rockville", "Maryland"),
        ("Two died in London (Ontario).", "London", "Ontario"),
        ("A bomb went off in Tripoli, northern Lebanon.", "Tripoli", "Lebanon"),
        ("A bomb went off in Tripoli in Lebanon.", "Tripoli", "Lebanon"),
    ],
)
def test_neighbours_decide(text: str, name: str, within: str) -> None:
    entity = read(text, name)[name]
    assert within in links(entity).within
    assert links(entity).rule == "linking.neighbour"


def test_demonyms_are_context() -> None:
    text = "Syrian troops entered Palmyra, the Syrian agency said."
    assert links(read(text, "Palmyra")["Palmyra"]).country == "SY"


def test_the_state_georgia_needs_its_country() -> None:
    entities = read(
        "Voters in Georgia and Florida, U.S. states, queued.", "Georgia", "Florida", "U.S."
    )
    assert links(entities["Georgia"]).geonames == "4197000"
    entities = read("Georgia and Russia fought in 2008. Georgian troops fled.", "Georgia", "Russia")
    assert links(entities["Georgia"]).wikidata == "Q230"


@pytest.mark.parametrize("name", ["Springfield", "San Pedro", "Qwertyville", "March", "Bush", "Of"])
def test_without_context_an_ambiguous_place_has_no_id(name: str) -> None:
    assert read(f"They met in {name} again.", name)[name].links is None


def test_people_are_never_places() -> None:
    text = "Michael Jordan spoke. Jordan said he would return."
    entities = read(text, "Jordan", Michael_Jordan="Person")
    assert entities["Jordan"].links is None
    assert entities["Michael Jordan"].links is None


def test_a_part_of_a_country_lies_in_it() -> None:
    entities = read(
        "In eastern Syria, a stronghold fell. Syria rejoiced.", "eastern Syria", "Syria"
    )
    part = entities["eastern Syria"]
    assert (links(part).wikidata, links(part).country) == (None, "SY")
    assert links(part).within == ("Syria",)
    assert part.part_of == 1
    assert links(read("Fire in North Korea.", "North Korea")["North Korea"]).country == "KP"


def test_capital_before_its_namesakes() -> None:
    assert links(read("Damascus asked for help.", "Damascus")["Damascus"]).country == "SY"
    washington = links(read("He flew to Washington, D.C. at noon.", "Washington")["Washington"])
    assert washington.within == ("District of Columbia", "United States")


def test_another_country_in_the_text_outweighs_a_capital() -> None:
    entities = read("Lebanon mourned. The army of Lebanon entered Tripoli.", "Lebanon", "Tripoli")
    assert links(entities["Tripoli"]).country == "LB"
    assert links(read("They met in Tripoli.", "Tripoli")["Tripoli"]).country == "LY"


def test_organisations_have_the_country_of_their_name() -> None:
    text = "The Russian General Staff and the U.S.-China Council met the African Union."
    entities = read(
        text,
        Russian_General_Staff="MilitaryForce",
        African_Union="InternationalOrganization",
    )
    assert links(entities["Russian General Staff"]) == Links(
        country="RU", rule="linking.name-country"
    )
    assert entities["African Union"].links is None


def test_links_that_are_there_stay() -> None:
    article = Article("a", "", "Paris", None, None, None, "en", "-")
    passage = article.passage(0, 5)
    known = Links(wikidata="Q1", rule="user")
    entity = Entity("Place", "Paris", True, (Mention(passage, passage, "name", "t"),), links=known)
    assert link_entities((entity,), article, load_gazetteer()) == (entity,)


def test_a_country_has_the_title_of_its_article() -> None:
    links = read("Floods hit Syria.", "Syria")["Syria"].links
    assert links is not None
    assert links.dbpedia == "Syria"


def test_the_state_after_its_city_is_no_city() -> None:
    links = read("A fire broke out in Buffalo, New York.", "New York")["New York"].links
    assert links is not None
    assert (links.precision, links.dbpedia) == ("region", "New_York_(state)")


def test_a_country_that_plays_is_not_linked() -> None:
    text = (
        "Belgium beat Panama. The striker scored twice, the goalkeeper saved a penalty, and a "
        "midfielder was sent off. The coach praised the defender who scored before half-time."
    )
    assert read(text, "Belgium")["Belgium"].links is None
