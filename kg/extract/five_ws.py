"""The words of an article for the parts of an event: who, what, when, where, why and how.

"Agrochem denied the claim": who "Agrochem", what "denied the claim". Each part is a passage; the
line that sums them up is made of nothing but the article's words.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.deeds import (
    clause_end,
    clauses_below,
    preposition_before,
    summary_of,
    trigger_of,
    verb_of,
    what_of,
)
from kg.extract.syntax import Syntax
from kg.model import Attribution, Event, MainEvent, Participant, Passage, Time

LEAD_SENTENCES = 4
REASONS = frozenset({"because of", "because", "due to", "owing to", "thanks to", "over"})
MEANS = frozenset({"by", "through", "via", "with"})
WHERE = frozenset({"in", "at", "near", "outside", "inside", "across", "around", "off", "on"})
AREAS = frozenset({"Place", "Country", "Region", "City", "Waterbody"})
PLACES = AREAS | {"Facility"}
AMOUNTS = frozenset({"Money", "Quantity", "Percent"})


def describe(
    syntax: Syntax,
    cast: Cast,
    events: tuple[Event, ...],
    number: int,
    attributions: tuple[Attribution, ...],
    times: tuple[Time, ...],
) -> MainEvent:
    """The event with its parts and a line about it."""
    event = events[number]
    who = named(who_of(syntax, event, attributions), cast)
    what = what_of(syntax, event, times)
    where = where_of(syntax, event, events, cast)
    when = when_of(syntax, event, events, times)
    summary = summary_of(syntax, event, who, what, where, when)
    return MainEvent(
        event=number,
        who=who,
        what=what,
        when=when,
        where=where,
        headline=syntax.article.title or summary,
        why=why_of(syntax, event, cast),
        how=how_of(syntax, event, cast),
        summary=summary,
    )


def who_of(syntax: Syntax, event: Event, attributions: tuple[Attribution, ...]) -> Passage | None:
    """The agent; else who stands before the verb; else who tells of a noun: "declared the
    liberation".
    """
    agents = [p.passage for p in event.participants if p.role == "agent"]
    if agents:
        return together(syntax, agents)
    first = {p.role: p.passage for p in reversed(event.participants)}
    begin = verb_of(syntax, event)
    before = [first[role] for role in ("patient", "recipient") if role in first]
    before = [passage for passage in before if passage.end <= syntax.begins[begin]]
    if before:
        return before[0]
    told_by = next((a for a in attributions if a.event is not None and covers(a, event)), None)
    source = None if told_by is None else told_by.source_passage
    patient = first.get("patient")
    if grammar.is_verb(syntax, trigger_of(syntax, event)):
        return patient or source
    return source or patient


def named(phrase: Passage | None, cast: Cast) -> Passage | None:
    """The words that a pronoun stands for, where they are known: "it", the nurses' union."""
    for entity in cast.entities:
        for place, mention in enumerate(entity.mentions):
            if mention.passage == phrase and mention.kind == "pronoun":
                told = [m.passage for m in entity.mentions[:place] if m.kind != "pronoun"]
                return told[-1] if told else phrase
    return phrase


def together(syntax: Syntax, phrases: list[Passage]) -> Passage:
    """The first phrase and those that are listed after it: "Orland and Besk"."""
    first, *others = sorted(phrases)
    for other in others:
        between = syntax.article.text[first.end : other.begin].strip(" \n")
        if between not in {"and", ",", ", and", "or", "&"}:
            break
        first = syntax.article.passage(first.begin, other.end)
    return first


def covers(attribution: Attribution, event: Event) -> bool:
    trigger = event.triggers[0]
    return any(
        part.begin <= trigger.begin and trigger.end <= part.end for part in attribution.content
    )


def when_of(
    syntax: Syntax, event: Event, events: tuple[Event, ...], times: tuple[Time, ...]
) -> Passage | None:
    """The time of the event, or of the verb that tells of it; else the first date of the lead that
    no event has.
    """
    for each in (event, *events_at(syntax, events, verb_of(syntax, event))):
        attached = [times[link.time] for link in each.times]
        attached.sort(key=lambda time: time.type not in {"DATE", "TIME"})  # not "for two days"
        for time in attached:
            if time.passage is not None:
                return time.passage
    taken = {link.time for other in events for link in other.times}
    lead_end = syntax.ends[syntax.sents[min(LEAD_SENTENCES, len(syntax.sents)) - 1][1] - 1]
    for number, time in enumerate(times):
        if number not in taken and time.passage and time.type in {"DATE", "TIME"}:
            return time.passage if time.passage.end <= lead_end else None
    return None


