"""Scopes: which cues of the factuality lexicon bear on a word, "did not" in "did not sail".

Each function here looks at one word and what stands beside it and adds what it finds to a `Scope`;
what governs a word is `kg.extract.governors`, the way from an event to the root of its sentence
`kg.extract.factuality`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract import grammar
from kg.extract.syntax import Syntax
from kg.lexicon import FactualityCue, Lexicon
from kg.model.claim import Certainty

RANKS: dict[Certainty, int] = {"unknown": 0, "possible": 1, "probable": 2, "certain": 3}
CERTAINTIES: tuple[Certainty, ...] = ("unknown", "possible", "probable", "certain")
CALLED_OFF = frozenset({"cancel", "postpone", "delay", "scrap", "shelve", "avert", "block", "ban"})
UNREAL = frozenset({"would", "should", "'d", "’d", "ought"})  # with a perfect: it did not happen
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
    habitual: bool = False
    cues: list[int] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    denied: str = ""  # what the last cue comes to if it is denied in its turn
    pending: int = 3  # the rank that holds unless the cue is denied: "hesitated to act"

    def add(self, token: int, cue: FactualityCue, rule: str) -> None:
        if token in self.cues:
            return
        if cue.negates and self.denied:
            self.undo()
        else:
            self.negative ^= cue.negates
        self.denied = cue.denied or self.denied
        rank = RANKS[cue.certainty or "certain"]
        if cue.denied == "positive":
            self.pending = rank
        else:
            self.rank = min(self.rank, rank)
        self.future |= cue.future
        self.hypothetical |= cue.hypothetical
        self.habitual |= cue.habitual
        self.cues.append(token)
        self.rules.append(rule)

    def undo(self) -> None:
        """Take back the last cue, which is denied: "did not rule out", "did not hesitate"."""
        if self.denied == "open":
            self.negative, self.rank, self.hypothetical = False, min(self.rank, 1), True
        else:
            self.pending = 3
        self.denied = ""

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
    """Modals, negations and adverbs of one word, and the "no" of its subject and object."""
    collect_shared(scope, token)
    if grammar.is_verb(scope.syntax, token):
        for noun in grammar.participants_nearby(scope.syntax, token):
            if noun > token:
                collect_denial(scope, noun)


def collect_shared(scope: Scope, token: int) -> None:
    """What a verb has in common with those that it is joined to: not the "no" of its object, as in
    "found no fraud but concluded that records were lost".
    """
    syntax = scope.syntax
    modals = grammar.modals(syntax, token)
    for modal in modals:
        collect_modal(scope, token, modal)
    condition = grammar.condition(syntax, token) if modals else None
    if condition is not None:  # "will strike if the talks fail"
        scope.mark(condition, "factuality.consequence", rank=2, future=False, hypothetical=True)
    for word in grammar.adverbs(syntax, token):
        collect_adverb(scope, word)
    if grammar.is_verb(syntax, token):
        for noun in grammar.participants_nearby(syntax, token):
            if noun < token:
                collect_denial(scope, noun)
    else:
        collect_called_off(scope, token)
    if grammar.is_announced(syntax, token):
        scope.mark(token, "factuality.headline", rank=3, future=True, hypothetical=False)
    if grammar.is_imperative(syntax, token):
        scope.mark(token, "factuality.imperative", rank=0, future=True, hypothetical=True)


def collect_called_off(scope: Scope, noun: int) -> None:
    """ "the match cancelled by rain", "Flight delayed after storm"."""
    syntax = scope.syntax
    for child in syntax.children[noun]:
        if child > noun and syntax.tags[child] == "VBN" and syntax.lemmas[child] in CALLED_OFF:
            row = scope.row(syntax.lemmas[child], "verb")
            if row is not None:
                scope.add(child, row, "factuality.governor")


def collect_modal(scope: Scope, verb: int, modal: int) -> None:
    syntax = scope.syntax
    row = scope.row(syntax.lowers[modal], "modal") or scope.row(syntax.lemmas[modal], "modal")
    if row is None:
        return
    if syntax.lowers[modal] in ABILITY and grammar.negations(syntax, verb):
        return
    if grammar.has_perfect(syntax, verb):
        scope.negative ^= syntax.lowers[modal] in UNREAL
        rank = (
            2
            if syntax.lowers[modal] in {"must", "will", *UNREAL}
            else RANKS[row.certainty or "certain"]
        )
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
    if lower == "nor" and any(syntax.lowers[c] == "neither" for c in scope.cues):
        return  # "neither confirmed nor denied": one negation in two words
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


def collect_absence(scope: Scope, noun: int) -> None:
    """ "no evidence that": what nothing speaks for is not said to be false for sure."""
    if grammar.determiner(scope.syntax, noun) == "no":
        scope.rank = min(scope.rank, RANKS["probable"])


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
            if words != "if" or not is_blocked(syntax, first, row):
                scope.add(first, row, "factuality.condition")
            return


def is_denied_subject(scope: Scope, verb: int) -> bool:
    """True for "nobody said", "no official said"."""
    subject = grammar.own_subject(scope.syntax, verb)
    if subject is None:
        return False
    denial = Scope(scope.syntax, scope.lexicon)
    collect_denial(denial, subject)
    return denial.negative
