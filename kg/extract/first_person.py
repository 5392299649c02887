"""Gives "I" and "we" inside a quotation to who speaks: "I repeat," the Russian leader said.

"We" is the organisation or country that speaks, or for which a person speaks whom the article
describes so, or who holds a post there: "We are ready," said Airbus spokesman Jan Kern. A person
without one leaves it open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter

from kg.extract import grammar
from kg.extract.passages import PassageIndex
from kg.extract.phrases import FIRST_PERSON, broad_type
from kg.extract.syntax import Syntax
from kg.model import Attribution, Entity, Mention, Passage, Post

SINGULAR = frozenset({"i", "me", "my", "myself"})
COLLECTIVE = frozenset({"Organization", "Group"})
DESCRIBING = frozenset(
    {"coreference.apposition", "coreference.copula", "coreference.office", "mentions.nominal"}
)


def resolve_first_person(
    syntax: Syntax,
    entities: tuple[Entity, ...],
    attributions: tuple[Attribution, ...],
    posts: tuple[Post, ...] = (),
) -> tuple[Entity, ...]:
    """The entities with the first-person pronouns of the quotations that they speak."""
    speakers = Speakers(syntax, entities, attributions, posts)
    added: dict[int, list[Mention]] = {}
    for token, lower in enumerate(syntax.lowers):
        if lower not in FIRST_PERSON or syntax.quotation_of[token] < 0:
            continue
        if syntax.words[token] == "US":
            continue
        passage = syntax.passage(token, token + 1)
        speaker = speakers.of(passage)
        if speaker is not None and lower not in SINGULAR:
            speaker = speakers.group_of(speaker)
        elif speaker is not None and entities[speaker].type != "Person":
            speaker = None
        if speaker is not None:
            mention = Mention(passage, passage, "pronoun", "coreference.first-person")
            added.setdefault(speaker, []).append(mention)
    return tuple(
        replace(e, mentions=tuple(sorted((*e.mentions, *added[i]), key=lambda m: m.passage)))
        if i in added
        else e
        for i, e in enumerate(entities)
    )


class Speakers:
    """Who speaks in the quotations of one article, and for whom."""

    def __init__(
        self,
        syntax: Syntax,
        entities: tuple[Entity, ...],
        attributions: tuple[Attribution, ...],
        posts: tuple[Post, ...],
    ) -> None:
        self.syntax, self.entities = syntax, entities
        self.groups: dict[int, int | None] = {}
        self.bodies: dict[int, list[int]] = {}  # of a person, by posts
        for post in posts:
            held = self.bodies.setdefault(post.person, [])
            held += [n for n in (post.organization, post.country) if n is not None]
        told = [
            (sum(map(len, a.content)), a.source, a) for a in attributions if a.source is not None
        ]
        told.sort(key=itemgetter(0, 1))  # the innermost first
        self.sources = [source for _, source, _ in told]
        self.contents = PassageIndex((k, p) for k, (*_, a) in enumerate(told) for p in a.content)
        self.names = PassageIndex(
            (number, mention.passage)
            for number, entity in enumerate(entities)
            if entity.named
            for mention in entity.mentions
            if mention.kind == "name"
        )

    def of(self, passage: Passage) -> int | None:
        """The source of the innermost attribution whose content has these words."""
        return next((self.sources[k] for k in self.contents.overlapping(passage)), None)

    def group_of(self, speaker: int) -> int | None:
        """The speaker if it is no person, else the organisation or country in its description."""
        kind = self.entities[speaker].type
        if kind != "Person":
            return speaker if broad_type(kind) in COLLECTIVE or kind == "Country" else None
        if speaker not in self.groups:
            described = [number for range_ in self.descriptions(speaker) for number in range_]
            described += self.bodies.get(speaker, [])
            organizations = [
                n for n in described if broad_type(self.entities[n].type) == "Organization"
            ]
            countries = [n for n in described if self.entities[n].type == "Country"]
            self.groups[speaker] = next(iter([*organizations, *countries]), None)
        return self.groups[speaker]

    def descriptions(self, speaker: int) -> Iterator[list[int]]:
        """The named entities in the words that describe a speaker, description by description."""
        syntax = self.syntax
        for mention in self.entities[speaker].mentions:
            head = syntax.token_at.get(mention.head.begin)
            if head is None or (mention.kind != "name" and mention.rule not in DESCRIBING):
                continue
            start, end = grammar.base_phrase(syntax, head)
            for _, at, noun in grammar.prepositions(syntax, head):
                if at > head and mention.kind == "nominal":
                    end = max(end, noun + 1)
            yield self.named_in(syntax.passage(start, end), speaker)

    def named_in(self, passage: Passage, speaker: int) -> list[int]:
        return [number for number in self.names.overlapping(passage) if number != speaker]