def events_at(syntax: Syntax, events: tuple[Event, ...], *tokens: int) -> list[Event]:
    """The events that these tokens tell."""
    return [event for event in events if trigger_of(syntax, event) in tokens]


def where_of(syntax: Syntax, event: Event, events: tuple[Event, ...], cast: Cast) -> Passage | None:
    """The place of the event, or of one told in the same breath; else a place that takes part in
    it; else one that its sentence names after "in" or the like.
    """
    listed = grammar.conjuncts(syntax, trigger_of(syntax, event))
    for each in (event, *events_at(syntax, events, *listed)):
        if each.places:
            return each.places[0].passage
    for participant in event.participants:
        if participant.entity is not None and cast.entities[participant.entity].type in AREAS:
            return participant.passage
    sentence = syntax.sentence(trigger_of(syntax, event))
    places = sorted(
        mention.passage
        for entity in cast.entities
        if entity.named and entity.type in PLACES
        for mention in entity.mentions
        if mention.kind == "name" and sentence.begin <= mention.passage.begin < sentence.end
    )
    clauses = clauses_below(syntax, verb_of(syntax, event))
    ends = min((syntax.begins[token] for token in clauses), default=sentence.end)
    near = (p for p in places if p.begin < ends and preposition_before(syntax, p) in WHERE)
    return next(near, None)


def why_of(syntax: Syntax, event: Event, cast: Cast) -> Passage | None:
    """The words for the cause, else for the purpose, of an event."""
    token = trigger_of(syntax, event)
    found: list[tuple[int, int]] = []
    for name, start, noun in grammar.prepositions(syntax, token):
        if name in REASONS:
            found.append((start, syntax.subtree(noun)[1]))
    for child in syntax.children[token]:
        step = grammar.step_up(syntax, child)
        if step is None or child < token:
            continue
        if step.relation == "purpose" or (
            step.relation == "adverbial" and "because" in step.marker
        ):
            found.append(before_participle(syntax, *syntax.subtree(child)))
    if found:
        return syntax.passage(*found[0])
    return next(filled(syntax, event, cast, "cause", "purpose"), None)


def before_participle(syntax: Syntax, start: int, end: int) -> tuple[int, int]:
    """A clause without the participle behind a comma, which tells what came of it all: "to protest
    a cut[, stranding two ferries]".
    """
    for token in range(start + 2, end):
        if syntax.tags[token] == "VBG" and syntax.lowers[token - 1] == ",":
            return start, token - 1
    return start, end


def how_of(syntax: Syntax, event: Event, cast: Cast) -> Passage | None:
    """The words for the means of an event: "by raising the toll", "with a hammer", "on foot"."""
    token = trigger_of(syntax, event)
    for name, start, noun in grammar.prepositions(syntax, token):
        acting = syntax.tags[noun] == "VBG"
        if name in MEANS and (acting or name in {"through", "via"}):
            return syntax.passage(start, syntax.subtree(noun)[1])
    for child in syntax.children[token]:
        if child > token and syntax.lowers[child] == "using":
            return syntax.passage(*syntax.subtree(child))
    return next(filled(syntax, event, cast, "instrument"), None)


def filled(syntax: Syntax, event: Event, cast: Cast, *roles: str) -> Iterator[Passage]:
    """The fillers of roles that are no amounts; of a deed the whole clause: stealing [gold]."""
    for participant in event.participants:
        if participant.role in roles and not is_amount(syntax, participant, cast):
            head = syntax.token_at[participant.head.begin]
            deed = participant.event is not None and grammar.is_verb(syntax, head)
            yield (
                syntax.passage(head, clause_end(syntax, head) + 1) if deed else participant.passage
            )


def is_amount(syntax: Syntax, participant: Participant, cast: Cast) -> bool:
    """True for "half", "53 percent of the vote", "the first time"."""
    entity = participant.entity
    if entity is not None and cast.entities[entity].type in AMOUNTS:
        return True
    head = syntax.token_at[participant.head.begin]
    first = syntax.token_at.get(participant.passage.begin, head)
    return "CD" in {syntax.tags[first], syntax.tags[head]} or syntax.lemmas[head] in {
        "half",
        "percent",
        "time",
        "%",
    }
