"""Contexts of claims: what is history by the day of publication, and what happens again and again.

"In 1870 the fort was besieged": a claim in the mode *historical*. "The river floods every spring":
*habitual*, so that nobody takes it for one flood. PLOVER has the first as a context and no name for
the second (PLOVER manual 0.7, 2.1); future, hypothetical and negation are the matter of
`kg.extract.factuality`, as are "usually" and "used to".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kg.extract import grammar
from kg.extract.syntax import Syntax
from kg.model import Claim, Event, Relation, Time
from kg.model.claim import Mode
from kg.ontology import Ontology

HISTORY = 5  # years: what ended longer ago is no news of the article, but its history
LONG_AGO = frozenset({"decades", "generations", "centuries", "millennia"})
COMMEMORATIONS = frozenset("anniversary centenary bicentenary centennial jubilee".split())
YOUNGER = frozenset({"until", "till", "before"})  # what comes after a thing of the past
BEGINNINGS = frozenset({"begin", "start", "be", "remain"})  # what began then may go on
PRESENT = frozenset({"VBZ", "VBP"})
GENERIC = frozenset({"a", "an"})
STANDING = ("State", "Communication", "Action")  # "the firm owns", "experts warn": no habits


def mark_contexts(
    syntax: Syntax,
    events: Sequence[Event],
    claims: Sequence[Claim],
    times: Sequence[Time],
    relations: Sequence[Relation] = (),
    *,
    ontology: Ontology,
) -> tuple[Claim, ...]:
    """The claims in their order, those of history and of habits with the mode that says so.

    An event is history if it ended more than five years before the publication day; what depends on
    it and has no time of its own is as old, and so is what happened during it. Without that day
    nothing is history.
    """
    tokens = [syntax.token_at[event.triggers[0].begin] for event in events]
    old = find_history(syntax, events, tokens, times, relations)
    habits = find_habits(syntax, events, tokens, times, ontology)
    marked = []
    for claim in claims:
        modes: list[Mode] = list(claim.modes)
        if claim.event in old and claim.temporality != "future":
            modes.insert(0, "historical")
        if claim.event in habits and "habitual" not in modes:
            modes.append("habitual")
        marked.append(
            claim if len(modes) == len(claim.modes) else replace(claim, modes=tuple(modes))
        )
    return tuple(marked)


def find_history(
    syntax: Syntax,
    events: Sequence[Event],
    tokens: Sequence[int],
    times: Sequence[Time],
    relations: Sequence[Relation],
) -> set[int]:
    """The numbers of the events that ended long before the article came out."""
    published = syntax.article.published
    if published is None:
        return set()
    border = date(published.year - HISTORY, published.month, 1)
    old = {number for number, event in enumerate(events) if is_over(event, times, border)}
    old |= {
        number
        for number, token in enumerate(tokens)
        if is_commemorated(syntax, token) and not events[number].times
    }
    if not old:
        return old
    untimed = [number for number, event in enumerate(events) if not event.times]
    for relation in relations:
        if relation.kind == "during" and relation.target in old and relation.source in untimed:
            old.add(relation.source)
    old_tokens = {tokens[number] for number in old}
    for number in untimed:
        if any(token in old_tokens for token in governors_of_old(syntax, tokens[number])):
            old.add(number)
    return old


def is_over(event: Event, times: Sequence[Time], border: date) -> bool:
    """True for an event all of whose times end before a day: "in 1870", "centuries ago"."""
    told = [times[link.time] for link in event.times if times[link.time].type != "DURATION"]
    return bool(told) and all(
        is_long_ago(time) or (time.latest is not None and time.latest < border) for time in told
    )


def is_long_ago(time: Time) -> bool:
    """True for "decades ago", "centuries earlier", which have no bounds."""
    words = [] if time.passage is None else time.passage.text.lower().split()
    return time.value == "PAST_REF" and not LONG_AGO.isdisjoint(words)


def is_commemorated(syntax: Syntax, token: int) -> bool:
    """True for what has a late anniversary: the 50th anniversary of the [massacre]."""
    step = grammar.step_up(syntax, token)
    if step is None or step.marker != "of" or syntax.lemmas[step.governor] not in COMMEMORATIONS:
        return False
    if syntax.lemmas[step.governor] != "anniversary":
        return True
    counts = [syntax.lowers[child] for child in syntax.children[step.governor]]
    digits = [word[:-2] for word in counts if word[-2:] in {"st", "nd", "rd", "th"}]
    return any(number.isdigit() and int(number) > HISTORY for number in digits)


def governors_of_old(syntax: Syntax, token: int) -> Iterator[int]:
    """The words above a past event that date it: besieged the fort and [burnt] the village.

    A clause in the present, or one that comes later, is not as old as what governs it.
    """
    if syntax.tags[token] in PRESENT or grammar.modals(syntax, token):
        return
    at = token
    while (step := grammar.step_up(syntax, at)) is not None and step.marker not in YOUNGER:
        if step.relation == "subject" and (
            grammar.is_verb(syntax, at) or syntax.lemmas[step.governor] in BEGINNINGS
        ):
            return
        at = step.governor
        yield at
        if grammar.is_verb(syntax, at) and step.relation not in {"complement", "conjunct"}:
            return


def find_habits(
    syntax: Syntax,
    events: Sequence[Event],
    tokens: Sequence[int],
    times: Sequence[Time],
    ontology: Ontology,
) -> set[int]:
    """The numbers of the events that happen again and again, or in general."""
    habits = {
        number
        for number, event in enumerate(events)
        if is_repeated(syntax, event, tokens[number], times)
        or is_general(syntax, event, tokens[number], ontology)
    }
    by_token = {token: number for number, token in enumerate(tokens)}
    for number in sorted(habits):
        for later in grammar.conjuncts(syntax, tokens[number]):
            other = by_token.get(later, number)
            untimed = later > tokens[number] and not events[other].times
            if untimed and grammar.shares_auxiliaries(syntax, later):
                habits.add(other)
    return habits


def is_repeated(syntax: Syntax, event: Event, token: int, times: Sequence[Time]) -> bool:
    """True for what has a rhythm: "floods every spring", "daily raids"; an annual fair is one."""
    if not any(times[link.time].type == "SET" for link in event.times):
        return False
    return grammar.is_verb(syntax, token) or syntax.tags[token] in {"NNS", "NNPS"}


def is_general(syntax: Syntax, event: Event, token: int, ontology: Ontology) -> bool:
    """True for a law of life: "floods kill people"; a headline in the present tells a fact."""
    if event.times or token < syntax.title_tokens or syntax.tags[token] not in PRESENT:
        return False
    if any(ontology.is_a(event.type, kind) for kind in STANDING):
        return False
    subject = grammar.own_subject(syntax, token)
    objects = [a.token for a in grammar.arguments_of(syntax, token) if a.slot == "object"]
    nouns = [subject, *objects]
    return bool(objects) and all(noun is not None and is_generic(syntax, noun) for noun in nouns)


def is_generic(syntax: Syntax, noun: int) -> bool:
    """True for a noun that means any of its kind: "floods", "a judge"; not "the", "two", "our"."""
    if syntax.tags[noun] == "NNS":
        beside = [syntax.deps[child] for child in syntax.children[noun]]
        return {"det", "poss", "nummod", "relcl"}.isdisjoint(beside)
    return syntax.tags[noun] == "NN" and grammar.determiner(syntax, noun) in GENERIC
