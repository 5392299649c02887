"""Who says what, in which words."""

from __future__ import annotations

import pytest
from kg.extract.attributions import find_attributions
from kg.lexicon import load_lexicon
from kg.model import Attribution
from parsed import parse


def find(text: str, title: bool = False) -> list[Attribution]:
    (syntax,) = parse(text, title=title)
    found = list(find_attributions(syntax, load_lexicon()))
    for attribution in found:
        for part in attribution.content:
            assert text[part.begin : part.end] == part.text
    return found


def told(attribution: Attribution) -> tuple[str | None, str | None, list[str]]:
    source, cue = attribution.source_passage, attribution.cue
    return (
        source.text if source is not None else None,
        cue.text if cue is not None else None,
        [part.text for part in attribution.content],
    )


ONE = [
    ("“We left,” the captain said.", "the captain", "said", ["“We left,”"]),
    ("“We left,” said the captain.", "the captain", "said", ["“We left,”"]),
    ("The captain said: “We left.”", "The captain", "said", ["“We left.”"]),
    ("“We left,” she said, “and we won.”", "she", "said", ["“We left,”", "“and we won.”"]),
    ("“We left,” she said. “We won.”", "she", "said", ["“We left,”", "“We won.”"]),
    ("“We left. We won,” the captain said.", "the captain", "said", ["“We left. We won,”"]),
    (
        "The captain said that the ship had sunk.",
        "The captain", "said", ["that the ship had sunk"],
    ),
    ("The captain said the ship had sunk.", "The captain", "said", ["the ship had sunk"]),
    ("The ship had sunk, the captain said.", "the captain", "said", ["The ship had sunk"]),
    (
        "The ship, the captain said, had sunk.",
        "the captain", "said", ["The ship", "had sunk"],
    ),
    (
        "The ship had sunk, according to the captain.",
        "the captain", "according to", ["The ship had sunk"],
    ),
    (
        "According to the captain, the ship had sunk.",
        "the captain", "According to", ["the ship had sunk"],
    ),
    ("The army declared the liberation of the town.", "The army", "declared",
     ["the liberation of the town"]),
    ("The clerk denied the theft of the keys.", "The clerk", "denied", ["the theft of the keys"]),
    ("The premier promised to cut the tax.", "The premier", "promised", ["to cut the tax"]),
    ("The bishops called for a new vote.", "The bishops", "called for", ["a new vote"]),
    ("Ann Smith's claim that the ship had sunk was false.", "Ann Smith's", "claim",
     ["that the ship had sunk"]),
    ("It was reported that the ship had sunk.", None, "reported", ["that the ship had sunk"]),
    ("The coach is confident that the team will win.", "The coach", "confident",
     ["that the team will win"]),
    ("In the bishop's view, the law is unjust.", "the bishop's", "In the bishop's view",
     ["the law is unjust"]),
    (
        "The captain will be “a very old man” by then, the nurse cautioned.",
        "the nurse", "cautioned", ["The captain will be “a very old man” by then"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content"), ONE, ids=[row[0] for row in ONE])
def test_one_attribution(text: str, source: str | None, cue: str, content: list[str]) -> None:
    assert [told(attribution) for attribution in find(text)] == [(source, cue, content)]


HEADLINES = [
    ("Town fully freed from rebels – Russian MoD", "Russian MoD", "Town fully freed from rebels"),
    ("Vladimir Putin: No troops left in town", "Vladimir Putin", "No troops left in town"),
]


@pytest.mark.parametrize(("text", "source", "content"), HEADLINES)
def test_headline_names_its_source(text: str, source: str, content: str) -> None:
    (attribution,) = find(text, title=True)
    assert told(attribution) == (source, None, [content])
    assert attribution.rule == "claims.headline"


@pytest.mark.parametrize(
    "text",
    [
        "The ship sank in the bay.",
        "Town freed: rebels flee after long siege",
    ],
)
def test_no_attribution(text: str) -> None:
    assert find(text, title=True) == []


def test_quotation_over_paragraphs_is_one_attribution() -> None:
    (attribution,) = find("The captain said: “We left.\n\n“We never came back.”")
    assert [part.text for part in attribution.content] == ["“We left", "“We never came back.”"]
    assert attribution.quoted


def test_thoughts_inside_a_quotation_are_no_reports() -> None:
    (attribution,) = find("“I think that we know what you want,” the nurse said.")
    assert told(attribution)[0] == "the nurse"


def test_second_speaker_has_his_own_words() -> None:
    first, second = find("“We left,” Smith said.\n\n“They ran,” Jones said.")
    assert told(first) == ("Smith", "said", ["“We left,”"])
    assert told(second) == ("Jones", "said", ["“They ran,”"])


def test_nested_report() -> None:
    outer, inner = find("The nurse said that the captain had promised that he would sail.")
    assert (outer.within, inner.within) == (None, 0)
    assert told(inner)[:2] == ("the captain", "promised")


def test_relative_pronoun_stands_for_the_source() -> None:
    (attribution,) = find("They met a captain who said that the ship had sunk.")
    assert told(attribution)[0] == "a captain who"
    assert attribution.source_head is not None
    assert attribution.source_head.text == "captain"


def test_transcript() -> None:
    first, second = find("WALLACE: Did the ship sink?\n\nPENCE: The ship sank on Monday.")
    assert told(second) == ("PENCE", None, ["The ship sank on Monday"])
    assert first.rule == "claims.transcript"


def test_every_reporting_row_finds_its_example() -> None:
    lexicon = load_lexicon()
    rows = [row for found in lexicon.reporting.values() for row in found]
    missing = []
    for row, syntax in zip(rows, parse(*[row.example for row in rows]), strict=True):
        cues = [a.cue for a in find_attributions(syntax, lexicon) if a.cue is not None]
        words = {syntax.lemmas[syntax.token_at[cue.begin]] for cue in cues}
        words |= {word for cue in cues for word in cue.text.lower().split()}
        if row.cue.split(" ")[0] not in words:
            missing.append(f"{row.cue}: {row.example}")
    assert not missing


@pytest.mark.parametrize(
    "text",
    [
        "“",
        "said",
        "“ said ‘ : told”",
        "‘ ... ( promised ' - WALLACE claim",
        "According to",
        "- : -",
    ],
)
def test_scraps_do_not_break(text: str) -> None:
    for attribution in find(text, title=True):
        assert attribution.content
