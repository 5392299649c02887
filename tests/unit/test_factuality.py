"""Whether, how surely and when an event happened, and whose claim that is."""

from __future__ import annotations

import pytest
from kg.extract.attributions import find_attributions
from kg.extract.claims import find_claims
from kg.extract.factuality import Judgement, judge
from kg.extract.syntax import Syntax
from kg.lexicon import load_lexicon
from kg.model import Claim, Event
from parsed import parse


def judged(text: str, word: str) -> tuple[Judgement, Syntax]:
    (syntax,) = parse(text)
    return judge(syntax, syntax.words.index(word), load_lexicon()), syntax


CASES = [
    ("The ferry sailed on Monday.", "sailed", "positive certain non-future"),
    ("The ferry did not sail.", "sail", "negative certain non-future"),
    ("No ferry sailed on Monday.", "sailed", "negative certain non-future"),
    ("Nobody survived the fire.", "survived", "negative certain non-future"),
    ("He left without paying the bill.", "paying", "negative certain non-future"),
    ("The crew failed to close the valve.", "close", "negative certain non-future"),
    ("The crew did not fail to close the valve.", "close", "positive certain non-future"),
    ("The crew managed to close the valve.", "close", "positive certain non-future"),
    ("The crew could not close the valve.", "close", "negative certain non-future"),
    ("The crew was unable to close the valve.", "close", "negative certain non-future"),
    ("The dam might burst.", "burst", "positive possible non-future"),
    ("The army must leave the valley.", "leave", "positive unknown future"),
    ("The council should repair the bridge.", "repair", "positive unknown future"),
    ("The court will hear the case in May.", "hear", "positive certain future"),
    ("The court will not hear the case.", "hear", "negative certain future"),
    ("The owner wants to sell the club.", "sell", "positive unknown future"),
    ("The city plans to build a tram.", "build", "positive probable future"),
    ("The pirates threatened to sink the yacht.", "sink", "positive unknown future"),
    ("The fire probably began in the attic.", "began", "positive probable non-future"),
    ("The guard allegedly took a bribe.", "took", "positive possible non-future"),
    ("If the dam bursts, the town will drown.", "bursts", "positive unknown non-future"),
    ("They dug a ditch to drain the field.", "drain", "positive possible future"),
    ("Guards prevented rebels from taking the town.", "taking", "negative certain non-future"),
    ("Did the ferry sail?", "sail", "positive unknown non-future"),
    ("Sell the ferry now.", "Sell", "positive unknown future"),
    ("The lack of rain killed the maize.", "rain", "negative certain non-future"),
    ("The alleged theft was filmed.", "theft", "positive possible non-future"),
    ("The club cancelled a match.", "match", "negative certain non-future"),
    ("A strike is unlikely.", "strike", "negative probable non-future"),
    ("Not only did he sing, he danced.", "danced", "positive certain non-future"),
    ("The ship was set to sail at noon.", "sail", "positive unknown future"),
    ("They did not report the theft.", "theft", "positive certain non-future"),
    ("There might be a strike.", "strike", "positive possible non-future"),
    ("There is no strike in the port.", "strike", "negative certain non-future"),
    ("The bridge almost fell.", "fell", "negative certain non-future"),
    ("The vote will take place in May.", "vote", "positive certain future"),
    ("Airline to buy nine jets", "buy", "positive certain future"),
    ("It was the first ship to cross the strait.", "cross", "positive certain non-future"),
    ("The man could have drowned.", "drowned", "positive possible non-future"),
]


@pytest.mark.parametrize(("text", "word", "expected"), CASES, ids=[row[0] for row in CASES])
def test_judge(text: str, word: str, expected: str) -> None:
    found, _ = judged(text, word)
    assert f"{found.polarity} {found.certainty} {found.temporality}" == expected


