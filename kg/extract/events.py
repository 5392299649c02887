"""Finds events: verbs, nouns and participles that tell what happens, their roles, places and times.

"Russia's help allowed the army to liberate large areas": *help* (agent Russia), *allow*, *liberate*
(agent the army, patient large areas). Triggers, roles and times each have their module; here they
become facts. A role is never filled from the source of a claim.
"""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.involved import InvolvedFinder
from kg.extract.page_dates import find_labels, find_page_dates
from kg.extract.roles import RoleFinder
from kg.extract.senses import Found
from kg.extract.syntax import Syntax
from kg.extract.triggers import TriggerFinder
from kg.lexicon import Lexicon
from kg.model import Event, EventPlace, EventTime, Participant, Time
from kg.ontology import Ontology

ORDERING = frozenset({"after", "following", "since", "before", "upon"})
STATES = frozenset({"Being", "Existence"})  # their verb says nothing by itself


def find_events(
    syntax: Syntax, cast: Cast, times: tuple[Time, ...], *, lexicon: Lexicon, ontology: Ontology
) -> tuple[Event, ...]:
    """All events in text order; `cast` grows by the countries and governments that take part."""
    timed = time_tokens(syntax, times)
    page_dates = find_page_dates(syntax, times)
    timed |= find_labels(syntax, times, page_dates)
    skipped = skipped_tokens(syntax) | timed
    triggers = TriggerFinder(syntax, cast, skipped, lexicon=lexicon, ontology=ontology)
    found = triggers.find()
    roles = RoleFinder(
        syntax, cast, found, triggers.owner, timed, lexicon=lexicon, ontology=ontology
    )
    attached = attach_times(syntax, times, found, triggers.owner, page_dates)
    filled = {token: roles.fill(found[token]) for token in sorted(found)}
    participants = {token: taking_part for token, (taking_part, _) in filled.items()}
    places = place_all(
        roles, found, triggers.owner, {t: p for t, (_, p) in filled.items()}, ontology
    )
    involved = InvolvedFinder(syntax, cast, found, participants, ontology=ontology)
    return tuple(
        build_event(
            syntax,
            found[token],
            (*participants[token], *involved.find(token)),
            places[token],
            tuple(attached.get(token, ())),
        )
        for token in sorted(found)
    )


def place_all(
    roles: RoleFinder,
    found: dict[int, Found],
    owner: dict[int, int],
    own: dict[int, tuple[EventPlace, ...]],
    ontology: Ontology,
) -> dict[int, tuple[EventPlace, ...]]:
    """The places of all events: their own, else that of the clause they stand in.

    Where something was said says nothing of where it happened, and a state holds nowhere in
    particular.
    """
    stops = frozenset(
        token
        for token, event in found.items()
        if {"Communication", "State"} & {event.type, *ontology.ancestors(event.type)}
    )
    return {
        token: places
        if places or token in stops
        else roles.places.of_clause(token, owner, own, stops)
        for token, places in own.items()
    }


def build_event(
    syntax: Syntax,
    found: Found,
    participants: tuple[Participant, ...],
    places: tuple[EventPlace, ...],
    times: tuple[EventTime, ...],
) -> Event:
    end = found.token + 1
    if (
        end < len(syntax)
        and grammar.particle(syntax, found.token)
        and syntax.heads[end] == found.token
    ):
        end += syntax.deps[end] == "prt"
    return Event(
        type=found.type,
        lemma=found.lemma,
        triggers=(syntax.passage(found.token, end),),
        participants=participants,
        places=places,
        times=times,
        rule=found.rule,
        label=label_of(syntax, found, participants),
    )


def attach_times(
    syntax: Syntax,
    times: tuple[Time, ...],
    found: dict[int, Found],
    owner: dict[int, int],
    page_dates: frozenset[int],
) -> dict[int, list[EventTime]]:
    """For each trigger its times: a time belongs to the nearest event above it in the parse.

    The day of a dateline is that of the report.
    """
    attached: dict[int, list[EventTime]] = {}
    for index, time in enumerate(times):
        token = head_of_time(syntax, time)
        if token is None or index in page_dates or is_kind(syntax, token, time, found):
            continue
        if any(a <= token < b for a, b in syntax.datelines):
            continue
        at, steps = token, 0
        while owner.get(at) not in found and syntax.heads[at] != at and steps < 12:
            at, steps = syntax.heads[at], steps + 1
        target = owner.get(at)
        if target in found and at != token:
            target = dated_beside(syntax, found, at, token) or target
        if target in found:
            attached.setdefault(target, []).append(EventTime(index, "times.governor"))
    return attached


