"""What a reader of the first article expects its graph to know: questions with their answers.

Each is asked twice, of the live model and of a frozen parse (scripts/freeze_article): where only
the first fails the parser changed its mind, where both fail a rule broke. What fails for a known
reason is listed in KNOWN and must go on failing until it is mended.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from kg.model import Article, Reading
from kg.pipeline import read_syntax
from kg.readers import read_articles
from kg.settings import Settings

from cases.frozen import syntax_from_json
from graph_facts import GraphFacts, Told

ARTICLE = "2017-12-08-syria-liberated"
FROZEN = Path(__file__).parent / "frozen" / f"{ARTICLE}.json"
SOURCE = Path(__file__).parents[1] / "sources" / f"{ARTICLE}.md"
Question = Callable[[GraphFacts], None]
QUESTIONS: dict[str, Question] = {}

# strict xfail: question -> why it fails
KNOWN: dict[str, str] = {}

# sentences by some of their words
TITLE = "Syria fully liberated"
DECLARED = "has declared the liberation"
UNITS = "All terrorist units"
TODAY = "as of today"
MADE = "made the announcement"
BRIEFED = "After being briefed"
GOALS = "Among other goals"
SPOTS = "spots of resistance"
VICTORY = "Completed with"
PEACE = "The peace process"
BLOODSHED = "the bloodshed in Syria"
STEPS = "Securing the recent"
REQUEST = "following an official request"
HELP = "turn the tide"
SMASHING = "Smashing"

GERASIMOV, PUTIN, SHOIGU = "Valery Gerasimov", "Vladimir Putin", "Sergey Shoigu"
ISLAMIC_STATE = {"Islamic State", "ISIS", "IS"}
STAFF = "Russian General Staff"
ARMY = "Syrian Arab Army"


def question(ask: Question) -> Question:
    QUESTIONS[ask.__name__] = ask
    return ask


@pytest.fixture(scope="module")
def from_live(readings: Mapping[str, Reading]) -> GraphFacts:
    return GraphFacts(readings[ARTICLE])


@pytest.fixture(scope="module")
def from_frozen() -> GraphFacts:
    article = next(iter(read_articles([SOURCE], Settings())))
    assert isinstance(article, Article)
    row = json.loads(FROZEN.read_text(encoding="utf-8"))
    assert row["text"] == article.text, "the article is another one; run scripts/freeze_article"
    return GraphFacts(read_syntax(syntax_from_json(row, article)))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "name" in metafunc.fixturenames:
        rows = [
            pytest.param(name, marks=pytest.mark.xfail(strict=True, reason=KNOWN[name]))
            if name in KNOWN
            else name
            for name in QUESTIONS
        ]
        metafunc.parametrize("name", rows)


def test_from_live(name: str, from_live: GraphFacts) -> None:
    QUESTIONS[name](from_live)


def test_from_frozen(name: str, from_frozen: GraphFacts) -> None:
    QUESTIONS[name](from_frozen)


def test_known_failures_are_few_and_of_this_list() -> None:
    assert set(KNOWN) <= set(QUESTIONS)
    assert len(KNOWN) <= 5


# --- the article -----------------------------------------------------------------------------


@question
def article_has_title_and_date(facts: GraphFacts) -> None:
    answer = facts.ask("articles", "headline", "published")
    assert answer == {("Syria fully liberated from ISIS terrorists – Russian MoD", "2017-12-08")}
    assert facts.reading.article.published == date(2017, 12, 8)


@question
def trends_are_keywords_and_read_more_is_a_link(facts: GraphFacts) -> None:
    more = "Russia supporting & coordinating Syrian Kurdish-led anti-ISIS battle east of Euphrates"
    assert facts.ask("keywords", "what", "words") == {
        ("keyword", "Russian anti-terrorist op in Syria"),
        ("keyword", "Syria war"),
        ("link", f"{more} – MoD"),
        ("link", "agreed"),
    }


# --- people, posts, organisations, places ----------------------------------------------------


@question
def gerasimov_is_general_and_chief_of_staff(facts: GraphFacts) -> None:
    answer = facts.ask("posts", "office", "rank", "organization", name="Gerasimov")
    assert {(office, rank) for office, rank, _ in answer} in (
        {("Chief of Staff", "General")},
        {("Armed Forces Chief of Staff", "General")},
    )
    assert {organization for _, _, organization in answer} == {"Armed Forces"}


@question
def shoigu_is_defence_minister_of_russia(facts: GraphFacts) -> None:
    answer = facts.ask("posts", "office", "country", name="Shoigu")
    assert answer == {("Defense Minister", "Russia")}


@question
def shoigu_is_no_officer_of_the_general_staff(facts: GraphFacts) -> None:
    answer = facts.ask("posts", "organization", name="Shoigu")
    assert (STAFF,) not in answer


@question
def putin_is_president_of_russia(facts: GraphFacts) -> None:
    assert ("president", "Russia") in {
        (office.lower(), country)
        for office, country in facts.ask("posts", "office", "country", name="Putin")
    }


def words_of(facts: GraphFacts, name: str) -> set[str]:
    return {words for (words,) in facts.ask("mentions", "words", name=name)}


@question
def putin_is_also_russian_leader_and_president_and_he(facts: GraphFacts) -> None:
    words = words_of(facts, PUTIN)
    assert {"Putin", "Russian leader", "Russia’s president", "he", "I"} <= words


@question
def he_added_is_gerasimov(facts: GraphFacts) -> None:
    assert facts.event("added", TODAY).role("agent") == {GERASIMOV}


@question
def he_said_is_putin(facts: GraphFacts) -> None:
    assert facts.event("said", BLOODSHED).role("agent") == {PUTIN}


@question
def russian_leader_said_is_putin(facts: GraphFacts) -> None:
    assert facts.event("said", VICTORY).role("agent") == {PUTIN}


@question
def i_in_the_quotation_is_putin(facts: GraphFacts) -> None:
    assert "I" in words_of(facts, PUTIN)


def names_of_kind(facts: GraphFacts, *types: str) -> set[str]:
    asked = (facts.ask("entities", "entityName", type=of, named="") for of in types)
    return {name for rows in asked for (name,) in rows}


@question
def islamic_state_is_one_organisation_with_its_aliases(facts: GraphFacts) -> None:
    names = names_of_kind(facts, "Organization")
    assert len(names & ISLAMIC_STATE) == 1
    (name,) = names & ISLAMIC_STATE
    aliases = {alias for (alias,) in facts.ask("names", "alias", name=name)}
    assert ISLAMIC_STATE - {name} <= aliases


@question
def syrian_army_is_the_syrian_arab_army(facts: GraphFacts) -> None:
    assert names_of_kind(facts, "Organization") & {"Syrian Army", ARMY} == {ARMY}
    assert {"Syrian Army", "Syrian Arab Army"} <= words_of(facts, ARMY)


@question
def organisations_of_the_article(facts: GraphFacts) -> None:
    names = names_of_kind(facts, "Organization")
    assert {STAFF, "Armed Forces", ARMY} <= names
    assert names & {"MoD", "Russian MoD"}


@question
def attaches_are_a_group_of_people(facts: GraphFacts) -> None:
    types = facts.ask("entities", "entityType", name="foreign military attachés", named="")
    assert types <= {("Person",), ("Group",)}
    assert types


@question
def terrorists_and_jihadists_are_people_not_things(facts: GraphFacts) -> None:
    for name in ("the terrorists", "the jihadists"):
        types = {of for (of,) in facts.ask("entities", "entityType", name=name, named="")}
        assert types <= {"Person", "Group", "ArmedGroup", "Organization"}, name


def stands_for(facts: GraphFacts, words: str) -> set[str]:
    """Names of the entities that some words refer to, and of the wholes that these are part of."""
    entities = facts.reading.entities
    found = set()
    for entity in entities:
        if any(mention.passage.text == words for mention in entity.mentions):
            whole = None if entity.part_of is None else entities[entity.part_of].name
            found |= {entity.name, whole} if whole else {entity.name}
    return found


@question
def terrorists_mean_islamic_state(facts: GraphFacts) -> None:
    assert stands_for(facts, "the terrorists") & ISLAMIC_STATE


@question
def jihadists_mean_islamic_state(facts: GraphFacts) -> None:
    assert stands_for(facts, "the jihadists") & ISLAMIC_STATE


@question
def stronghold_is_deir_ez_zor(facts: GraphFacts) -> None:
    assert "Deir ez-Zor" in stands_for(facts, "an IS stronghold")


@question
def banks_and_zones_are_places(facts: GraphFacts) -> None:
    names = names_of_kind(facts, "Place")
    assert any("both banks" in name for name in names)
    assert any("de-escalation zones" in name for name in names)


@question
def congress_is_no_person(facts: GraphFacts) -> None:
    assert not any("congress" in name for name in names_of_kind(facts, "Person"))


@question
def countries_have_wikidata_ids(facts: GraphFacts) -> None:
    expected = {"Syria": "Q858", "Russia": "Q159", "Iran": "Q794", "Turkey": "Q43"}
    for name, number in expected.items():
        rows = facts.ask("places", "placeName", "placeType", "sameAs", place=name)
        assert (name, "Country", f"http://www.wikidata.org/entity/{number}") in rows


@question
def cities_have_geonames_ids_points_and_countries(facts: GraphFacts) -> None:
    expected = {
        "Sochi": ("491422", "RU", 43.6, 39.7),
        "Damascus": ("170654", "SY", 33.5, 36.3),
        "Deir ez-Zor": ("170794", "SY", 35.3, 40.1),
    }
    columns = ("placeName", "sameAs", "country", "latitude", "longitude")
    for name, (number, country, north, east) in expected.items():
        rows = [row for row in facts.ask("places", *columns, place=name) if row[0] == name]
        assert {(same, of) for _, same, of, _, _ in rows} == {
            (f"https://sws.geonames.org/{number}/", country)
        }
        for *_, latitude, longitude in rows:
            assert abs(float(latitude) - north) < 0.1
            assert abs(float(longitude) - east) < 0.1


@question
def euphrates_is_a_river(facts: GraphFacts) -> None:
    assert facts.ask("places", "placeType", place="Euphrates River") == {("Waterbody",)}


@question
def damascus_acts_for_the_government(facts: GraphFacts) -> None:
    (agent,) = facts.event("request", REQUEST).role("agent")
    assert agent in names_of_kind(facts, "Government")
    assert "Syria" in agent or "Damascus" in agent


# --- times -----------------------------------------------------------------------------------


@question
def times_are_resolved(facts: GraphFacts) -> None:
    answer = facts.ask("times", "words", "value")
    expected = {"today": "2017-12-08", "last month": "2017-11", "2015": "2015", "this year": "2017"}
    assert set(expected.items()) <= answer


@question
def as_of_today_is_when_there_is_no_territory(facts: GraphFacts) -> None:
    absence = facts.any_event({"Existence"}, TODAY)
    assert absence.times == {"2017-12-08"}
    assert absence.said.polarity == "negative"


# --- who says that Syria is liberated? -------------------------------------------------------


@question
def who_says_that_syria_is_liberated(facts: GraphFacts) -> None:
    sentences = (TITLE, DECLARED, UNITS)
    sources = {
        (source if source not in {"MoD", "Russian MoD"} else "Russian MoD")
        for source, sentence in facts.ask("who-says", "source", "sentence", event="Liberation")
        if any(words in sentence for words in sentences)
    }
    assert sources == {STAFF, "Russian MoD", GERASIMOV}


@question
def gerasimov_is_quoted(facts: GraphFacts) -> None:
    liberated = facts.event("liberated", UNITS)
    assert (liberated.said.source, liberated.said.quoted) == (GERASIMOV, "true")


# --- what did each speaker say? --------------------------------------------------------------


def is_certain(event: Told) -> bool:
    said = event.said
    return (said.polarity, said.certainty, said.temporality) == (
        "positive",
        "certain",
        "non-future",
    )


def is_required(event: Told) -> bool:
    """Wished or demanded, not done."""
    said = event.said
    return said.temporality == "future" and said.certainty in {"underspecified", "possible"}


@question
def staff_declared_the_liberation_from_islamic_state(facts: GraphFacts) -> None:
    assert facts.event("declared", DECLARED).role("agent") == {STAFF}
    liberation = facts.event("liberation", DECLARED)
    assert liberation.type == "Liberation"
    assert liberation.role("patient") == {"Syria"}
    assert liberation.role("source") <= ISLAMIC_STATE
    assert liberation.role("source")
    assert liberation.said.source == STAFF
    assert is_certain(liberation)


@question
def staff_stated_that_all_territories_were_liberated(facts: GraphFacts) -> None:
    liberated = facts.event("liberated", DECLARED)
    assert liberated.role("patient") == {"all territories"}
    assert liberated.said.source == STAFF


@question
def syrian_army_made_the_final_push(facts: GraphFacts) -> None:
    assert facts.event("push", DECLARED).role("agent") == {ARMY}


@question
def gerasimov_says_that_all_units_are_destroyed(facts: GraphFacts) -> None:
    destroyed = facts.event("destroyed", UNITS)
    assert destroyed.type == "Destruction"
    assert any("terrorist units" in name for name in destroyed.role("patient"))
    assert (destroyed.said.source, destroyed.said.quoted) == (GERASIMOV, "true")
    assert is_certain(destroyed)


@question
def gerasimov_says_that_no_territory_is_controlled(facts: GraphFacts) -> None:
    controlled = facts.event("controlled", TODAY)
    assert controlled.type == "Control"
    assert controlled.role("agent") <= ISLAMIC_STATE
    assert controlled.role("agent")
    assert (controlled.said.source, controlled.said.polarity) == (GERASIMOV, "negative")


@question
def putin_says_that_the_process_must_become_the_focus(facts: GraphFacts) -> None:
    become = facts.event("become", BRIEFED)
    assert become.said.source == PUTIN
    assert is_required(become)


@question
def putin_named_the_drafting_of_a_constitution(facts: GraphFacts) -> None:
    drafting = facts.event("drafting", GOALS)
    assert drafting.type == "Drafting"
    assert drafting.role("patient") == {"a new constitution"}
    assert drafting.said.source == PUTIN
    assert is_required(drafting)


@question
def putin_named_elections(facts: GraphFacts) -> None:
    elections = facts.event("elections", GOALS)
    assert (elections.type, elections.said.source) == ("Election", PUTIN)
    assert is_required(elections)


@question
def putin_says_that_there_might_be_resistance(facts: GraphFacts) -> None:
    resistance = facts.event("resistance", SPOTS)
    assert (resistance.said.source, resistance.said.certainty) == (PUTIN, "possible")
    answer = facts.ask("possible", "source", "eventType", event="Resistance")
    assert answer == {(PUTIN, "Resistance")}


@question
def putin_says_that_the_work_is_completed(facts: GraphFacts) -> None:
    completed = facts.event("completed", SPOTS)
    assert completed.role("patient") == {"the military work"}
    assert (completed.said.source, completed.said.quoted) == (PUTIN, "true")
    assert is_certain(completed)


@question
def putin_says_that_the_victory_is_full(facts: GraphFacts) -> None:
    victory = facts.event("victory", VICTORY)
    assert (victory.said.source, victory.said.quoted) == (PUTIN, "true")
    assert is_certain(victory)
    assert victory.role("agent") <= {"Syrian Arab Army", "Russia"}


@question
def putin_says_that_the_terrorists_are_defeated(facts: GraphFacts) -> None:
    defeat = facts.event("defeat", VICTORY)
    assert defeat.said.source == PUTIN
    assert any("terrorists" in name or name in ISLAMIC_STATE for name in defeat.role("patient"))


@question
def putin_says_that_the_peace_process_will_be_a_job(facts: GraphFacts) -> None:
    job = facts.any_event({"Being"}, PEACE)
    assert job.role("attribute") == {"a very big and lengthy job"}
    assert (job.said.source, job.said.temporality) == (PUTIN, "future")


@question
def putin_says_that_the_bloodshed_must_stop(facts: GraphFacts) -> None:
    stop = facts.event("stop", BLOODSHED)
    assert any("bloodshed" in name for name in stop.everybody())
    assert stop.said.source == PUTIN
    assert is_required(stop)
    assert facts.event("bloodshed", BLOODSHED).places == {"Syria"}


@question
def putin_says_what_should_be_the_first_steps(facts: GraphFacts) -> None:
    for words, what in (("Securing", "achievements"), ("reinforcing", "zones")):
        step = facts.event(words, STEPS)
        assert any(what in name for name in step.role("patient"))
        assert step.said.source == PUTIN
        assert is_required(step)


@question
def publisher_tells_the_last_paragraph(facts: GraphFacts) -> None:
    for sentence in (REQUEST, HELP, SMASHING):
        told = [event for event in facts.events.values() if sentence in event.sentence]
        assert told
        assert {event.said.source for event in told} == {"publisher"}


# --- who did what to whom, where, when? ------------------------------------------------------


@question
def gerasimov_made_the_announcement(facts: GraphFacts) -> None:
    announcement = facts.event("announcement", MADE)
    assert announcement.type == "Announcement"
    assert announcement.role("agent") == {GERASIMOV}


@question
def announcement_is_the_declaration(facts: GraphFacts) -> None:
    announcement = facts.event("announcement", MADE).iri
    earlier = {facts.event("declared", DECLARED).iri, facts.event("said", UNITS).iri}
    same = {
        frozenset((one, other)) for one, kind, other in facts.relations if kind == "sameEventAs"
    }
    assert any(frozenset((announcement, iri)) in same for iri in earlier)


@question
def announcement_was_made_during_the_briefing(facts: GraphFacts) -> None:
    pair = facts.event("announcement", MADE).iri, facts.event("briefing", MADE).iri
    assert (pair[0], "during", pair[1]) in facts.relations


@question
def attaches_were_briefed(facts: GraphFacts) -> None:
    briefing = facts.event("briefing", MADE)
    assert (briefing.type, briefing.role("recipient")) == (
        "Briefing",
        {"foreign military attachés"},
    )


@question
def shoigu_briefed_putin(facts: GraphFacts) -> None:
    briefed = facts.event("briefed", BRIEFED)
    assert briefed.type == "Briefing"
    assert briefed.role("agent") == {SHOIGU}
    assert briefed.role("recipient") == {PUTIN}
    assert any("operation" in name for name in briefed.role("topic"))


@question
def operation_was_on_both_banks_of_the_euphrates_in_syria(facts: GraphFacts) -> None:
    places = facts.event("operation", BRIEFED).places
    assert any("Euphrates" in name for name in places)
    assert "Syria" in places


@question
def russia_iran_and_turkey_agreed_in_november(facts: GraphFacts) -> None:
    agreed = facts.event("agreed", BRIEFED)
    assert agreed.type == "Agreement"
    assert agreed.role("agent") == {"Russia", "Iran", "Turkey"}
    assert agreed.times == {"2017-11"}
    assert any("congress" in name or "organization" in name for name in agreed.role("topic"))


@question
def congress_is_in_sochi(facts: GraphFacts) -> None:
    assert ("Sochi",) in facts.ask("happened-at", "placeName", place="Sochi")


@question
def russia_supported_syria(facts: GraphFacts) -> None:
    rows = facts.ask("who-did-what", "agentName", "role", "participant", event="Support")
    assert ("Russia", "beneficiary", "Syria") in rows
    support = facts.any_event({"Support", "Aid", "MilitaryAid"}, REQUEST)
    assert is_certain(support)


@question
def request_is_of_2015(facts: GraphFacts) -> None:
    request = facts.event("request", REQUEST)
    assert (request.type, request.times) == ("Request", {"2015"})


@question
def purpose_was_to_prevent_overrunning(facts: GraphFacts) -> None:
    prevent = facts.event("prevent", REQUEST)
    overrun = facts.event("overrunning", REQUEST)
    assert prevent.type == "Prevention"
    assert not is_certain(prevent)
    assert overrun.role("patient") == {"Syria"}
    assert any("terrorists" in name or name in ISLAMIC_STATE for name in overrun.role("agent"))
    support = facts.any_event({"Support", "Aid", "MilitaryAid"}, REQUEST)
    purposes = {(one, other) for one, kind, other in facts.relations if kind == "hasPurpose"}
    assert (support.iri, prevent.iri) in purposes


@question
def help_allowed_the_army_to_liberate(facts: GraphFacts) -> None:
    assert facts.event("help", HELP).role("agent") == {"Russia"}
    assert facts.event("turn", HELP).role("agent") == {ARMY}
    liberate = facts.event("liberate", HELP)
    assert liberate.role("agent") == {ARMY}
    assert any("large areas" in name for name in liberate.role("patient"))
    assert is_certain(liberate)


@question
def help_enabled_the_liberation(facts: GraphFacts) -> None:
    aid, liberate = facts.event("help", HELP), facts.event("liberate", HELP)
    assert (aid.iri, "enables", liberate.iri) in facts.relations


@question
def jihadists_had_occupied_the_areas(facts: GraphFacts) -> None:
    occupied = facts.event("occupied", HELP)
    assert occupied.type == "Occupation"
    assert occupied.role("agent") <= {"the jihadists", "the terrorists"} | ISLAMIC_STATE
    assert occupied.role("agent")
    assert any("large areas" in name for name in occupied.role("patient"))


@question
def blockade_of_deir_ez_zor_was_smashed(facts: GraphFacts) -> None:
    smashing = facts.event("Smashing", SMASHING)
    assert smashing.type == "BlockadeEnd"
    assert any("Deir ez-Zor" in name for name in smashing.role("patient"))
    assert facts.event("blockade", SMASHING).role("patient") == {"Deir ez-Zor"}


@question
def blockade_was_smashed_in_2017(facts: GraphFacts) -> None:
    smashing, campaign = facts.event("Smashing", SMASHING), facts.event("campaign", SMASHING)
    assert campaign.times == {"2017"}
    during = (smashing.iri, "during", campaign.iri) in facts.relations
    assert during or smashing.times == {"2017"}


@question
def smashing_led_to_their_demise(facts: GraphFacts) -> None:
    smashing, demise = facts.event("Smashing", SMASHING), facts.event("demise", SMASHING)
    assert facts.is_before(smashing, demise)
    assert any("terrorists" in name or name in ISLAMIC_STATE for name in demise.role("patient"))


# --- order -----------------------------------------------------------------------------------


@question
def request_was_before_support(facts: GraphFacts) -> None:
    support = facts.any_event({"Support", "Aid", "MilitaryAid"}, REQUEST)
    assert facts.is_before(facts.event("request", REQUEST), support)


@question
def support_was_before_the_advance(facts: GraphFacts) -> None:
    assert facts.is_before(facts.event("help", HELP), facts.event("turn", HELP))


@question
def occupation_was_before_liberation(facts: GraphFacts) -> None:
    assert facts.is_before(facts.event("occupied", HELP), facts.event("liberate", HELP))


@question
def briefing_was_before_what_putin_said(facts: GraphFacts) -> None:
    assert facts.is_before(facts.event("briefed", BRIEFED), facts.event("said", BRIEFED))


@question
def agreement_was_before_publication(facts: GraphFacts) -> None:
    rows = facts.ask("timeline", "latest", "eventType", until="2017-12-07")
    assert ("2017-11-30", "Agreement") in rows


# --- the main event --------------------------------------------------------------------------


@question
def main_event(facts: GraphFacts) -> None:
    ((who, what, when, where),) = facts.ask("main-event", "who", "what", "when", "where")
    assert who == "The Russian General Staff"
    assert "liberation of Syria from Islamic State" in what
    assert when in {"08/12/2017", "2017-12-08", "today"}
    assert where == "Syria"


# --- must not be there -----------------------------------------------------------------------


@question
def no_event_from_links_and_keywords(facts: GraphFacts) -> None:
    for words in ("Read more", "Trends", "Kurdish-led", "anti-terrorist op"):
        assert not [event for event in facts.events.values() if words in event.sentence], words
        assert words not in facts.reading.article.text


@question
def no_agent_for_destroyed_liberated_and_smashed(facts: GraphFacts) -> None:
    for words, sentence in (("destroyed", UNITS), ("liberated", UNITS), ("Smashing", SMASHING)):
        assert facts.event(words, sentence).role("agent") == set(), words
    for words, sentence in (("liberated", TITLE), ("liberation", DECLARED)):
        assert facts.event(words, sentence).role("agent") == set(), words


@question
def isis_is_not_two_entities(facts: GraphFacts) -> None:
    names = {name for (name,) in facts.ask("entities", "entityName")}
    assert len(names & ISLAMIC_STATE) == 1


@question
def no_place_is_a_person_or_organisation(facts: GraphFacts) -> None:
    names = names_of_kind(facts, "Person", "Organization")
    assert not names & {"Sochi", "Syria", "Russia", "Iran", "Turkey", "Damascus", "Euphrates River"}


@question
def read_trends_and_mod_are_no_people(facts: GraphFacts) -> None:
    names = names_of_kind(facts, "Person")
    assert not names & {"Read", "Trends", "MoD", "Russian MoD", "Read more"}


@question
def publisher_does_not_say_that_syria_is_liberated(facts: GraphFacts) -> None:
    for event in facts.events.values():
        if event.type == "Liberation" and HELP.strip() not in event.sentence:
            assert "publisher" not in {said.source for said in event.claims}, event


@question
def what_did_not_happen_is_not_told_as_done(facts: GraphFacts) -> None:
    for words, sentence in (
        ("prevent", REQUEST), ("overrunning", REQUEST), ("elections", GOALS),
        ("drafting", GOALS), ("resistance", SPOTS),
    ):  # fmt: skip
        assert not is_certain(facts.event(words, sentence)), words


@question
def no_shortcut_asserts_what_did_not_happen(facts: GraphFacts) -> None:
    rows = facts.ask("shortcuts", "subject", "action", "object")
    assert not [row for row in rows if row[1] in {"prevent", "overrun", "draft", "elect"}]


@question
def every_claim_has_a_source(facts: GraphFacts) -> None:
    assert all(event.claims for event in facts.events.values())
    assert all(said.source for event in facts.events.values() for said in event.claims)
