"""Events that tell of one occurrence, copies of articles, who affirms and who denies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from kg.merge import build_knowledge
from kg.merge.excerpts import count_in
from kg.model import Knowledge, Links, Occurrence, Reading, Relation
from samples import Draft

TEXT = "Berga port explosion kills {} people. An explosion in Berga killed {} people on Monday."
DAY = date(2020, 3, 9)


def report(
    name: str, number: str = "12", city: str = "Berga", day: date = DAY, **claim: Any
) -> Reading:
    text = TEXT.format(number, number).replace("Berga", city)
    draft = Draft(name, text, published=day, publisher=claim.pop("publisher", None))
    links = Links(geonames=city, country="NO" if city == "Berga" else "SE")
    place = draft.entity("City", city, links=links)
    monday = draft.time("Monday", day.isoformat(), day, day)
    people = f"{number} people"
    draft.entity("Person", people, named=False, head="people")
    draft.event(
        "Killing", "killed", lemma="kill", times=(monday,), places=((city, place),),
        patient=(people, 1),
    )  # fmt: skip
    draft.claim(0, **claim)
    made = draft.done()
    event = made.events[0]
    (who,) = event.participants
    counted = replace(who, head=draft.at("people"))
    return replace(made, events=(replace(event, participants=(counted,)),))


def only(knowledge: Knowledge) -> Occurrence:
    (occurrence,) = knowledge.occurrences
    return occurrence


def test_one_happening_in_two_articles() -> None:
    found = only(build_knowledge([report("a"), report("b", "15")]))
    assert found.articles == ("a", "b")
    assert found.key == "occurrence/a-1"
    assert (found.type, found.earliest) == ("Killing", DAY)
    assert found.joins[0].reason.startswith("both say 'kill'; articles alike at ")
    assert "in berga" in found.joins[0].reason


def test_other_days_and_other_places_are_other_happenings() -> None:
    later = report("b", day=date(2020, 3, 20))
    assert build_knowledge([report("a"), later]).occurrences == ()
    assert build_knowledge([report("a"), report("b", city="Norhavn")]).occurrences == ()


def test_order_of_articles_does_not_matter() -> None:
    made = [report("a"), report("b", "15"), report("c", "13")]
    assert build_knowledge(made) == build_knowledge(reversed(made))


def test_numbers_that_differ_are_told() -> None:
    (difference,) = only(build_knowledge([report("a"), report("b", "15")])).differences
    assert difference.what == "people"
    assert [(value, words.text) for value, words in difference.values] == [
        (12, "12 people"), (15, "15 people"),
    ]  # fmt: skip
    assert only(build_knowledge([report("a"), report("b")])).differences == ()


def test_a_denial_disputes_it() -> None:
    found = only(build_knowledge([report("a"), report("b", "15", polarity="negative")]))
    assert found.is_disputed
    assert {stance.kind for stance in found.stances} == {"reported", "denied"}


def test_one_publisher_is_one_report() -> None:
    two = [report("a", publisher="Berga Post"), report("b", "15", publisher="Berga Post")]
    assert only(build_knowledge(two)).independent == 1
    assert only(build_knowledge([report("a"), report("b", "15")])).independent == 2


def test_copies_are_marked_and_count_once() -> None:
    body = " ".join(f"word{number} of a long report" for number in range(40))
    drafts = [Draft("late", f"{body} Updated."), Draft("early", body), Draft("other", body[::-1])]
    days = {"late": date(2020, 3, 10), "early": DAY, "other": DAY}
    readings = [
        Draft(d.article.id, d.article.text, published=days[d.article.id]).done() for d in drafts
    ]
    (copy,) = build_knowledge(readings).copies
    assert (copy.article, copy.original) == ("late", "early")
    assert copy.likeness > 0.9


def test_numbers_before_a_head() -> None:
    draft = Draft("a", "at least 1,200 people; two million jobs; the 2015 fire; a dog; 3.5 tonnes")
    pairs = ("people", 1200), ("jobs", 2e6), ("fire", None), ("dog", None), ("tonnes", 3.5)
    begin = 0
    for head, number in pairs:
        at = draft.at(head)
        assert count_in(draft.article.passage(begin, at.end), at) == number, head
        begin = at.end + 2


def test_an_article_tells_it_again() -> None:
    draft = Draft("a", "Gang jailed for robbery. A court sentenced the men. The sentence was mild.")
    for kind, word, lemma in (
        ("Sentencing", "jailed", "jail"),
        ("Sentencing", "sentenced", "sentence"),
        ("Sentencing", "sentence", "sentence"),
    ):
        draft.event(kind, word, lemma=lemma)
    reading = draft.done()
    again = Relation("same-as", 1, 0, reading.events[1].triggers[0], "relations.headline")
    found = only(build_knowledge([replace(reading, relations=(again,))]))
    assert {("a", 0), ("a", 1)} <= set(found.events)
    assert "occurrences.told-again" in {join.rule for join in found.joins}


def test_who_was_killed_died_in_one_article() -> None:
    draft = Draft("a", "Rebels killed Ada Holm. Ada Holm died at once.")
    holm = draft.entity("Person", "Ada Holm")
    draft.event("Killing", "killed", lemma="kill", patient=("Ada Holm", holm))
    draft.event("Death", "died", lemma="die", patient=("Ada Holm", holm))
    assert only(build_knowledge([draft.done()])).events == (("a", 0), ("a", 1))


def test_another_one_is_somebody_else() -> None:
    draft = Draft("a", "A climber died in Berga. The climber died young. Another climber died.")
    for words in ("A climber", "The climber", "Another climber"):
        draft.event("Death", "died", lemma="die", patient=(words, None))
    made = draft.done()
    heads = [draft.at("climber", nth) for nth in range(3)]
    events = tuple(
        replace(
            event,
            triggers=(draft.at("died", nth),),
            participants=(replace(event.participants[0], head=heads[nth]),),
        )
        for nth, event in enumerate(made.events)
    )
    found = build_knowledge([replace(made, events=events)]).occurrences
    assert [each.events for each in found] == [(("a", 0), ("a", 1))]
