"""Which events tell of one occurrence: "a quake shook Aceh" on Monday and "the Aceh quake" on
Tuesday.

Events meet only inside an article and between articles of one story, and only if they have one
word or one type. What they share is added up to a score (words, story, participants, places, day);
what they contradict forbids them to be one, for whole clusters too. No two events of speech of one
article are one, and "said" never is the same act in two articles.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from kg.merge.clusters import Clusters
from kg.merge.corrections import Plan
from kg.merge.matching import Match, find_match
from kg.merge.stories import Pair, find_story_pairs, publication
from kg.merge.tellings import Telling, Where, find_conflict, find_places, tell
from kg.model import Join, Occurrence, Reading
from kg.ontology import load_ontology

OWN_STORY = 0.15  # what an article counts for its own events
GROUP = 12  # events of one word in an article that are compared
CHECKED = 8  # members of a cluster that each new one must agree with
_NEVER = frozenset({"Statement", "State"})  # types of which each telling stands for itself

NO_PLAN = Plan()
NodeOf = Mapping[tuple[str, int], str]


def find_occurrences(
    readings: Sequence[Reading], node_of: NodeOf, plan: Plan = NO_PLAN
) -> tuple[Occurrence, ...]:
    """The occurrences of which two events or more tell, sorted by key.

    The readings stand in order of their ids; their events are not changed.
    """
    pairs = find_story_pairs(readings, node_of)
    tellings: list[Telling] = []
    firsts: list[int] = []
    for position, reading in enumerate(readings):
        firsts.append(len(tellings))
        tellings += tell(reading, position, node_of)
    groups = [_group(tellings, begin, end) for begin, end in _stretches(firsts, len(tellings))]
    places = find_places(readings, node_of)
    matches = [
        match
        for one, other, story in _candidates(pairs, groups)
        if (match := find_match(tellings, one, other, story, places)) is not None
    ]
    matches.sort(key=lambda match: (-match.score, match.one, match.other))
    matches = [*_corrected(readings, firsts, plan), *matches]
    apart = {(_number(readings, firsts, a), _number(readings, firsts, b)) for a, b in plan.apart}
    return _build(readings, tellings, *_cluster(tellings, matches, places, apart))


def _number(readings: Sequence[Reading], firsts: list[int], member: tuple[str, int]) -> int:
    """The number of the telling of an event; the readings stand in order of their ids."""
    at = bisect_left(readings, member[0], key=lambda reading: reading.article.id)
    return firsts[at] + member[1]


def _corrected(readings: Sequence[Reading], firsts: list[int], plan: Plan) -> Iterator[Match]:
    """Matches that a person says are one."""
    for members, correction in plan.same_events:
        one, *others = (_number(readings, firsts, member) for member in sorted(members))
        for other in others:
            yield Match(1.0, one, other, "corrections.same", correction.reason)


def _stretches(firsts: list[int], size: int) -> Iterator[tuple[int, int]]:
    """Where the tellings of each article begin and end."""
    yield from pairwise([*firsts, size])


def _group(tellings: list[Telling], begin: int, end: int) -> dict[str, list[int]]:
    """The tellings of one article by word and by type; of each at most `GROUP`, the first ones."""
    ontology = load_ontology()
    found: dict[str, list[int]] = defaultdict(list)
    for number in range(begin, end):
        telling = tellings[number]
        if telling.type in _NEVER or ontology.upper_type(telling.type) in _NEVER:
            continue
        keys = [telling.lemma]
        if telling.type != "Action":
            keys.append(f"type:{telling.type}")
        for key in keys:
            if len(found[key]) < GROUP:
                found[key].append(number)
    return found


def _candidates(
    pairs: Sequence[Pair], groups: list[dict[str, list[int]]]
) -> Iterator[tuple[int, int, float]]:
    """Pairs of tellings with one word or type, and how alike their articles are; each pair once."""
    for group in groups:
        seen = {
            (one, other)
            for numbers in group.values()
            for place, other in enumerate(numbers)
            for one in numbers[:place]
        }
        for one, other in sorted(seen):
            yield one, other, OWN_STORY
    for pair in pairs:
        mine, theirs = groups[pair.first], groups[pair.second]
        met = {
            (one, other)
            for key in mine.keys() & theirs.keys()
            for one in mine[key]
            for other in theirs[key]
        }
        for one, other in sorted(met):
            yield one, other, pair.likeness


def _cluster(
    tellings: list[Telling],
    matches: list[Match],
    places: Mapping[str, Where],
    apart: set[tuple[int, int]],
) -> tuple[dict[int, list[int]], dict[int, list[Match]]]:
    """Clusters of tellings and the matches that made them, the surest match first."""
    clusters = Clusters(len(tellings))
    members: dict[int, list[int]] = {}
    reasons: dict[int, list[Match]] = {}
    for match in matches:
        a, b = clusters.find(match.one), clusters.find(match.other)
        if a == b:
            continue
        mine, theirs = members.get(a, [a]), members.get(b, [b])
        if apart and any((x, y) in apart for x in mine for y in theirs):
            continue
        if match.rule != "corrections.same" and any(
            find_conflict(tellings[x], tellings[y], places)
            for x in mine[:CHECKED]
            for y in theirs[:CHECKED]
        ):
            continue
        why = [*reasons.pop(a, []), *reasons.pop(b, []), match]
        members.pop(a, None)
        members.pop(b, None)
        root = clusters.union(a, b)
        members[root], reasons[root] = mine + theirs, why
    return members, reasons


def _build(
    readings: Sequence[Reading],
    tellings: list[Telling],
    members: dict[int, list[int]],
    reasons: dict[int, list[Match]],
) -> tuple[Occurrence, ...]:
    """The occurrences of clusters, with articles by id, sorted by key."""

    def order(number: int) -> tuple[tuple[str, str], int]:
        return publication(readings[tellings[number].article]), tellings[number].event

    def member(number: int) -> tuple[str, int]:
        return readings[tellings[number].article].article.id, tellings[number].event

    found = []
    for root, numbers in members.items():
        told = sorted(numbers, key=order)
        article, event = member(told[0])
        earliest, latest = _narrowest([tellings[number] for number in told])
        joins = tuple(
            Join(member(why.one), member(why.other), why.rule, why.score, why.reason)
            for why in sorted(reasons[root], key=lambda why: (-why.score, why.one, why.other))
        )
        found.append(
            Occurrence(
                key=f"occurrence/{article}-{event + 1}",
                type=_finest([tellings[number].type for number in told]),
                label=_label(readings[tellings[told[0]].article], event),
                events=tuple(sorted(map(member, told))),
                joins=joins,
                earliest=earliest,
                latest=latest,
            )
        )
    return tuple(sorted(found, key=lambda occurrence: occurrence.key))


def _label(reading: Reading, event: int) -> str:
    return reading.events[event].label or reading.events[event].lemma


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
