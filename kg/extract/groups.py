"""Ties fighters to the one armed group that an article names: "the jihadists" are Islamic State's.

"ISIS terrorists" names its group itself. A description without a name ("the terrorists") is tied
only where the article knows a single armed group by name; with two, nobody can tell. The
description stays an entity of its own, part of the group: its members, not the group.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.phrases import broad_type
from kg.extract.syntax import Syntax
from kg.model import Entity

FIGHTERS = frozenset(
    "terrorist jihadist jihadi militant rebel insurgent extremist fighter gunman guerrilla".split()
)


def tie_members(syntax: Syntax, cast: Cast) -> tuple[Entity, ...]:
    """The entities of the cast; fighters have their group as `part_of`."""
    groups = [n for n, e in enumerate(cast.entities) if e.named and e.type == "ArmedGroup"]
    only = groups[0] if len(groups) == 1 else None
    tied = []
    for entity in cast.entities:
        group = group_of(syntax, cast, entity, only) if is_fighters(entity) else None
        tied.append(entity if group is None else replace(entity, part_of=group))
    return tuple(tied)


def is_fighters(entity: Entity) -> bool:
    return not entity.named and entity.part_of is None and entity.head in FIGHTERS


def group_of(syntax: Syntax, cast: Cast, entity: Entity, only: int | None) -> int | None:
    """The group named before the noun, else the article's only one if no other is named."""
    head = syntax.token_at.get(entity.mentions[0].head.begin)
    if head is None:
        return None
    modifiers = grammar.modifiers(syntax, head)
    for modifier in modifiers:
        named = cast.at(modifier)
        if named is not None and broad_type(cast.entities[named].type) == "Organization":
            return named
    if any(syntax.words[modifier][:1].isupper() for modifier in modifiers):
        return None  # "Kurdish fighters" are others
    return only if grammar.determiner(syntax, head) in {"the", "these", "those"} else None
