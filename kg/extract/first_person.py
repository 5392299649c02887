"""Gives "I", "we" and "my" inside a quotation to the one who speaks: "I repeat," the Russian leader said."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.mentions import FIRST_PERSON
from kg.extract.syntax import Syntax
from kg.model import Attribution, Entity, Mention

SINGULAR = frozenset({"i", "me", "my", "myself"})


def resolve_first_person(
    syntax: Syntax, entities: tuple[Entity, ...], attributions: tuple[Attribution, ...]
) -> tuple[Entity, ...]:
    """The entities with the first-person pronouns of their own quotations; "we" only for those who are no single person."""
    added: dict[int, list[Mention]] = {}
    for token, lower in enumerate(syntax.lowers):
        if lower not in FIRST_PERSON or syntax.quotation_of[token] < 0:
            continue
        passage = syntax.passage(token, token + 1)
        speakers = [
            a
            for a in attributions
            if a.source is not None and any(c.overlaps(passage) for c in a.content)
        ]
        if speakers:
            innermost = min(speakers, key=lambda a: sum(len(c) for c in a.content))
            entity = entities[innermost.source]  # type: ignore[index]
            if (entity.type == "Person") == (lower in SINGULAR):
                mention = Mention(passage, passage, "pronoun", "coreference.first-person")
                added.setdefault(innermost.source, []).append(mention)  # type: ignore[arg-type]
    return tuple(
        replace(e, mentions=tuple(sorted((*e.mentions, *added[i]), key=lambda m: m.passage)))
        if i in added
        else e
        for i, e in enumerate(entities)
    )
