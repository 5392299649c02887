"""Claims: who says of an event that it happened, will happen or did not happen.

"The ministry denied that its jets had crossed the border": the claim of *crossed* is the
ministry's, negative and certain. What stands in no report is the publisher's own claim
(`attribution` None). Every event has exactly one claim: that of the innermost report it stands
in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal

from kg.extract import grammar
from kg.extract.factuality import Judgement, judge
from kg.extract.ranges import cut
from kg.extract.reports import reporting_row
from kg.extract.scope import CERTAINTIES, RANKS
from kg.extract.syntax import Syntax
from kg.extract.tellers import is_granted, is_kept_silent
from kg.lexicon import Lexicon, ReportingCue
from kg.model import Attribution, Claim, Event, Passage, Relation, Time
from kg.model.claim import Certainty, Mode

FUTURE: Final[Literal["future"]] = "future"
VAGUE = frozenset({"Start", "End", "Change", "Increase", "Action", "Being", "Existence"})
DIRECTING = frozenset({"tell", "warn", "instruct", "remind"})  # "told residents to leave"
THOUGHT = frozenset({"Opinion", "Assessment", "Intention"})  # "does not think that": he denies it
UNDERTAKEN = frozenset({"Agreement", "Decision"})  # "agreed to sell": the sale is to come


def find_claims(
    syntax: Syntax,
    lexicon: Lexicon,
    events: Sequence[Event],
    attributions: Sequence[Attribution],
    times: Sequence[Time] = (),
    relations: Sequence[Relation] = (),
) -> tuple[Claim, ...]:
    """One claim an event, in the order of the events.

    What is dated after the article, in words that tell no past, lies ahead; so does what only
    another noun calls an event that lies ahead: "will buy the mill ... the takeover".
    """
    stances = [Stance(syntax, lexicon, number, attributions) for number in range(len(attributions))]
    owners = innermost(syntax, attributions, stances)
    claims = []
    for number, event in enumerate(events):
        token = trigger_token(syntax, event)
        owner = owners[token]
        stance = None if owner is None else stances[owner]
        claim = build_claim(syntax, lexicon, number, token, owner, stance)
        claim = give_to_teller(syntax, lexicon, claim, token, attributions, stances)
        habitual = "habitual" in claim.modes  # "usually adopts its budget in May"
        if (
            claim.temporality != "future"
            and not habitual
            and is_dated_ahead(syntax, event, token, times)
        ):
            claim = put_ahead(claim, claim.certainty)
        claims.append(claim)
    for relation in relations:
        if relation.kind == "same-as" and events[relation.source].type not in VAGUE:
            name, told = claims[relation.source], claims[relation.target]
            if is_plain(name) and told.temporality == "future" and told.polarity == "positive":
                claims[relation.source] = put_ahead(name, told.certainty)
    return tuple(claims)


def give_to_teller(
    syntax: Syntax,
    lexicon: Lexicon,
    claim: Claim,
    token: int,
    attributions: Sequence[Attribution],
    stances: Sequence[Stance],
) -> Claim:
    """The claim with the innermost report whose source tells of the event: outside of those that
    take it for granted ("welcomed the truce") or leave it open ("would not say whether ...").
    """
    while claim.attribution is not None:
        stance = stances[claim.attribution]
        if stance.row is None or not stance.cue:
            return claim
        cue, outer = stance.cue[0], attributions[claim.attribution].within
        if leaves_open(syntax, stance) or is_kept_silent(syntax, lexicon, stance.row, cue, token):
            said = syntax.heads[token] == cue or not grammar.is_verb(syntax, token)
            claim = replace(claim, certainty=claim.certainty if said else "unknown")
        elif claim.polarity == "negative" or not is_granted(syntax, stance.row, cue, token):
            return claim
        claim = replace(claim, attribution=outer)
    return claim


def leaves_open(syntax: Syntax, stance: Stance) -> bool:
    """True for "did not confirm", "neither confirmed nor denied"; not for "did not think so", which
    says no, and "did not deny it", which says something.
    """
    row, told = stance.row, stance.told
    if not stance.unsaid or row is None or row.pos != "verb" or row.type in THOUGHT:
        return False
    if row.polarity == "positive" or told is None:
        return True
    return any(syntax.lowers[cue] in {"neither", "nor"} for cue in told.cues)


def is_dated_ahead(syntax: Syntax, event: Event, token: int, times: Sequence[Time]) -> bool:
    """True for an event with a time after the day of publication and no past tense."""
    published = syntax.article.published
    if published is None or not event.times or grammar.is_past_told(syntax, token):
        return False
    starts = [times[t.time].earliest for t in event.times if t.time < len(times)]
    return any(start is not None and start > published for start in starts)


def is_plain(claim: Claim) -> bool:
    return claim.polarity == "positive" and claim.certainty == "certain" and not claim.modes


def put_ahead(claim: Claim, certainty: Certainty) -> Claim:
    """A claim of what is still to come."""
    modes = (FUTURE, *(mode for mode in claim.modes if mode != FUTURE))
    return replace(claim, temporality=FUTURE, certainty=certainty, modes=modes)


class Stance:
    """What the source of an attribution commits itself to, read off its cue."""

    def __init__(
        self, syntax: Syntax, lexicon: Lexicon, number: int, attributions: Sequence[Attribution]
    ) -> None:
        attribution = attributions[number]
        parts = [token_range(syntax, part) for part in attribution.content]
        self.inside = parts[0][0], parts[-1][1]
        self.cue = (
            () if attribution.cue is None else tuple(range(*token_range(syntax, attribution.cue)))
        )
        self.row = cue_row(syntax, lexicon, self.cue)
        self.rank = 3 if self.row is None else RANKS[self.row.certainty]
        self.future = self.row is not None and self.row.future
        undertaken = self.row is not None and self.row.type in UNDERTAKEN
        if undertaken and attribution.rule == "claims.infinitive":
            self.rank, self.future = min(2, self.rank), True
        if attribution.rule == "claims.infinitive" and self.row and self.row.cue in DIRECTING:
            self.rank, self.future = 0, True
        self.told: Judgement | None = None
        self.unsaid = False
        if self.cue and self.row is not None and self.row.pos != "phrase":
            self.told = judge(syntax, self.cue[0], lexicon)
            if self.told.polarity == "negative":
                self.unsaid = True  # what somebody did not say or deny is left open
                self.rank = 0


def cue_row(syntax: Syntax, lexicon: Lexicon, cue: tuple[int, ...]) -> ReportingCue | None:
    """The row of the lexicon that the cue of an attribution is found by."""
    if not cue:
        return None
    words = " ".join(syntax.lowers[token] for token in cue)
    for row in lexicon.reporting.get(words, ()):
        if row.pos == "phrase":
            return row
    return reporting_row(syntax, lexicon, cue[0])


def token_range(syntax: Syntax, passage: Passage) -> tuple[int, int]:
    """The tokens of a passage that begins and ends with tokens."""
    start = syntax.token_at[passage.begin]
    return start, bisect_left(syntax.begins, passage.end, lo=start)


def trigger_token(syntax: Syntax, event: Event) -> int:
    """The word of an event's first trigger that governs its other words."""
    start, end = token_range(syntax, event.triggers[0])
    return next((t for t in range(start, end) if not start <= syntax.heads[t] < end), start)


