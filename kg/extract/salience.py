"""Finds the main event of an article: who did what, when, where, why and how, in its own words.

Position, words shared with the title, type and the completeness of an event decide, as in news the
first sentences tell the story (inverted pyramid), and what the headline tells again; see Hamborg et
al. (2019), "Giveme5W1H". The words for its parts are those of `kg.extract.five_ws`.
"""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.five_ws import describe
from kg.extract.syntax import Syntax
from kg.model import Attribution, Event, MainEvent, Relation, Time

SUBORDINATE = frozenset({"adverbial", "participle", "modifier", "purpose", "preposition"})
BACKGROUND = frozenset(
    {"Statement", "Being", "Action", "Possession", "Existence", "Publication", "Research"}
)  # types of events that seldom are what an article is about
TOLD_BY_TITLE = 2.0  # for what the main clause of the title tells; little for its other words


def find_main_event(
    syntax: Syntax,
    cast: Cast,
    events: tuple[Event, ...],
    attributions: tuple[Attribution, ...],
    times: tuple[Time, ...],
    relations: tuple[Relation, ...] = (),
) -> MainEvent | None:
    """The main event, None where the article tells no event; its parts are passages, None where
    nothing is said.
    """
    body = [number for number, event in enumerate(events) if not in_title(syntax, event)]
    if not body:
        body = list(range(len(events)))
    if not body:
        return None
    words = content_words(syntax.article.title)
    deeds = {
        syntax.token_at[event.triggers[0].begin] for event in events if event.type not in BACKGROUND
    }
    depth = Subordination(syntax)
    again = worth_of_titles(syntax, events, relations, depth)
    best = max(
        body,
        key=lambda number: (
            salience(syntax, events[number], words, deeds, depth) + again.get(number, 0.0),
            -number,
        ),
    )
    return describe(syntax, cast, events, best, attributions, times)


def worth_of_titles(
    syntax: Syntax,
    events: tuple[Event, ...],
    relations: tuple[Relation, ...],
    depth: Subordination,
) -> dict[int, float]:
    """What events of the body gain as they tell again what the title tells."""
    worth: dict[int, float] = {}
    for relation in relations:
        if relation.kind == "same-as" and in_title(syntax, events[relation.target]):
            token = syntax.token_at[events[relation.target].triggers[0].begin]
            points = 0.5 if depth.of(token) else TOLD_BY_TITLE
            worth[relation.source] = max(points, worth.get(relation.source, 0.0))
    return worth


def in_title(syntax: Syntax, event: Event) -> bool:
    first = syntax.article.segments[0] if syntax.article.segments else None
    return first is not None and first.kind == "title" and event.triggers[0].begin < first.end


def content_words(title: str) -> set[str]:
    return {word.strip(".,:;'\"“”‘’()").lower()[:5] for word in title.split() if len(word) > 3}


def salience(
    syntax: Syntax, event: Event, title: set[str], deeds: set[int], depth: Subordination
) -> float:
    """A score that falls with the distance from the beginning and grows with likeness to the
    title.
    """
    token = syntax.token_at[event.triggers[0].begin]
    sentence = syntax.sentence_of[token]
    score = 6.0 / (1 + sentence)
    told = event_is_told(syntax, token)
    score += 1.5 if told and event.lemma[:5] in title else 0.0
    score += sum(
        0.5 for p in event.participants if {w.lower()[:5] for w in p.passage.text.split()} & title
    )
    score += 0.7 if any(p.role in {"agent", "patient"} for p in event.participants) else 0.0
    score += 0.4 if event.places else 0.0
    score -= 1.5 if event.type in BACKGROUND else 0.0
    score -= 1.2 * depth.of(token)
    score -= 2.5 if is_object_of(syntax, token, deeds) else 0.0
    return score


def is_object_of(syntax: Syntax, token: int, deeds: set[int]) -> bool:
    """True for what a deed is done to: [blocked] the merger."""
    step = grammar.step_up(syntax, token)
    return step is not None and step.relation == "object" and step.governor in deeds


class Subordination:
    """How many clauses and phrases that only go with another a word stands in; each word of a
    sentence is climbed from once, however deeply "said that he said that" is nested.
    """

    def __init__(self, syntax: Syntax) -> None:
        self._syntax = syntax
        self._above: dict[int, int] = {}

    def of(self, token: int) -> int:
        """The number for an event; at most three."""
        return min(3, self._count(token) + (not event_is_told(self._syntax, token)))

    def _count(self, token: int) -> int:
        way: list[tuple[int, bool]] = []
        at = token
        while at not in self._above and (step := grammar.step_up(self._syntax, at)) is not None:
            way.append((at, step.relation in SUBORDINATE))
            at = step.governor
        count = self._above.setdefault(at, 0)
        for word, subordinate in reversed(way):
            count += subordinate
            self._above[word] = count
        return count


def event_is_told(syntax: Syntax, token: int) -> bool:
    """True for a verb, and for a noun that is the object of one: "declared the liberation"."""
    if grammar.is_verb(syntax, token):
        return True
    step = grammar.step_up(syntax, token)
    return step is not None and step.relation == "object"