def is_kind(syntax: Syntax, token: int, time: Time, found: dict[int, Found]) -> bool:
    """True for a time that tells what a thing is and not when: hit by a [2013] sedan, at their
    [Christmas] party.
    """
    noun = grammar.modified_noun(syntax, token)
    if noun is None:
        return False
    if noun in found:
        return time.rule == "times.holiday" and found[noun].type == "Celebration"
    return syntax.tags[token] == "CD"


def dated_beside(syntax: Syntax, found: dict[int, Found], at: int, time: int) -> int | None:
    """The event noun of a phrase of order right before a time: "began after a request from the
    ministry [in 2015]" dates the request; what comes after it has no need of another time.
    """
    preposition = time if syntax.heads[time] == at else syntax.heads[time]
    for name, token, noun in grammar.prepositions(syntax, at):
        is_event = noun in found and found[noun].pos == "noun"
        adjacent = token < noun < preposition == syntax.rights[noun] + 1
        if name in ORDERING and is_event and adjacent:
            return noun
    return None


def head_of_time(syntax: Syntax, time: Time) -> int | None:
    """The token of a time expression whose head lies outside it."""
    if time.passage is None:
        return None
    token = syntax.token_at.get(time.passage.begin)
    if token is None:
        return None
    last = token
    while last + 1 < len(syntax) and syntax.ends[last + 1] <= time.passage.end:
        last += 1
    for at in range(token, last + 1):
        if not token <= syntax.heads[at] <= last or syntax.heads[at] == at:
            return at
    return last


def label_of(syntax: Syntax, found: Found, participants: tuple[Participant, ...]) -> str:
    """A few of the article's own words: "liberation of Syria", "Russia agreed", "a lengthy job"."""
    if found.pos == "noun":
        words = syntax.passage(*grammar.noun_phrase(syntax, found.token)).text
    elif found.type in STATES and (told := named_by(participants)):
        words = told.passage.text
    else:
        verb = syntax.passage(found.token, found.token + 1).text
        particle = grammar.particle(syntax, found.token)
        verb = f"{verb} {particle}" if particle else verb
        other = named_by(participants)
        words = verb if other is None else in_order(syntax, found.token, verb, other)
    return shortened(" ".join(words.split()))


def named_by(participants: tuple[Participant, ...]) -> Participant | None:
    """The participant whose words tell most about an event: what it is or whom it befalls."""
    things = [p for p in participants if p.event is None]
    for role in ("attribute", "patient", "topic"):
        for participant in things:
            if participant.role == role:
                return participant
    return things[0] if things else None


def in_order(syntax: Syntax, token: int, verb: str, other: Participant) -> str:
    before = other.passage.begin < syntax.begins[token]
    return f"{other.passage.text} {verb}" if before else f"{verb} {other.passage.text}"


def shortened(words: str, limit: int = 60) -> str:
    """Words cut at a space, with an ellipsis, where they are longer than the limit."""
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0].rstrip(",;") + " …"


def time_tokens(syntax: Syntax, times: tuple[Time, ...]) -> set[int]:
    """The tokens that stand in a time expression."""
    tokens: set[int] = set()
    for time in times:
        if time.passage is not None:
            token = syntax.token_at.get(time.passage.begin, len(syntax))
            while token < len(syntax) and syntax.ends[token] <= time.passage.end:
                tokens.add(token)
                token += 1
    return tokens


def skipped_tokens(syntax: Syntax) -> set[int]:
    """Tokens of segments that tell no events: boilerplate and date lines."""
    skipped = [
        (s.begin, s.end) for s in syntax.article.segments if s.kind in {"boilerplate", "dateline"}
    ]
    skipped += [(syntax.begins[a], syntax.ends[b - 1]) for a, b in syntax.boilerplate if b > a]
    if not skipped:
        return set()
    return {
        token
        for token, begin in enumerate(syntax.begins)
        if any(start <= begin < end for start, end in skipped)
    }
