"""Finds the main event of an article: who did what, when and where, in the article's words.

Position, words shared with the title, type and the completeness of an event decide, as in news the
first sentences tell the story (inverted pyramid); see Hamborg et al. (2019), "Giveme5W1H".
"""

from __future__ import annotations

from kg.extract.cast import Cast
from kg.extract.syntax import Syntax
from kg.model import Attribution, Event, MainEvent, Passage, Time

LEAD_SENTENCES = 4


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
    told_by = next((a for a in attributions if a.event is not None and covers(a, event)), None)
    who = next((p.passage for p in event.participants if p.role == "agent"), None)
    if who is None and told_by is not None:
        who = told_by.source_passage
    if who is None:
        who = next((p.passage for p in event.participants if p.role == "patient"), None)
    return MainEvent(
        event=best,
        who=who,
        what=what_of(syntax, event),
        when=when_of(syntax, event, times),
        where=event.places[0].passage if event.places else place_near(syntax, event, cast),
        headline=title or event.label,
    )


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
    score += 0.7 if any(p.role == "agent" for p in event.participants) else 0.0
    score += 0.4 if event.places else 0.0
    score -= (
        1.5 if event.type in {"Statement", "Being", "Action", "Possession", "Existence"} else 0.0
    )
    return score


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
    return syntax.article.passage(trigger.begin, end)


def when_of(syntax: Syntax, event: Event, times: tuple[Time, ...]) -> Passage | None:
    for attached in event.times:
        if times[attached.time].passage is not None:
            return times[attached.time].passage
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
