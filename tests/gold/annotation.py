"""Annotations by hand (*.toml) as facts with offsets: sentence 4, "destroyed" -> [251, 260).

Words are looked up in the sentences that the file quotes, and those in the article's text; so a
file stays readable, and one that no longer fits its article is refused with the words named.
The notation is told in tests/gold/README.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from kg.model.event import Role
from kg.ontology import load_ontology

FOLDER = Path(__file__).parent
Span = tuple[int, int]
ROLES = (*get_args(Role), "place", "time")
NUMBERED = re.compile(r"(\d+): (.*)", re.DOTALL)
OTHER_ROLE = re.compile(r"\((\w+)\) (.*)", re.DOTALL)
WORD = re.compile(r"[^\W_]+(?:[.,:]\d+)*|[%’'\w]+")
KEYS = {
    "maybe": {"events", "times", "entities"},
    "entity": {"type", "name", "aliases", "mentions", "maybe"},
    "time": {"sentence", "words", "type", "value"},
    "claim": {"sentence", "source", "who", "cue", "content", "optional"},
    "event": {"sentence", "words", "type", "claim", "also", "maybe", *ROLES},
}
DEFAULTS = {"polarity": "positive", "certainty": "certain", "temporality": "non-future"}
VALUES = {
    "polarity": {"positive", "negative"},
    "certainty": {"certain", "probable", "possible", "unknown"},
    "temporality": {"non-future", "future"},
}


class GoldError(Exception):
    """An annotation that is written wrongly or does not fit its article."""


@dataclass(frozen=True)
class Words:
    """Words of the article and their head, which is marked by stars or is the last word."""

    span: Span
    head: Span


@dataclass(frozen=True)
class GoldEntity:
    types: tuple[str, ...]  # any of them is right
    names: tuple[str, ...]  # the canonical one first; empty for what has no name
    mentions: tuple[Words, ...]
    maybe: tuple[Words, ...]


@dataclass(frozen=True)
class GoldTime:
    words: Words
    types: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True)
class GoldClaim:
    sources: tuple[Words, ...]  # alternatives; empty where nobody is named
    who: str  # a name of an entity, or a description; empty where nobody is named
    cue: Words | None
    content: tuple[Words, ...]
    optional: bool


@dataclass(frozen=True)
class GoldEvent:
    trigger: Words
    also: tuple[Words, ...]  # further words that tell the same event
    types: tuple[str, ...]
    arguments: tuple[tuple[tuple[str, Words], ...], ...]  # each with its alternatives
    maybe: tuple[Words, ...]  # arguments that are neither right nor wrong
    sources: tuple[str, ...]  # "publisher", "nobody" or names as in GoldClaim.who
    values: Mapping[str, frozenset[str]]  # polarity, certainty, temporality: what is right


@dataclass(frozen=True)
class Annotation:
    """All that a reader finds in one article, and what may be found or not."""

    article: str
    entities: tuple[GoldEntity, ...]
    times: tuple[GoldTime, ...]
    claims: tuple[GoldClaim, ...]
    events: tuple[GoldEvent, ...]
    maybe_events: tuple[Words, ...] = ()
    maybe_times: tuple[Words, ...] = ()
    maybe_names: tuple[str, ...] = ()


def annotation_paths() -> list[Path]:
    return [path for path in sorted(FOLDER.glob("*.toml")) if path.name != "floors.toml"]


def read_annotation(source: str, text: str) -> Annotation:
    """The annotation of an article's text; raises GoldError for what does not fit it."""
    table = tomllib.loads(source)
    return Reader(table, text).annotation()


def each(value: Any) -> tuple[Any, ...]:
    """A value or a list of alternatives as a tuple."""
    return tuple(value) if isinstance(value, list) else (value,)