def test_cues_name_what_decides() -> None:
    found, syntax = judged("The crew did not manage to close the valve.", "close")
    assert [syntax.words[cue] for cue in found.cues] == ["manage", "not"]
    assert found.modes == ("negation",)
    assert found.rule == "factuality.governor"


def claims(text: str, *words: str) -> tuple[list[Claim], list[str | None]]:
    """One claim for each word, and whose it is."""
    (syntax,) = parse(text)
    lexicon = load_lexicon()
    events = []
    for word in words:
        token = syntax.words.index(word)
        trigger = syntax.passage(token, token + 1)
        events.append(Event("Action", syntax.lemmas[token], (trigger,), (), (), (), "test"))
    attributions = find_attributions(syntax, lexicon, (), events)
    found = find_claims(syntax, lexicon, events, attributions)
    sources = []
    for claim in found:
        passage = None
        if claim.attribution is not None:
            passage = attributions[claim.attribution].source_passage
        sources.append(passage.text if passage is not None else None)
    return list(found), sources


def test_publisher_claims_what_nobody_else_says() -> None:
    (claim,), (source,) = claims("The ship sank.", "sank")
    assert (claim.attribution, source, claim.certainty) == (None, None, "certain")


def test_denial_is_negative_claim_of_its_source() -> None:
    found, sources = claims("The ministry denied that its jets had crossed the border.",
                            "denied", "crossed")  # fmt: skip
    assert sources == [None, "The ministry"]
    assert [claim.polarity for claim in found] == ["positive", "negative"]
    assert [cue.text for cue in found[1].cues] == ["denied"]


def test_denial_does_not_deny_what_it_presupposes() -> None:
    found, _ = claims(
        "The firm denied that the layoffs were linked to the sale.", "layoffs", "linked"
    )
    assert [claim.polarity for claim in found] == ["positive", "negative"]
    (claim,), _ = claims("The firm denied the allegation of theft.", "allegation")
    assert claim.polarity == "positive"


def test_innermost_source_claims() -> None:
    text = "The nurse said that the captain had promised to sail."
    found, sources = claims(text, "promised", "sail")
    assert sources[0] == "The nurse"
    assert found[1].temporality == "future"


def test_cue_outside_does_not_bear_on_content() -> None:
    text = "The nurse might say that the ship sank."
    (claim,), _ = claims(text, "sank")
    assert (claim.polarity, claim.certainty) == ("positive", "certain")


def test_what_is_not_said_is_unknown() -> None:
    (claim,), _ = claims("The nurse did not say that the ship sank.", "sank")
    assert claim.certainty == "unknown"


def test_named_goal_is_no_fact() -> None:
    text = "Among other goals, the mayor named the drafting of a law and an election."
    found, sources = claims(text, "drafting", "election")
    assert sources == ["the mayor", "the mayor"]
    assert [(c.certainty, c.temporality) for c in found] == [("unknown", "future")] * 2


def test_quoted_words() -> None:
    (claim,), (source,) = claims("“The ship sank,” the nurse said.", "sank")
    assert claim.quoted
    assert source == "the nurse"
    assert claim.evidence.text == "“The ship sank,” the nurse said."


def test_every_factuality_row_changes_its_example() -> None:
    lexicon = load_lexicon()
    rows = [row for found in lexicon.factuality.values() for row in found]
    silent = []
    for row, syntax in zip(rows, parse(*[row.example for row in rows]), strict=True):
        words = [t for t, pos in enumerate(syntax.poses) if pos in {"VERB", "NOUN", "AUX", "ADJ"}]
        found = [judge(syntax, token, lexicon) for token in words]
        effect = row.negates or row.future or row.certainty is not None
        right = any(
            j.cues
            and (j.polarity == "negative") == row.negates
            and row.certainty in {None, j.certainty}
            and (not row.future or j.temporality == "future")
            for j in found
        )
        if effect and not right:
            silent.append(f"{row.cue} ({row.pos}): {row.example}")
    assert not silent
