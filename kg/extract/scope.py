"""Scopes: which cues of the factuality lexicon bear on a word, "did not" in "did not sail".

Each function here looks at one word or one step and adds what it finds to a `Scope`; the way from
an event to the root of its sentence is `kg.extract.factuality`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract import grammar
from kg.extract.presupposed import (
    OCCURRING,
    is_answered,
    is_definite,
    is_helped,
    is_met,
    is_required,
    is_setting,
)
from kg.extract.syntax import LEXICON_POS, Syntax
from kg.lexicon import FactualityCue, Lexicon
from kg.model.claim import Certainty

RANKS: dict[Certainty, int] = {"unknown": 0, "possible": 1, "probable": 2, "certain": 3}
CERTAINTIES: tuple[Certainty, ...] = ("unknown", "possible", "probable", "certain")
REACHING = frozenset(
    {"of", "to", "into", "for", "from", "on", "against", "in", "about", "at", "over"}
)
# "talks on the war": a definite topic is there already
TOPICAL = frozenset({"on", "about", "over"})
# prepositions after which a governor's modality still holds
PASSING = frozenset({"of", "to", "into", "for"})
SETTINGS = frozenset({"in", "at", "with", "during", "through", "by", "via", "as"})
RESULTING = frozenset(
    {"beat", "defeat", "win", "rise", "fall", "climb", "grow", "jump", "drop", "overcome", "rally"}
)  # "beat Turku to reach the final": the infinitive tells what came of it
COPULAS = frozenset({"be", "include", "remain", "become"})
ABILITY = frozenset({"can", "could", "ca"})  # denied, they deny the act: "could not reach"


@dataclass(slots=True)
class Scope:
    """What has been collected on the way up."""

    syntax: Syntax
    lexicon: Lexicon
    negative: bool = False
    rank: int = 3
    future: bool = False
    hypothetical: bool = False
    cues: list[int] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)

    def add(self, token: int, cue: FactualityCue, rule: str) -> None:
        if token in self.cues:
            return
        self.negative ^= cue.negates
        if cue.certainty is not None:
            self.rank = min(self.rank, RANKS[cue.certainty])
        self.future |= cue.future
        self.hypothetical |= cue.hypothetical
        self.cues.append(token)
        self.rules.append(rule)

    def mark(self, token: int, rule: str, *, rank: int, future: bool, hypothetical: bool) -> None:
        self.rank = min(self.rank, rank)
        self.future |= future
        self.hypothetical |= hypothetical
        self.cues.append(token)
        self.rules.append(rule)

    def row(self, words: str, *poses: str) -> FactualityCue | None:
        """The row of a cue with the first of these parts of speech that it has."""
        rows = self.lexicon.factuality.get(words)
        if rows is None:
            return None
        return next((row for pos in poses for row in rows if row.pos == pos), None)


def collect_local(scope: Scope, token: int) -> None:
    """Modals, negations and adverbs of one word."""
    syntax = scope.syntax
    for modal in grammar.modals(syntax, token):
        collect_modal(scope, token, modal)
    for word in grammar.adverbs(syntax, token):
        collect_adverb(scope, word)
    if grammar.is_verb(syntax, token):
        for noun in grammar.participants_nearby(syntax, token):
            collect_denial(scope, noun)
    if grammar.is_announced(syntax, token):
        scope.mark(token, "factuality.headline", rank=3, future=True, hypothetical=False)
    if grammar.is_imperative(syntax, token):
        scope.mark(token, "factuality.imperative", rank=0, future=True, hypothetical=True)


def collect_modal(scope: Scope, verb: int, modal: int) -> None:
    syntax = scope.syntax
    row = scope.row(syntax.lowers[modal], "modal") or scope.row(syntax.lemmas[modal], "modal")
    if row is None:
        return
    if syntax.lowers[modal] in ABILITY and grammar.negations(syntax, verb):
        return
    if grammar.has_perfect(syntax, verb):
        rank = 2 if syntax.lowers[modal] in {"must", "will"} else RANKS[row.certainty or "certain"]
        scope.mark(modal, "factuality.modal", rank=rank, future=False, hypothetical=True)
        return
    scope.add(modal, row, "factuality.modal")


def collect_adverb(scope: Scope, word: int) -> None:
    syntax = scope.syntax
    lower = syntax.lowers[word]
    row = scope.row(lower, "adverb", "determiner", "adjective", "conjunction")
    if row is None and word:
        row = scope.row(f"{syntax.lowers[word - 1]} {lower}", "phrase")
    if row is None or row.scope == "complement" or is_blocked(syntax, word, row):
        return
    scope.add(word, row, "factuality.negation" if row.negates else "factuality.adverb")


def is_blocked(syntax: Syntax, word: int, row: FactualityCue) -> bool:
    """True if the next word makes the cue no cue: "not only", "almost all"."""
    return word + 1 < len(syntax) and syntax.lowers[word + 1] in row.blocked_by


def collect_denial(scope: Scope, noun: int) -> None:
    """ "no ship", "nobody", "neither side": the determiner or pronoun denies the verb."""
    syntax = scope.syntax
    row = scope.row(syntax.lowers[noun], "determiner")
    if row is not None and row.negates:
        scope.add(noun, row, "factuality.negation")
        return
    for child in syntax.children[noun]:
        row = scope.row(syntax.lowers[child], "determiner") if child < noun else None
        if row is not None and row.negates and not is_blocked(syntax, child, row):
            scope.add(child, row, "factuality.negation")


def collect_governor(scope: Scope, governor: int, at: int, relation: str) -> bool:
    """True if a cue that governs an infinitive, gerund, clause or object was added."""
    syntax = scope.syntax
    pos, lemma = LEXICON_POS.get(syntax.poses[governor], ""), syntax.lemmas[governor]
    if relation == "object" and is_helped(syntax, scope.lexicon, governor, at):
        return False
    if relation == "complement" and pos in {"verb", "adjective"}:
        row = periphrasis(scope, governor, at)
        if row is not None:
            scope.add(governor, row, "factuality.governor")
            if syntax.lemmas[governor] != "have" and is_past(syntax, governor):
                scope.rank = 0  # "was due to land": whether it did is not said
            return True
    particle = grammar.particle(syntax, governor)
    row = scope.row(f"{lemma} {particle}", pos) if particle else None
    row = row or scope.row(lemma, pos) or scope.row(lemma, "modal")
    if row is None and pos == "verb" and relation == "complement":
        names = [name for name, _, _ in grammar.prepositions(syntax, governor)]
        row = next(filter(None, (scope.row(f"{lemma} {name}", pos) for name in names)), None)
    if row is None or (row.scope != "complement" and row.pos != "modal"):
        return False
    scope.add(governor, row, "factuality.governor")
    return True


def collect_frame(scope: Scope, verb: int, at: int) -> None:
    """What an object is said to be one of: "among other goals, he named the drafting of a law".

    Also the goal that a predicate fills: "their priority is a ceasefire".
    """
    if scope.syntax.lemmas[verb] in COPULAS:
        subject = grammar.own_subject(scope.syntax, verb)
        if subject is not None and subject < verb:
            collect_goal(scope, subject)
    beside = grammar.prepositions(scope.syntax, verb)
    for name, _, noun in [*beside, *grammar.prepositions(scope.syntax, at)]:
        row = scope.row(scope.syntax.lemmas[noun], "noun") if name in {"among", "as"} else None
        if row is not None and row.scope == "complement":
            scope.add(noun, row, "factuality.governor")


def collect_absence(scope: Scope, noun: int) -> None:
    """ "no evidence that": what nothing speaks for is not said to be false for sure."""
    if grammar.determiner(scope.syntax, noun) == "no":
        scope.rank = min(scope.rank, RANKS["probable"])


def collect_goal(scope: Scope, noun: int) -> None:
    """A noun like "goal" that something is said to be: what is aimed at is not there yet."""
    row = scope.row(scope.syntax.lemmas[noun], "noun")
    if row is not None and row.scope == "complement" and row.certainty == "unknown":
        scope.add(noun, row, "factuality.governor")


def periphrasis(scope: Scope, governor: int, at: int) -> FactualityCue | None:
    """ "have to", "be to", "be going to", "be set to"."""
    syntax = scope.syntax
    lemma = syntax.lemmas[governor]
    if not grammar.has_infinitive_mark(syntax, at):
        return None
    if lemma in {"have", "be"}:
        for child in syntax.children[governor]:
            if governor < child < at and syntax.poses[child] == "ADJ":
                return scope.row(syntax.lemmas[child], "adjective")  # "it is impossible to"
        yet = "yet " if "yet" in syntax.lowers[governor + 1 : at] else ""
        return scope.row(f"{lemma} {yet}to", "phrase")
    be = [*grammar.auxiliaries(syntax, governor), syntax.heads[governor]]
    if any(syntax.lemmas[c] == "be" for c in be):
        return scope.row(f"be {syntax.lowers[governor]}", "phrase")
    return None


def is_past(syntax: Syntax, token: int) -> bool:
    """True if a word or the "be" beside it is in the past: "was set", "were to"."""
    beside = [token, *grammar.auxiliaries(syntax, token), syntax.heads[token]]
    return any(syntax.lowers[t] in {"was", "were"} for t in beside)


def collect_marker(scope: Scope, at: int, marker: str) -> None:
    """ "if", "unless", "whether", "so that" that introduce a clause."""
    syntax = scope.syntax
    candidates = [marker, *marker.split(" ")]
    first = syntax.lefts[at]
    if first > 0:
        candidates.append(f"{syntax.lowers[first - 1]} {syntax.lowers[first]}")
    candidates += [" ".join(syntax.lowers[first : first + 2])]
    candidates += ["whether"] if syntax.lowers[first] == "whether" else []
    for words in candidates:
        row = scope.row(words, "conjunction", "phrase") if words else None
        if row is not None and row.scope == "complement":
            scope.add(first, row, "factuality.condition")
            return


def collect_preposition(scope: Scope, step: grammar.Step, at: int) -> bool:
    """The cue before a preposition ("lack of") or the preposition itself ("without")."""
    syntax = scope.syntax
    row = scope.row(step.marker, "conjunction", "phrase")
    preposition = syntax.heads[at]
    if row is None and preposition:
        before = f"{syntax.lowers[preposition - 1]} {step.marker}"  # "rather than"
        row = scope.row(before, "conjunction", "phrase")
    if row is not None and row.scope == "complement":
        scope.add(syntax.heads[at], row, "factuality.negation")
        return False
    if step.marker in SETTINGS and is_setting(syntax, step.governor, at):
        collect_local(scope, step.governor)
        return grammar.has_infinitive_mark(syntax, step.governor)
    if step.marker not in REACHING:
        return False
    pos, lemma = LEXICON_POS.get(syntax.poses[step.governor], ""), syntax.lemmas[step.governor]
    row = scope.row(f"{lemma} {step.marker}", pos) or scope.row(lemma, pos)
    reached = row is not None and step.marker not in row.terminators
    if step.marker in TOPICAL and not grammar.is_verb(syntax, at) and is_definite(syntax, at):
        return False
    if step.marker == "to" and is_met(syntax, step.governor, at):
        return False
    if row is not None and reached and row.scope == "complement":
        scope.add(step.governor, row, "factuality.governor")
        collect_local(scope, step.governor)
        return True
    if step.marker in PASSING and not is_answered(syntax, step.governor, at):
        collect_local(scope, step.governor)
        return True
    return False


def is_denied_subject(scope: Scope, verb: int) -> bool:
    """True for "nobody said", "no official said"."""
    subject = grammar.own_subject(scope.syntax, verb)
    if subject is None:
        return False
    denial = Scope(scope.syntax, scope.lexicon)
    collect_denial(denial, subject)
    return denial.negative


def collect_predicate(scope: Scope, verb: int) -> bool:
    """What is said of an event as subject: "a strike is likely", "the vote will take place"."""
    syntax = scope.syntax
    if syntax.lemmas[verb] in OCCURRING or is_required(syntax, verb):
        collect_local(scope, verb)
        return True
    for child in syntax.children[verb]:
        if syntax.poses[child] == "ADJ" and grammar.copula_subject(syntax, child) is not None:
            row = scope.row(syntax.lemmas[child], "adjective")
            if row is not None:
                scope.add(child, row, "factuality.governor")
                collect_local(scope, verb)
    return False