def innermost(
    syntax: Syntax, attributions: Sequence[Attribution], stances: list[Stance]
) -> list[int | None]:
    """For each token the attribution with the shortest content that holds it; None in narration."""
    owners: list[int | None] = [None] * len(syntax)
    lengths = [sum(len(part) for part in a.content) for a in attributions]
    for number in sorted(range(len(attributions)), key=lambda n: (-lengths[n], -n)):
        cue = stances[number].cue
        hole = (cue[0], cue[-1] + 1) if cue else (0, 0)
        for part in attributions[number].content:
            for start, end in cut(token_range(syntax, part), hole):
                owners[start:end] = [number] * (end - start)
    return owners


def build_claim(
    syntax: Syntax,
    lexicon: Lexicon,
    event: int,
    token: int,
    owner: int | None,
    stance: Stance | None,
) -> Claim:
    inside = None if stance is None else stance.inside
    found = judge(syntax, token, lexicon, inside, border=() if stance is None else stance.cue)
    negative, rank = found.polarity == "negative", RANKS[found.certainty]
    future, modes = found.temporality == "future", list(found.modes)
    cues = list(found.cues)
    if stance is not None and stance.row is not None and bears_on(syntax, lexicon, token, found):
        denied = stance.row.polarity == "negative" and not stance.unsaid
        if is_told_of(syntax, lexicon, stance.row, token, found):
            denied, rank = not stance.unsaid, 3  # "dismissed rumours of a sale"
        if denied and found.denied == "open":  # "refused to rule out a sale"
            negative, denied, rank = False, False, min(rank, 1)
        negative ^= denied
        future |= stance.future and not denied
        modes = stance_modes(modes, stance, negative, future)
        if denied or stance.rank < 3:
            cues += stance.cue
        rank = min(rank, stance.rank)
    return Claim(
        event=event,
        attribution=owner,
        polarity="negative" if negative else "positive",
        certainty=CERTAINTIES[rank],
        temporality="future" if future else "non-future",
        modes=tuple(modes),
        quoted=syntax.quotation_of[token] >= 0,
        evidence=syntax.sentence(token),
        cues=tuple(syntax.passage(cue, cue + 1) for cue in sorted(set(cues))),
        rule=found.rule,
    )


def bears_on(syntax: Syntax, lexicon: Lexicon, token: int, found: Judgement) -> bool:
    """True if what the source denies or wants is this event, not one that its words presuppose.

    "denied that the layoffs were illegal" does not deny the layoffs, "denied the allegation" not
    that there was one.
    """
    return found.exposed and not is_saying(syntax, lexicon, token)


def is_saying(syntax: Syntax, lexicon: Lexicon, token: int) -> bool:
    """True for a noun that tells what is said: the allegation, the rumours."""
    if syntax.poses[token] != "NOUN":
        return False
    rows = lexicon.reporting.get(syntax.lemmas[token], ())
    return any(row.pos == "noun" and not row.future for row in rows)


def is_told_of(
    syntax: Syntax, lexicon: Lexicon, row: ReportingCue, token: int, found: Judgement
) -> bool:
    """True for what a rejected allegation is about: "rejected allegations of fraud"."""
    return row.type == "Denial" and found.top != token and is_saying(syntax, lexicon, found.top)


def stance_modes(modes: list[Mode], stance: Stance, negative: bool, future: bool) -> list[Mode]:
    """The modes with what the cue adds: what is wanted or denied is no fact."""
    hypothetical = "hypothetical" in modes or stance.rank == 0
    found: list[Mode] = ["future"] if future else []
    if hypothetical:
        found.append("hypothetical")
    if negative:
        found.append("negation")
    return found + [mode for mode in modes if mode == "habitual"]
