"""Factuality: whether, how surely and when an event happened, as far as the words around it say.

"The crew failed to close the valve": *close* is negative and certain, with the cue *failed*; "The
dam might burst": *burst* is positive and possible. `judge` climbs from the trigger to the root of
its sentence, or to the border of the content it stands in, and collects the cues of the
factuality lexicon whose scope it passes. Two negations cancel (Karttunen's implicatives: "did not
fail to close").
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kg.extract import grammar
from kg.extract.governors import (
    CLOSING,
    RESULTING,
    collect_compound,
    collect_frame,
    collect_goal,
    collect_governor,
    collect_predicate,
    collect_preposition,
    collect_unreal,
)
from kg.extract.presupposed import is_presupposed
from kg.extract.scope import (
    CERTAINTIES,
    Scope,
    collect_absence,
    collect_denial,
    collect_local,
    collect_marker,
    collect_shared,
    is_denied_subject,
)
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon
from kg.model.claim import Certainty, Mode, Polarity, Temporality

AHEAD = frozenset({"after", "before", "when", "once", "until", "as"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the words around a trigger say of its event; `cues` are tokens, nearest first."""

    polarity: Polarity
    certainty: Certainty
    temporality: Temporality
    modes: tuple[Mode, ...]
    cues: tuple[int, ...]
    rule: str
    exposed: bool = True  # what stands above bears on it: nothing on the way presupposes it
    top: int = -1  # the highest word reached: [reports] for the pact in "denied reports of a pact"
    denied: str = ""  # what becomes of it if its governor is denied: "open", "positive"


def judge(
    syntax: Syntax,
    token: int,
    lexicon: Lexicon,
    inside: tuple[int, int] | None = None,
    *,
    border: Collection[int] = (),
) -> Judgement:
    """Polarity, certainty and time of the event told by a token.

    `inside` is the token range of the content of the report it stands in: what governs that
    content is the report's matter, not looked at here; nor is what stands above a `border` token,
    the cue of a report that interrupts its content. What must or should be is unknown, future and
    hypothetical: nobody says that it happens. "will" is certain and future; what somebody wants
    or asks for is unknown and future; what somebody plans or promises is probable; the purpose of
    an act is only possible.
    """
    scope = Scope(syntax, lexicon)
    if grammar.is_question(syntax, token) and is_asked(syntax, token):
        scope.mark(token, "factuality.question", rank=0, future=False, hypothetical=True)
    collect_local(scope, token)
    exposed, top = climb(scope, token, inside or (0, len(syntax)), border)
    modes: list[Mode] = []
    if scope.future:
        modes.append("future")
    if scope.hypothetical:
        modes.append("hypothetical")
    if scope.negative:
        modes.append("negation")
    if scope.habitual:
        modes.append("habitual")
    return Judgement(
        polarity="negative" if scope.negative else "positive",
        certainty=CERTAINTIES[min(scope.rank, scope.pending)],
        temporality="future" if scope.future else "non-future",
        modes=tuple(modes),
        cues=tuple(dict.fromkeys(scope.cues)),
        rule=scope.rules[0] if scope.rules else "factuality.plain",
        exposed=exposed,
        top=top,
        denied=scope.denied,
    )


def climb(
    scope: Scope, token: int, inside: tuple[int, int], border: Collection[int]
) -> tuple[bool, int]:
    """Collect what governs a token step by step: (whether it gets to the border, the last word)."""
    syntax, at = scope.syntax, token
    while (step := grammar.step_up(syntax, at)) is not None:
        if step.governor in border or not inside[0] <= step.governor < inside[1]:
            if step.relation == "preposition":
                collect_preposition(scope, step, at)
            elif step.relation == "object":
                collect_frame(scope, step.governor, at)
            elif step.relation in {"complement", "clause"}:
                collect_marker(scope, at, step.marker)  # "decide whether to sell"
            return True, at
        if not collect_step(scope, step, at):
            return False, at
        apart = is_own(syntax, at, step) or is_apart(syntax, at, step)
        at = past_infinitives(syntax, step.governor) if apart else step.governor
    return True, at


def is_result(syntax: Syntax, verb: int, at: int) -> bool:
    """True for an infinitive that tells what came of it: "beat them to win", "fell to close at"."""
    if not grammar.is_verb(syntax, verb):
        return False
    return syntax.lemmas[verb] in RESULTING or syntax.lemmas[at] in CLOSING


def is_own(syntax: Syntax, at: int, step: grammar.Step) -> bool:
    """True for a clause of its own beside an infinitive: "is due to land and [will map] ice"."""
    return step.relation == "conjunct" and bool(grammar.modals(syntax, at))


