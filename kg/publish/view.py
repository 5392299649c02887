"""What the page shows of a Knowledge: "Putin" and "liberation of Syria" as nodes, "says" and
"patient" as links.

A `View` is plain: nodes and links with every sentence they rest on. It knows nothing of
browsers, pyvis or layout. Marks are offsets into their quote, in Unicode code points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kg.model import Article

Mark = tuple[int, int, str]  # begin, end, kind: "trigger", "part", "time", "cue", "name"
Kind = Literal["entity", "event", "publisher"]
LinkKind = Literal["role", "says", "narrates", "relation"]

LAYERS: dict[str, str] = {
    "Person": "person",
    **dict.fromkeys(
        ("Organization", "Government", "MilitaryForce", "ArmedGroup", "Company", "PoliticalParty",
         "Media", "InternationalOrganization", "Court"), "organization"),
    "Group": "group",
    **dict.fromkeys(("Place", "Country", "Region", "City", "Waterbody", "Facility"), "place"),
}  # fmt: skip
OTHER = "thing"  # the layer of all other types of entities
INWARD = frozenset({"agent", "instrument", "cause", "source", "origin"})  # arrows into the event
SPEECH = frozenset({"Statement", "Communication"})


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article with the words that matter in it."""

    sentence: int  # index into View.sentences
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One claim: who says it of which event, how firmly, in which sentence. `source` None:
    see `words`.
    """

    event: str
    source: str | None  # id of a node
    words: str  # the source in the article's words, or the publisher's name
    narrated: bool  # the publisher's own voice
    within: str  # who tells it, where the source is itself quoted by another
    polarity: str
    certainty: str
    temporality: str
    modes: tuple[str, ...]
    quoted: bool
    quote: Quote
    rule: str


@dataclass(frozen=True, slots=True)
class When:
    """A time of an event: the words, the value and its two ends as ISO dates ("" where open)."""

    words: str
    value: str
    earliest: str
    latest: str
    basis: str


@dataclass(frozen=True, slots=True)
class ViewNode:
    """An entity, an event or a publisher; `weight` is the number of facts it takes part in."""

    id: str
    kind: Kind
    layer: str
    type: str
    name: str
    weight: int
    articles: tuple[int, ...]
    aliases: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()  # label and value, to be shown as they are
    links: tuple[str, ...] = ()  # addresses elsewhere
    quotes: tuple[Quote, ...] = ()
    times: tuple[When, ...] = ()
    said: tuple[int, ...] = ()  # indices into View.said, of an event
    status: str = ""  # of an event: "narrated", "attributed", "denied"
    main: bool = False
    rule: str = ""
    spot: tuple[float, float] | None = None  # of a place: latitude and longitude in degrees
    precision: str = ""  # of the spot: "exact", "city", "region", "country"
    country: str = ""  # ISO 3166-1 alpha-2


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A link that is drawn: a role, a claim or a relation of two events; it points as it reads."""

    begin: str
    end: str
    kind: LinkKind
    label: str
    articles: tuple[int, ...]
    quotes: tuple[Quote, ...] = ()
    said: tuple[int, ...] = ()
    style: str = ""  # of a claim: "certain", "probable", "possible", "unknown", "denied"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ViewText:
    """An article's text with what stands where: (begin, end, kind of segment), and (begin, end,
    kind, node id) for each name and each word that tells an event.
    """

    text: str
    segments: tuple[tuple[int, int, str], ...]
    marks: tuple[tuple[int, int, str, str], ...]


@dataclass(slots=True)
class View:
    """All nodes, links, sentences and claims, in the order of the readings."""

    articles: list[Article] = field(default_factory=list)
    texts: list[ViewText] = field(default_factory=list)
    # article index, text, offset in the article
    sentences: list[tuple[int, str, int]] = field(default_factory=list)
    nodes: list[ViewNode] = field(default_factory=list)
    links: list[ViewLink] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)


def publisher_id(name: str) -> str:
    """The id of a publisher's node; entities have keys like "person/..." and never this one."""
    return f"publisher:{name}"


def shortened(text: str, length: int) -> str:
    """The text on one line, cut at a word and ended by an ellipsis if it is longer than
    `length`.
    """
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text.rfind(" ", length // 2, length)
    return text[: cut if cut > 0 else length - 1].rstrip(" ,;:.-–") + "…"
