"""Finds the main event of an article: who did what, when, where, why and how, in its own words.

Position, words shared with the title, type and the completeness of an event decide, as in news the
first sentences tell the story (inverted pyramid); see Hamborg et al. (2019), "Giveme5W1H".
"""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.syntax import Syntax
from kg.model import Attribution, Event, MainEvent, Passage, Time

LEAD_SENTENCES = 4
SUBORDINATE = frozenset({"adverbial", "participle", "modifier", "purpose", "preposition"})
REASONS = frozenset({"because of", "because", "due to", "owing to", "thanks to", "over"})
MEANS = frozenset({"by", "through", "via", "with"})
BACKGROUND = frozenset(
    {"Statement", "Being", "Action", "Possession", "Existence", "Publication", "Research"}
)  # types of events that seldom are what an article is about


def find_main_event(
    syntax: Syntax,
    cast: Cast,
    events: tuple[Event, ...],
    attributions: tuple[Attribution, ...],
    times: tuple[Time, ...],
) -> MainEvent | None:
    """The main event, None where the article tells no event; its parts are passages, None where
    nothing is said.
    """
    title = syntax.article.title
    body = [number for number, event in enumerate(events) if not in_title(syntax, event)]
    if not body:
        body = list(range(len(events)))
    if not body:
        return None
    words = content_words(title)
    best = max(body, key=lambda number: (salience(syntax, events[number], words), -number))
    event = events[best]
    who = who_of(syntax, event, attributions)
    what = what_of(syntax, event)
    where = event.places[0].passage if event.places else place_near(syntax, event, cast)
    when = when_of(syntax, event, times)
    summary = summary_of(syntax, event, who, what, where, when)
    return MainEvent(
        event=best,
        who=who,
        what=what,
        when=when,
        where=where,
        headline=title or summary,
        why=why_of(syntax, event),
        how=how_of(syntax, event),
        summary=summary,
    )


def who_of(syntax: Syntax, event: Event, attributions: tuple[Attribution, ...]) -> Passage | None:
    """The agent; else what a verb happens to, or who tells of a noun: "declared the liberation"."""
    first = {p.role: p.passage for p in reversed(event.participants)}
    if "agent" in first:
        return first["agent"]
    told_by = next((a for a in attributions if a.event is not None and covers(a, event)), None)
    source = None if told_by is None else told_by.source_passage
    patient = first.get("patient")
    if grammar.is_verb(syntax, syntax.token_at[event.triggers[0].begin]):
        return patient or source
    return source or patient


def in_title(syntax: Syntax, event: Event) -> bool:
    first = syntax.article.segments[0] if syntax.article.segments else None
    return first is not None and first.kind == "title" and event.triggers[0].begin < first.end


def content_words(title: str) -> set[str]:
    return {word.strip(".,:;'\"“”‘’()").lower()[:6] for word in title.split() if len(word) > 3}


def salience(syntax: Syntax, event: Event, title: set[str]) -> float:
    """A score that falls with the distance from the beginning and grows with likeness to the
    title.
    """
    token = syntax.token_at[event.triggers[0].begin]
    sentence = syntax.sentence_of[token]
    score = 6.0 / (1 + sentence)
    score += 1.5 if event.lemma[:6] in title else 0.0
    score += sum(
        0.5 for p in event.participants if {w.lower()[:6] for w in p.passage.text.split()} & title
    )
    score += 0.7 if any(p.role in {"agent", "patient"} for p in event.participants) else 0.0
    score += 0.4 if event.places else 0.0
    score -= 1.5 if event.type in BACKGROUND else 0.0
    score -= 1.2 * subordination(syntax, token)
    return score


def subordination(syntax: Syntax, token: int) -> int:
    """How many clauses and phrases that only go with another an event stands in; at most three."""
    depth = 0 if event_is_told(syntax, token) else 1
    step = grammar.step_up(syntax, token)
    while step is not None and depth < 3:
        depth += step.relation in SUBORDINATE
        step = grammar.step_up(syntax, step.governor)
    return depth


def event_is_told(syntax: Syntax, token: int) -> bool:
    """True for a verb, and for a noun that is the object of one: "declared the liberation"."""
    if grammar.is_verb(syntax, token):
        return True
    step = grammar.step_up(syntax, token)
    return step is not None and step.relation == "object"


def why_of(syntax: Syntax, event: Event) -> Passage | None:
    """The words for the cause, else for the purpose, of an event."""
    token = syntax.token_at[event.triggers[0].begin]
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
            found.append(syntax.subtree(child))
    if found:
        return syntax.passage(*found[0])
    return next((p.passage for p in event.participants if p.role in {"cause", "purpose"}), None)


