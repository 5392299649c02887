"""Which events tell of one occurrence: "a quake shook Aceh" on Monday and "the Aceh quake" on
Tuesday.

Events meet only inside an article and between articles of one story, and only if they have one
word or one type. What they share is added up to a score (words, story, participants, places, day);
what they contradict forbids them to be one, for whole clusters too. No two events of speech of one
article are one, and "said" never is the same act in two articles. Matches lie on disk; of
each telling a few bytes are held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby, islice

from kg.merge.clusters import Chains
from kg.merge.corrections import Plan
from kg.merge.excerpts import Excerpts, Told
from kg.merge.matches import Found, Matches, find_matches
from kg.merge.stories import NodeOf, find_story_pairs
from kg.merge.tellings import find_conflict, find_places
from kg.merge.told import AllTold
from kg.model import Join, Occurrence
from kg.ontology import load_ontology

CHECKED = 8  # members of a cluster that each new one must agree with

NO_PLAN = Plan()


def find_occurrences(
    excerpts: Excerpts, node_of: NodeOf, plan: Plan = NO_PLAN
) -> Iterator[Occurrence]:
    """The occurrences of which two events or more tell.

    The excerpts stand in order of their ids.
    """
    told = AllTold(excerpts, node_of)
    places = find_places(excerpts.rows, node_of)
    matches = Matches(len(told))
    for turn, (events, correction) in enumerate(plan.same_events):
        one, *others = map(told.number, sorted(events))
        for other in others:
            matches.add(Found(one, other, 1.0, "corrections.same", correction.reason), turn=turn)
    for found in find_matches(told, len(excerpts), find_story_pairs(excerpts, node_of), places):
        matches.add(found)
    apart = {(told.number(a), told.number(b)) for a, b in plan.apart}

    def disagree(one: int, other: int) -> bool:
        return bool(find_conflict(told[one], told[other], places))

    chains = _cluster(matches, Chains(len(told)), disagree, apart)
    for first, reasons in groupby(matches.kept(chains.first), key=lambda row: row[0]):
        yield _build(told, chains.members(first), (found for _, found in reasons))


def _cluster(
    matches: Matches,
    chains: Chains,
    disagree: Callable[[int, int], bool],
    apart: set[tuple[int, int]],
) -> Chains:
    """The chains of tellings that are one; the matches that made them are kept."""
    for number, found in matches.by_story():
        one, other = chains.first(found.one), chains.first(found.other)
        if one == other:
            continue
        if apart and any(
            (x, y) in apart for x in chains.members(one) for y in chains.members(other)
        ):
            continue
        mine, theirs = (list(islice(chains.members(each), CHECKED)) for each in (one, other))
        if found.rule != "corrections.same" and any(disagree(x, y) for x in mine for y in theirs):
            continue
        chains.join(one, other)
        matches.keep(number)
    return chains


def _build(told: AllTold, members: Iterable[int], reasons: Iterable[Found]) -> Occurrence:
    """The occurrence that a cluster is; the surest reason comes first."""
    numbers = sorted(members, key=told.turn)
    article, event = told.member(numbers[0])
    events = [told.event(number) for number in numbers]
    earliest, latest = _narrowest(events)
    return Occurrence(
        key=f"occurrence/{article}-{event + 1}",
        type=_finest(each.type for each in events),
        label=events[0].label,
        events=tuple(sorted(map(told.member, numbers))),
        joins=tuple(
            Join(told.member(why.one), told.member(why.other), why.rule, why.score, why.reason)
            for why in reasons
        ),
        earliest=earliest,
        latest=latest,
    )


def _finest(types: Iterable[str]) -> str:
    """The most frequent type that says something, of equal ones the deepest, then the first."""
    ontology = load_ontology()
    counts = Counter(types)
    return min(
        counts,
        key=lambda name: (name == "Action", -counts[name], -len(ontology.ancestors(name)), name),
    )


def _narrowest(told: Iterable[Told]) -> tuple[date | None, date | None]:
    """The shortest time that any of them gives."""
    bounds = [
        (each.latest - each.earliest, each.earliest, each.latest)
        for each in told
        if each.earliest is not None and each.latest is not None
    ]
    return min(bounds)[1:] if bounds else (None, None)
