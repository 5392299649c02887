"""One Reading as part of the page's view: "Putin *says*", "liberation of Syria" and the
sentences they rest on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from kg.model import Attribution, Claim, Event, Knowledge, Passage, Reading, Time
from kg.publish.view import (
    INWARD,
    SPEECH,
    LinkKind,
    Quote,
    Said,
    View,
    ViewLink,
    ViewNode,
    When,
    publisher_id,
    shortened,
)  # fmt: skip

_SAYS = {
    "certain": "says",
    "probable": "says: probably",
    "possible": "says: possibly",
    "unknown": "mentions",
    "denied": "says: not so",
}


class ReadingView:
    """Adds one Reading to a View."""

    def __init__(self, knowledge: Knowledge, reading: Reading, at: int, view: View) -> None:
        self.reading, self.at, self.view = reading, at, view
        self.begins = [sentence.begin for sentence in reading.sentences]
        self.nodes = knowledge.node_of
        self.quoted: dict[tuple[int, int], int] = {}
        view.articles.append(reading.article)

    def add(self) -> list[ViewNode]:
        """The events of the Reading as nodes; links and claims are added to the view."""
        said: list[list[int]] = [[] for _ in self.reading.events]
        for claim in self.reading.claims:
            said[claim.event].append(len(self.view.said))
            self.view.said.append(self._said(claim))
        self._add_says(said)
        events = []
        for i, event in enumerate(self.reading.events):
            self._add_roles(i, event)
            events.append(self._event(i, event, said[i]))
        self._add_relations()
        return events

    def entity(self, index: int | None) -> str | None:
        """The id of the node that an entity of this Reading is."""
        return None if index is None else self.nodes.get((self.reading.article.id, index))

    def event(self, index: int) -> str:
        """The id of an event's node."""
        return f"event:{self.reading.article.id}/{index + 1}"

    def quote(self, where: Passage, marks: Iterable[tuple[Passage | None, str]]) -> Quote:
        """The sentence around `where` with marks; a passage that crosses sentences is
        quoted as it is.
        """
        at = bisect_right(self.begins, where.begin) - 1
        whole = where
        if at >= 0 and where.end <= self.reading.sentences[at].end:
            whole = self.reading.sentences[at]
        key = (whole.begin, whole.end)
        if key not in self.quoted:
            self.quoted[key] = len(self.view.sentences)
            self.view.sentences.append((self.at, whole.text, whole.begin))
        found = {
            (passage.begin - whole.begin, passage.end - whole.begin, kind)
            for passage, kind in marks
            if passage and whole.begin <= passage.begin and passage.end <= whole.end
        }
        return Quote(self.quoted[key], tuple(sorted(found, key=lambda m: (m[0], -m[1], m[2]))))

    def _said(self, claim: Claim) -> Said:
        event = self.reading.events[claim.event]
        told = None if claim.attribution is None else self.reading.attributions[claim.attribution]
        marks = [(passage, "trigger") for passage in event.triggers]
        marks += [(passage, "cue") for passage in claim.cues]
        marks += [(p.head, "part") for p in event.participants]
        article = self.reading.article
        publisher = article.publisher or f"“{shortened(article.title or article.id, 40)}”"
        source, words, within = None, publisher, ""
        if told is not None:
            marks += [(p, "name") for p in (told.source_passage,) if p]
            marks += [(told.cue, "cue")] if told.cue else []
            source, words = self.entity(told.source), self._source_words(told)
            if told.within is not None:
                within = self._source_words(self.reading.attributions[told.within])
        return Said(
            self.event(claim.event), source, words, told is None, within, claim.polarity,
            claim.certainty, claim.temporality, claim.modes, claim.quoted,
            self.quote(claim.evidence, marks), claim.rule,
        )  # fmt: skip

    def _source_words(self, told: Attribution) -> str:
        if told.source is not None:
            return self.reading.entities[told.source].name
        return told.source_passage.text if told.source_passage else "a source without a name"

    def _add_says(self, said: list[list[int]]) -> None:
        """One link for all claims of one source about one event that have the same style."""
        found: dict[tuple[str, str, str], list[int]] = {}
        for indices in said:
            for i in indices:
                claim = self.view.said[i]
                source = publisher_id(claim.words) if claim.narrated else claim.source
                if source is not None:
                    found.setdefault((source, claim.event, _style(claim)), []).append(i)
        for (source, event, style), indices in found.items():
            kind: LinkKind = "narrates" if self.view.said[indices[0]].narrated else "says"
            quotes = tuple(self.view.said[i].quote for i in indices)
            self.view.links.append(
                ViewLink(
                    source, event, kind, _SAYS[style], (self.at,), quotes, tuple(indices), style
                )
            )

    def _add_roles(self, index: int, event: Event) -> None:
        here = self.event(index)
        found: dict[tuple[str, str], list[tuple[str, Quote, str]]] = {}
        trigger = event.triggers[0]
        for part in event.participants:
            other = self.entity(part.entity) if part.event is None else self.event(part.event)
            if other is None or other == here:
                continue
            quote = self.quote(part.passage, [(trigger, "trigger"), (part.passage, "part")])
            pair = (other, here) if part.role in INWARD else (here, other)
            found.setdefault(pair, []).append((part.role, quote, part.rule))
        for place in event.places:
            other = self.entity(place.entity)
            if other is not None:
                quote = self.quote(place.passage, [(trigger, "trigger"), (place.passage, "part")])
                found.setdefault((here, other), []).append(("place", quote, place.rule))
        for (begin, end), facts in found.items():
            label = ", ".join(dict.fromkeys(role for role, _, _ in facts))
            quotes = tuple(dict.fromkeys(quote for _, quote, _ in facts))
            rule = ", ".join(dict.fromkeys(rule for _, _, rule in facts))
            self.view.links.append(
                ViewLink(begin, end, "role", label, (self.at,), quotes, rule=rule)
            )

    def _add_relations(self) -> None:
        for relation in self.reading.relations:
            source, target = self.event(relation.source), self.event(relation.target)
            triggers = [
                (self.reading.events[i].triggers[0], "trigger")
                for i in (relation.source, relation.target)
            ]
            quote = self.quote(relation.passage, [*triggers, (relation.passage, "cue")])
            self.view.links.append(
                ViewLink(
                    source,
                    target,
                    "relation",
                    relation.kind,
                    (self.at,),
                    (quote,),
                    rule=relation.rule,
                )
            )

    def _event(self, index: int, event: Event, said: list[int]) -> ViewNode:
        claims = [self.view.said[i] for i in said]
        main = self.reading.main is not None and self.reading.main.event == index
        marks = [(passage, "trigger") for passage in event.triggers]
        marks += [(part.head, "part") for part in event.participants]
        times = [self.reading.times[time.time] for time in event.times]
        marks += [(time.passage, "time") for time in times if time.passage]
        lemma = (("lemma", event.lemma),) if event.lemma else ()
        others = sum(1 for p in event.participants if p.entity is not None and p.role != "agent")
        speech = event.type in SPEECH and not others and not event.places and not main
        return ViewNode(
            id=self.event(index),
            kind="event",
            layer="speech" if speech and self._is_cue(index) else "event",
            type=event.type,
            name=" ".join((event.label or event.lemma).split()),
            weight=len(event.participants) + len(event.places) + len(said) + 20 * main,
            articles=(self.at,),
            facts=lemma,
            quotes=(self.quote(event.triggers[0], marks),),
            times=tuple(_when(time) for time in times),
            said=tuple(said),
            status=_status(claims),
            main=main,
            rule=event.rule,
        )

    def _is_cue(self, index: int) -> bool:
        return any(told.event == index for told in self.reading.attributions)


def _style(claim: Said) -> str:
    return "denied" if claim.polarity == "negative" else claim.certainty


def _status(claims: list[Said]) -> str:
    if claims and all(claim.polarity == "negative" for claim in claims):
        return "denied"
    return "narrated" if all(claim.narrated for claim in claims) else "attributed"


def _when(time: Time) -> When:
    return When(
        time.passage.text if time.passage else "",
        time.edtf or time.value,
        time.earliest.isoformat() if time.earliest else "",
        time.latest.isoformat() if time.latest else "",
        time.basis,
    )