def how_of(syntax: Syntax, event: Event) -> Passage | None:
    """The words for the means of an event: "by raising the toll", "with a hammer", "on foot"."""
    token = syntax.token_at[event.triggers[0].begin]
    for name, start, noun in grammar.prepositions(syntax, token):
        acting = syntax.tags[noun] == "VBG"
        if name in MEANS and (acting or name in {"through", "via"}):
            return syntax.passage(start, syntax.subtree(noun)[1])
    for child in syntax.children[token]:
        if child > token and syntax.lowers[child] == "using":
            return syntax.passage(*syntax.subtree(child))
    return next((p.passage for p in event.participants if p.role == "instrument"), None)


def summary_of(syntax: Syntax, event: Event, *parts: Passage | None) -> str:
    """One line of the article's words: the parts, each once, in the order given.

    A patient before its passive verb keeps the words between: "The bridge was closed".
    """
    trigger = event.triggers[0]
    sentence = syntax.sentence(syntax.token_at[trigger.begin])
    who, what = parts[0], parts[1]
    words: list[str] = []
    kept: list[Passage] = []
    if who is not None and what is not None and sentence.begin <= who.begin < what.begin:
        verb = syntax.token_at[trigger.begin]
        helping = [*grammar.auxiliaries(syntax, verb), *grammar.negations(syntax, verb)]
        helpers = sorted(t for t in helping if t < verb and syntax.begins[t] >= who.end)
        words += [who.text, *(syntax.words[t] for t in helpers), what.text]
        kept = [who, what]
    for part in parts:
        if part is None or any(k.begin < part.end and part.begin < k.end for k in kept):
            continue
        if part.text not in words:
            words.append(with_preposition(syntax, part))
            kept.append(part)
    return " ".join(" ".join(words).split())


def with_preposition(syntax: Syntax, part: Passage) -> str:
    """A place or time with the preposition right before it: "in Norland", "on Friday"."""
    token = syntax.token_at.get(part.begin, 0)
    if token and syntax.poses[token - 1] == "ADP":
        return f"{syntax.words[token - 1]} {part.text}"
    return part.text


def covers(attribution: Attribution, event: Event) -> bool:
    trigger = event.triggers[0]
    return any(
        part.begin <= trigger.begin and trigger.end <= part.end for part in attribution.content
    )


def what_of(syntax: Syntax, event: Event) -> Passage:
    """From the trigger to the end of its last participant in the same sentence, else the
    trigger.
    """
    trigger = event.triggers[0]
    sentence = syntax.sentence(syntax.token_at[trigger.begin])
    ends = [p.passage.end for p in event.participants if p.passage.begin >= trigger.begin]
    end = max([trigger.end, *(e for e in ends if e <= sentence.end)])
    return syntax.article.passage(begin_of(syntax, event), end)


def begin_of(syntax: Syntax, event: Event) -> int:
    """Where the words for what was done begin: at the verb of "claimed victory"."""
    trigger = event.triggers[0]
    token = syntax.token_at[trigger.begin]
    step = grammar.step_up(syntax, token)
    if grammar.is_verb(syntax, token) or step is None or step.relation != "object":
        return trigger.begin
    acted = any(p.role == "agent" and p.passage.begin > trigger.begin for p in event.participants)
    return trigger.begin if acted else min(trigger.begin, syntax.begins[step.governor])


def when_of(syntax: Syntax, event: Event, times: tuple[Time, ...]) -> Passage | None:
    attached = [times[link.time] for link in event.times]
    attached.sort(key=lambda time: time.type not in {"DATE", "TIME"})  # rather than "for two days"
    for time in attached:
        if time.passage is not None:
            return time.passage
    lead_end = syntax.ends[syntax.sents[min(LEAD_SENTENCES, len(syntax.sents)) - 1][1] - 1]
    dates = [
        t.passage
        for t in times
        if t.passage and t.type in {"DATE", "TIME"} and t.passage.end <= lead_end
    ]
    return dates[0] if dates else None


def place_near(syntax: Syntax, event: Event, cast: Cast) -> Passage | None:
    """The first place named in the event's sentence or in the first sentences of the article."""
    sentence = syntax.sentence(syntax.token_at[event.triggers[0].begin])
    places = [
        mention.passage
        for entity in cast.entities
        if entity.named
        and entity.type in {"Place", "Country", "Region", "City", "Facility", "Waterbody"}
        for mention in entity.mentions
        if mention.kind == "name"
    ]
    inside = sorted(p for p in places if sentence.begin <= p.begin < sentence.end)
    return inside[0] if inside else None