class Reader:
    """Finds the words of one annotation in the text of its article."""

    def __init__(self, table: Mapping[str, Any], text: str) -> None:
        self.table, self.text, self.name = table, text, table["article"]
        self.sentences: list[Span] = []
        begin = 0
        for number, sentence in enumerate(table["sentences"], 1):
            pattern = r"\s+".join(re.escape(word) for word in sentence.split())
            found = re.compile(pattern).search(text, begin)
            if found is None:
                raise GoldError(
                    f"{self.name}: sentence {number} ({sentence[:40]!r}) is not in the text after "
                    f"sentence {number - 1}; quote the sentences as they stand"
                )
            self.sentences.append(found.span())
            begin = found.end()

    def annotation(self) -> Annotation:
        for kind, known in KEYS.items():
            rows = self.table.get(kind, [])
            for row in rows if isinstance(rows, list) else [rows]:
                if unknown := set(row) - known:
                    raise GoldError(
                        f"{self.name}: {kind} {str(row)[:60]}: unknown {sorted(unknown)}; "
                        f"the keys are {sorted(known)}"
                    )
        claims = tuple(map(self.claim, self.table.get("claim", [])))
        maybe = self.table.get("maybe", {})
        return Annotation(
            self.name,
            tuple(map(self.entity, self.table.get("entity", []))),
            tuple(map(self.time, self.table.get("time", []))),
            claims,
            tuple(self.event(row, claims) for row in self.table.get("event", [])),
            self.all(maybe.get("events", [])),
            self.all(maybe.get("times", [])),
            tuple(maybe.get("entities", [])),
        )

    # --- words -------------------------------------------------------------------------------

    def find(self, words: str, sentence: int | None = None) -> Words:
        """The first place of words in a sentence: "7: the *organization* of", "All … units"."""
        numbered = NUMBERED.fullmatch(words)
        if numbered:
            sentence, words = int(numbered[1]), numbered[2]
        where = f"{self.name}, sentence {sentence}: {words!r}"
        if sentence is None or not 1 <= sentence <= len(self.sentences):
            raise GoldError(f"{where}: no such sentence; there are 1 to {len(self.sentences)}")
        begin, end = self.sentences[sentence - 1]
        found = pattern_of(words).search(self.text, begin, end)
        if found is None:
            raise GoldError(f"{where}: not in that sentence; copy the words from it")
        if "*" in words:
            return Words(found.span(), found.span("head"))
        last = [match.span() for match in WORD.finditer(self.text, *found.span())]
        return Words(found.span(), last[-1] if last else found.span())

    def all(self, rows: list[str], sentence: int | None = None) -> tuple[Words, ...]:
        return tuple(self.find(words, sentence) for words in rows)

    # --- facts -------------------------------------------------------------------------------

    def entity(self, row: dict[str, Any]) -> GoldEntity:
        types = each(row["type"])
        for name in types:
            load_ontology().entity_type(name)
        names = (row["name"], *row.get("aliases", [])) if "name" in row else ()
        return GoldEntity(types, names, self.all(row["mentions"]), self.all(row.get("maybe", [])))

    def time(self, row: dict[str, Any]) -> GoldTime:
        words = self.find(row["words"], row["sentence"])
        return GoldTime(words, each(row["type"]), each(row["value"]))

    def claim(self, row: dict[str, Any]) -> GoldClaim:
        number, optional = row["sentence"], row.get("optional", False)
        sources = [words for words in row.get("source", "").split(" | ") if words]
        cue = self.find(row["cue"], number) if "cue" in row else None
        content = self.all(row["content"], number)
        who = row.get("who", row.get("source", "").replace("*", ""))
        return GoldClaim(self.all(sources, number), who, cue, content, optional)

    def event(self, row: dict[str, Any], claims: tuple[GoldClaim, ...]) -> GoldEvent:
        number, said = row["sentence"], row.get("claim", {})
        for name in each(row["type"]):
            load_ontology().event_type(name)
        trigger = self.find(row["words"], number)
        if unknown := set(said) - {"source", *VALUES}:
            raise GoldError(f"{self.name}, sentence {number}: unknown {sorted(unknown)} of a claim")
        return GoldEvent(
            trigger,
            self.all(row.get("also", []), number),
            each(row["type"]),
            tuple(
                self.alternatives(role, words, number)
                for role in ROLES
                for words in row.get(role, [])
            ),
            self.all(row.get("maybe", []), number),
            each(said["source"]) if "source" in said else tellers(trigger, claims),
            {key: self.allowed(key, said.get(key)) for key in VALUES},
        )

    def alternatives(self, role: str, words: str, number: int) -> tuple[tuple[str, Words], ...]:
        """ "who | (cause) the storm" -> (agent, who), (cause, the storm) for the role agent."""
        found = []
        for choice in words.split(" | "):
            other = OTHER_ROLE.fullmatch(choice)
            if other and other[1] not in ROLES:
                raise GoldError(f"{self.name}, sentence {number}: no role {other[1]!r}")
            found.append(
                (other[1], self.find(other[2], number))
                if other
                else (role, self.find(choice, number))
            )
        return tuple(found)

    def allowed(self, key: str, value: Any) -> frozenset[str]:
        if value is None:
            return frozenset({DEFAULTS[key]})
        values = frozenset(VALUES[key]) if value == "any" else frozenset(each(value))
        if unknown := values - VALUES[key]:
            raise GoldError(f"{self.name}: {key}: unknown {sorted(unknown)}")
        return values


def pattern_of(words: str) -> re.Pattern[str]:
    """Matches the words with any white space; stars mark the head, a lone "…" leaves words out."""
    before, star, after = words.partition("*")
    head, _, after = after.partition("*")
    parts = [escaped(before), f"(?P<head>{escaped(head)})" if star else "", escaped(after)]
    start = r"(?<!\w)" if words.lstrip("*")[0].isalnum() else ""
    stop = r"(?!\w)" if words.rstrip("*")[-1].isalnum() else ""
    return re.compile(start + "".join(parts) + stop, re.DOTALL)


def escaped(words: str) -> str:
    pieces = [re.escape(piece) if piece != " … " else ".*?" for piece in re.split("( … )", words)]
    return re.sub(r"(?:\\\s)+", lambda _: r"\s+", "".join(pieces))


def tellers(trigger: Words, claims: tuple[GoldClaim, ...]) -> tuple[str, ...]:
    """Who says an event: the source of the shortest content that holds its words, else "publisher".

    Where an optional claim holds it too, its source is right as well.
    """
    holding = [
        (part.span[1] - part.span[0], claim)
        for claim in claims
        for part in claim.content
        if part.span[0] <= trigger.head[0] and trigger.head[1] <= part.span[1]
    ]
    sure = [(length, claim) for length, claim in holding if not claim.optional]
    first = min(sure, key=lambda pair: pair[0])[1].who or "nobody" if sure else "publisher"
    return first, *(claim.who or "nobody" for _, claim in holding if claim.optional)
