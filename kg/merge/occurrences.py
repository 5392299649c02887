"""Which events tell of one occurrence: "a quake shook Aceh" on Monday and "the Aceh quake" on
Tuesday.

Events meet only inside an article and between articles of one story, and only if they have one
word or one type. What they share is added up to a score (words, story, participants, places, day);
what they contradict forbids them to be one, for whole clusters too. No two events of speech of one
article are one, and "said" never is the same act in two articles. Matches lie on disk; a cluster is
made story by story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby

from kg.merge.corrections import Plan
from kg.merge.excerpts import Excerpts
from kg.merge.matches import Found, Matches, find_matches
from kg.merge.stories import NodeOf, find_story_pairs
from kg.merge.tellings import Telling, find_conflict, find_places
from kg.merge.told import AllTold
from kg.model import Join, Occurrence
from kg.ontology import load_ontology

CHECKED = 8  # members of a cluster that each new one must agree with

NO_PLAN = Plan()
Cluster = tuple[list[int], list[Found]]  # tellings, and the matches that made them one


def find_occurrences(
    excerpts: Excerpts, node_of: NodeOf, plan: Plan = NO_PLAN
) -> Iterator[Occurrence]:
    """The occurrences of which two events or more tell, story by story.

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

    for _, story in groupby(matches.by_story(), key=lambda row: row[0]):
        for members, reasons in _cluster((found for _, found in story), disagree, apart):
            yield _build(told, members, reasons)


def _cluster(
    story: Iterable[Found], disagree: Callable[[int, int], bool], apart: set[tuple[int, int]]
) -> Iterator[Cluster]:
    """Clusters of the tellings of a story; the surest match comes first."""
    cluster_of: dict[int, Cluster] = {}
    for found in story:
        a = cluster_of.get(found.one, ([found.one], []))
        b = cluster_of.get(found.other, ([found.other], []))
        if a is b:
            continue
        mine, theirs = a[0], b[0]
        if apart and any((x, y) in apart for x in mine for y in theirs):
            continue
        if found.rule != "corrections.same" and any(
            disagree(x, y) for x in mine[:CHECKED] for y in theirs[:CHECKED]
        ):
            continue
        whole = mine + theirs, [*a[1], *b[1], found]
        cluster_of |= dict.fromkeys(whole[0], whole)
    yield from {id(cluster): cluster for cluster in cluster_of.values()}.values()


def _build(told: AllTold, members: list[int], reasons: list[Found]) -> Occurrence:
    """The occurrence that a cluster is."""
    numbers = sorted(members, key=told.turn)
    article, event = told.member(numbers[0])
    tellings = [told[number] for number in numbers]
    earliest, latest = _narrowest(tellings)
    return Occurrence(
        key=f"occurrence/{article}-{event + 1}",
        type=_finest([each.type for each in tellings]),
        label=told.row(tellings[0].article).events[event].label,
        events=tuple(sorted(map(told.member, numbers))),
        joins=tuple(
            Join(told.member(why.one), told.member(why.other), why.rule, why.score, why.reason)
            for why in sorted(reasons, key=lambda why: (-why.score, why.one, why.other))
        ),
        earliest=earliest,
        latest=latest,
    )


def _finest(types: list[str]) -> str:
    """The most frequent type that says something, of equal ones the deepest, then the first."""
    ontology = load_ontology()
    counts = Counter(types)
    return min(
        counts,
        key=lambda name: (name == "Action", -counts[name], -len(ontology.ancestors(name)), name),
    )


def _narrowest(told: list[Telling]) -> tuple[date | None, date | None]:
    """The shortest time that any of them gives."""
    bounds = [
        (each.latest - each.earliest, each.earliest, each.latest)
        for each in told
        if each.earliest is not None and each.latest is not None
    ]
    return min(bounds)[1:] if bounds else (None, None)
