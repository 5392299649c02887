"""What a case expects, held against a Reading; each function gives back what is wrong, in words.

Words are looked for by containment: `agent = ["Syrian Army"]` holds for "the Syrian Army".
An empty list (`agent = []`) says that there is no such role.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from kg.model import Claim, Entity, Event, Passage, Reading, Time
from kg.model.event import Role

from cases.frozen import Case

EVENT_WORDS = ("type", "lemma", "label", "coded_as")
EVENT_KEYS = {"trigger", *EVENT_WORDS, "place", "time", *get_args(Role)}
CLAIM_KEYS = {"about", "source", "polarity", "certainty", "temporality", "modes", "quoted"}
TIME_KEYS = {"words", "value", "edtf", "earliest", "latest", "type", "grain", "basis", "rule"}
ENTITY_KEYS = {"name", "type", "mentions", "without", "named", "country", "linked"}
POST_KEYS = {"person", "office", "organization", "country", "rank"}
MAIN_KEYS = {"trigger", "who", "what", "when", "where", "why", "how", "summary"}
RELATION_KEYS = {"kind", "source", "target"}


@dataclass(frozen=True)
class Wish:
    """One table of a case, such as [[case.event]], whose keys are known."""

    table: dict[str, Any]
    known: set[str]

    def __post_init__(self) -> None:
        if unknown := set(self.table) - self.known:
            raise KeyError(f"unknown {sorted(unknown)}; the keys are {sorted(self.known)}")


def problems(case: Case, reading: Reading) -> list[str]:
    """All that a reading lacks, or has too much, for a case; empty if it is right."""
    expected, found = case.expected, []
    for table in expected.get("event", ()):
        found += best(
            event_problems(reading, e, table) for e in events_of(reading, table["trigger"])
        )
        Wish(table, EVENT_KEYS)
    for table in expected.get("claim", ()):
        Wish(table, CLAIM_KEYS)
        found += best(claim_problems(reading, c, table) for c in claims_of(reading, table["about"]))
    for table in expected.get("entity", ()):
        Wish(table, ENTITY_KEYS)
        found += entity_problems(reading, table)
    for table in expected.get("post", ()):
        Wish(table, POST_KEYS)
        found += post_problems(reading, table)
    for table in expected.get("relation", ()):
        Wish(table, RELATION_KEYS)
        found += relation_problems(reading, table)
    found += main_problems(reading, expected.get("main", {}))
    for words in expected.get("absent_event", ()):
        found += [f"event {words!r} must not be there" for _ in events_of(reading, words)][:1]
    for words in expected.get("absent_entity", ()):
        names = {m.passage.text for e in reading.entities for m in e.mentions}
        names |= {entity.name for entity in reading.entities}
        found += [f"entity {words!r} must not be there" for _ in range(words in names)]
    return found + time_problems(case, reading.times)


def best(tries: Iterable[list[str]]) -> list[str]:
    """The shortest list of problems; one problem if nothing was tried."""
    return min(tries, key=len, default=["nothing of these words"])


def events_of(reading: Reading, words: str) -> list[Event]:
    """The events that these words trigger; those of exactly these words, if there are any."""
    exact = [e for e in reading.events if any(t.text == words for t in e.triggers)]
    return exact or [e for e in reading.events if any(words in t.text.split() for t in e.triggers)]


def claims_of(reading: Reading, words: str) -> list[Claim]:
    events = [id(event) for event in events_of(reading, words)]
    return [claim for claim in reading.claims if id(reading.events[claim.event]) in events]


def event_problems(reading: Reading, event: Event, table: dict[str, Any]) -> list[str]:
    where, found = f"event {table['trigger']!r}", []
    for key in EVENT_WORDS:
        if key in table and getattr(event, key) != table[key]:
            found.append(f"{where}: {key} is {getattr(event, key)!r}, not {table[key]!r}")
    for role in table:
        if role in EVENT_KEYS - {"trigger", *EVENT_WORDS}:
            passages = passages_of(reading, event, role)
            found += words_problems(f"{where}: {role}", table[role], passages)
    return found


def passages_of(reading: Reading, event: Event, role: str) -> list[Passage]:
    if role == "place":
        return [place.passage for place in event.places]
    if role == "time":
        times = (reading.times[link.time].passage for link in event.times)
        return [passage for passage in times if passage is not None]
    return [p.passage for p in event.participants if p.role == role]


def words_problems(where: str, expected: list[str], passages: list[Passage]) -> list[str]:
    texts = [passage.text for passage in passages]
    if not expected and texts:
        return [f"{where} must be empty, found {texts}"]
    missing = [words for words in expected if not any(words in text for text in texts)]
    return [f"{where}: {missing} not in {texts}"] if missing else []


def claim_problems(reading: Reading, claim: Claim, table: dict[str, Any]) -> list[str]:
    where, found = f"claim about {table['about']!r}", []
    for key in ("polarity", "certainty", "temporality", "quoted"):
        if key in table and getattr(claim, key) != table[key]:
            found.append(f"{where}: {key} is {getattr(claim, key)!r}, not {table[key]!r}")
    if "modes" in table and sorted(claim.modes) != sorted(table["modes"]):
        found.append(f"{where}: modes are {list(claim.modes)}, not {table['modes']}")
    if "source" in table:
        sources = sources_of(reading, claim)
        if not any(table["source"] in source for source in sources):
            found.append(f"{where}: {table['source']!r} not in the source {sources}")
    return found


def main_problems(reading: Reading, table: dict[str, Any]) -> list[str]:
    """What is wrong with the main event; "" says that a part must be missing."""
    Wish(table, MAIN_KEYS)
    main = reading.main
    if not table or main is None:
        return ["no main event"] if table else []
    event = None if main.event is None else reading.events[main.event]
    words = {"trigger": event.triggers[0].text if event else "", "summary": main.summary}
    for key in MAIN_KEYS - set(words):
        passage = getattr(main, key)
        words[key] = passage.text if passage else ""
    return [
        f"main event: {key} is {words[key]!r}, not {value!r}"
        for key, value in sorted(table.items())
        if words[key] != value
    ]


def sources_of(reading: Reading, claim: Claim) -> list[str]:
    """The words and the name of who claims: "publisher", or "nobody" if nobody is named."""
    if claim.attribution is None:
        return ["publisher"]
    attribution = reading.attributions[claim.attribution]
    names = [] if attribution.source is None else [reading.entities[attribution.source].name]
    passage = attribution.source_passage
    return names + ([passage.text] if passage else []) or ["nobody"]


def entity_problems(reading: Reading, table: dict[str, Any]) -> list[str]:
    where = f"entity {table['name']!r}"
    entities = [entity for entity in reading.entities if entity.name == table["name"]]
    if not entities:
        return [f"{where}: not in {sorted(entity.name for entity in reading.entities)}"]
    tries = []
    for entity in entities:
        found = []
        for key in ("type", "named"):
            if key in table and getattr(entity, key) != table[key]:
                found.append(f"{where}: {key} is {getattr(entity, key)!r}, not {table[key]!r}")
        found += link_problems(where, entity, table)
        mentions = [mention.passage.text for mention in entity.mentions]
        missing = [words for words in table.get("mentions", ()) if words not in mentions]
        found += [f"{where}: no mention {missing} in {mentions}"] if missing else []
        wrong = [words for words in table.get("without", ()) if words in mentions]
        tries.append(found + ([f"{where}: {wrong} must not be in {mentions}"] if wrong else []))
    return best(tries)


def link_problems(where: str, entity: Entity, table: dict[str, Any]) -> list[str]:
    """What is wrong with the country of an entity, and with being linked at all."""
    links, found = entity.links, []
    country = links.country if links else None
    if "country" in table and country != table["country"]:
        found.append(f"{where}: country is {country!r}, not {table['country']!r}")
    if "linked" in table and (links is not None) != table["linked"]:
        found.append(f"{where}: links are {links}")
    return found


def post_problems(reading: Reading, table: dict[str, Any]) -> list[str]:
    def name(index: int | None) -> str | None:
        return None if index is None else reading.entities[index].name

    rows = [
        {
            "person": name(post.person), "office": post.office, "rank": post.rank,
            "organization": name(post.organization), "country": name(post.country),
        }
        for post in reading.posts
    ]  # fmt: skip
    if any(all(row[key] == value for key, value in table.items()) for row in rows):
        return []
    return [f"post {table}: not in {rows}"]


def relation_problems(reading: Reading, table: dict[str, Any]) -> list[str]:
    def words(index: int) -> list[str]:
        return [trigger.text for trigger in reading.events[index].triggers]

    rows = [(r.kind, words(r.source), words(r.target)) for r in reading.relations]
    for kind, source, target in rows:
        if (
            table.get("kind", kind) == kind
            and table["source"] in source
            and table["target"] in target
        ):
            return []
    return [f"relation {table}: not in {rows}"]


def time_problems(case: Case, times: tuple[Time, ...]) -> list[str]:
    """What is wrong with the times alone; no other part of the reading is looked at."""
    found = []
    texts = [time.passage.text for time in times if time.passage]
    for table in case.expected.get("time", ()):
        Wish(table, TIME_KEYS)
        where = f"time {table['words']!r}"
        same = [time for time in times if time.passage and time.passage.text == table["words"]]
        tries = []
        for time in same:
            actual = {key: plain(getattr(time, key)) for key in table if key != "words"}
            tries.append(
                [
                    f"{where}: {key} is {value!r}, not {plain(table[key])!r}"
                    for key, value in actual.items()
                    if value != plain(table[key])
                ]
            )
        found += best(tries) if same else [f"{where}: not in {texts}"]
    for words in case.expected.get("absent_time", ()):
        found += [f"time {words!r} must not be there" for _ in range(words in texts)]
    return found


def plain(value: Any) -> Any:
    """A date as text; "open" for a bound that is none."""
    return value.isoformat() if isinstance(value, date) else "open" if value is None else value