def is_apart(syntax: Syntax, at: int, step: grammar.Step) -> bool:
    """True for a participle behind a comma: "blocked the port to protest a cut, [stranding] two
    ferries" strands them by the blockade.
    """
    behind = step.relation == "participle" and step.governor < at
    return behind and syntax.lowers[at - 1] == ","


def past_infinitives(syntax: Syntax, token: int) -> int:
    """The first governor that is no infinitive, the token itself if it is none."""
    while grammar.has_infinitive_mark(syntax, token):
        step = grammar.step_up(syntax, token)
        if step is None:
            return token
        token = step.governor
    return token


def collect_step(scope: Scope, step: grammar.Step, at: int) -> bool:
    """Add the cues of one step up; False if what stands higher does not bear on the event."""
    syntax, governor = scope.syntax, step.governor
    if step.relation in {"complement", "clause"} and is_undoubted(scope, governor):
        return False
    if step.relation in {"complement", "object", "noun clause"}:
        return collect_governed(scope, step, at)
    if step.relation in {"adverbial", "participle"} and collect_unreal(scope, at, governor):
        return False
    if step.relation in {"clause", "adverbial"}:
        collect_clause(scope, step, at)
        return False
    if step.relation == "announced":
        scope.mark(at, "factuality.headline", rank=3, future=True, hypothetical=False)
        return False
    if step.relation == "conjunct":
        if grammar.shares_auxiliaries(syntax, at):
            collect_shared(scope, governor)
        return True
    if step.relation == "purpose":
        if is_result(syntax, governor, at):
            collect_local(scope, governor)
            return True
        scope.mark(at, "factuality.purpose", rank=1, future=True, hypothetical=True)
        return False
    if step.relation == "participle":
        collect_local(scope, governor)
        return True
    if step.relation == "modifier":
        collect_denial(scope, governor)
        return False
    if step.relation == "preposition":
        return collect_preposition(scope, step, at)
    if step.relation == "compound":
        collect_compound(scope, governor)
        return False
    return step.relation == "subject" and collect_subject(scope, governor, at)


def collect_governed(scope: Scope, step: grammar.Step, at: int) -> bool:
    """What a verb, noun or adjective says of its complement: "denied [that it had sold] ..."."""
    governor = step.governor
    governed = collect_governor(scope, governor, at, step.relation)
    if step.relation == "object":
        collect_frame(scope, governor, at)
        if not governed and is_presupposed(scope.syntax, scope.lexicon, governor, at):
            return False
    if step.relation == "noun clause":
        collect_absence(scope, governor)
    collect_local(scope, governor)
    return True


def is_undoubted(scope: Scope, governor: int) -> bool:
    """True for "nobody should doubt that": what would make it uncertain is denied."""
    row = scope.row(scope.syntax.lemmas[governor], "verb")
    if row is None or row.denied != "positive":
        return False
    return is_denied_subject(scope, governor)


def collect_clause(scope: Scope, step: grammar.Step, at: int) -> None:
    """What the main clause says of a clause beside its verb, and the word that introduces it."""
    syntax, governor = scope.syntax, step.governor
    if step.relation == "clause":
        collect_governor(scope, governor, at, step.relation)
        collect_marker(scope, at, step.marker)
        unsaid = grammar.negations(syntax, governor) or is_denied_subject(scope, governor)
        if at > governor and unsaid:
            scope.mark(governor, "factuality.unsaid", rank=0, future=False, hypothetical=False)
        return
    collect_marker(scope, at, step.marker)
    planned = step.marker in AHEAD and bool(grammar.modals(syntax, governor))
    if planned and not grammar.is_past_form(syntax, at):  # "will go when the sale is completed"
        scope.mark(at, "factuality.ahead", rank=3, future=True, hypothetical=False)


def collect_subject(scope: Scope, governor: int, at: int) -> bool:
    """What is said of an event that is a subject: "securing the border should be a priority"."""
    if not grammar.is_verb(scope.syntax, at):
        return collect_predicate(scope, governor)
    collect_local(scope, governor)
    for noun in grammar.predicate_nouns(scope.syntax, governor):
        collect_goal(scope, noun)
    return False


def is_asked(syntax: Syntax, token: int) -> bool:
    """True if a question asks for the event itself, not for something beside it."""
    at = token
    while (step := grammar.step_up(syntax, at)) is not None:
        if step.relation in {"modifier", "preposition", "adverbial", "participle", "purpose"}:
            return False
        at = step.governor
    return True
