"""Governors: what the verbs, nouns and prepositions above an event say of it.

"The council scrapped the sale", "too weak to fight", "without paying": one step up from an event,
the cue found there is added to its `Scope`.
"""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.presupposed import (
    OCCURRING,
    is_answered,
    is_convened,
    is_definite,
    is_helped,
    is_met,
    is_phase,
    is_required,
    is_setting,
)
from kg.extract.scope import (
    CALLED_OFF,
    Scope,
    collect_local,
)
from kg.extract.syntax import LEXICON_POS, Syntax
from kg.lexicon import FactualityCue

REACHING = frozenset(
    {"of", "to", "into", "for", "from", "on", "against", "in", "about", "at", "over"}
)
# "talks on the war": a definite topic is there already
TOPICAL = frozenset({"on", "about", "over"})
# prepositions after which a governor's modality still holds
PASSING = ("of", "into", "for", "to")
SETTINGS = frozenset({"in", "at", "with", "during", "through", "by", "via", "as"})
RESULTING = frozenset(
    {
        "beat",
        "defeat",
        "win",
        "overcome",
        "rally",
        "recover",
        "rebound",
        "rise",
        "climb",
        "grow",
        "jump",
        "gain",
        "add",
        "increase",
        "soar",
        "surge",
        "advance",
        "fall",
        "drop",
        "lose",
        "slip",
        "slide",
        "tumble",
        "plunge",
        "sink",
        "dip",
        "decrease",
    }
)  # "beat Turku to reach the final": the infinitive tells what came of it
CLOSING = frozenset(
    {"close", "end", "finish", "stand", "settle", "trade"}
)  # "lost 2 % to close at"
STANDSTILLS = frozenset({"end", "halt", "stop", "close", "standstill"})
COPULAS = frozenset({"be", "include", "remain", "become"})
CHARGES = frozenset({"charge", "count", "allegation", "accusation"})
RANKING = frozenset({"first", "second", "third", "last", "latest", "only", "next"})


def collect_governor(scope: Scope, governor: int, at: int, relation: str) -> bool:
    """True if a cue that governs an infinitive, gerund, clause or object was added."""
    syntax = scope.syntax
    pos, lemma = LEXICON_POS.get(syntax.poses[governor], ""), syntax.lemmas[governor]
    if relation == "object" and is_helped(syntax, scope.lexicon, governor, at):
        return False
    if relation == "object" and lemma == "call" and not grammar.particle(syntax, governor):
        if not is_convened(syntax, governor, at):
            return False  # "called the vote a farce"
        scope.mark(governor, "factuality.governor", rank=2, future=True, hypothetical=False)
        return True  # "called an election"
    if relation == "complement" and pos in {"verb", "adjective"}:
        row = periphrasis(scope, governor, at)
        if row is not None:
            scope.add(governor, row, "factuality.governor")
            collect_degree(scope, governor)
            if syntax.lemmas[governor] not in {"have", "use"} and is_past(syntax, governor):
                scope.rank = 0  # "was due to land": whether it did is not said
            return True
    if relation == "complement" and collect_degree(scope, governor):
        return True
    particle = grammar.particle(syntax, governor)
    row = scope.row(f"{lemma} {particle}", pos) if particle else None
    row = row or scope.row(lemma, pos) or scope.row(lemma, "modal")
    if row is None and pos == "verb" and relation == "complement":
        names = [name for name, _, _ in grammar.prepositions(syntax, governor)]
        row = next(filter(None, (scope.row(f"{lemma} {name}", pos) for name in names)), None)
    if row is None or (row.scope != "complement" and row.pos != "modal"):
        if relation == "complement" and is_intended(syntax, governor, at):
            scope.mark(at, "factuality.purpose", rank=1, future=True, hypothetical=True)
            return True
        return False
    scope.add(governor, row, "factuality.governor")
    return True


def is_intended(syntax: Syntax, noun: int, at: int) -> bool:
    """True for an infinitive that tells what a noun is for: "a service to share files".

    "the first ship to sail" sailed.
    """
    if syntax.poses[noun] != "NOUN" or not grammar.has_infinitive_mark(syntax, at):
        return False
    return not any(syntax.lowers[c] in RANKING for c in grammar.modifiers(syntax, noun))


def collect_degree(scope: Scope, governor: int) -> bool:
    """True for a word too much of which rules its infinitive out: "was too weak to fight"."""
    syntax = scope.syntax
    for child in syntax.children[governor]:
        row = scope.row(syntax.lowers[child], "adverb") if child < governor else None
        if row is not None and row.scope == "complement":
            scope.add(child, row, "factuality.degree")
            return True
    return False


def collect_unreal(scope: Scope, at: int, governor: int) -> bool:
    """True for a condition that was not met: "had the gate held, the village would have stood"."""
    syntax = scope.syntax
    had = [c for c in grammar.auxiliaries(syntax, at) if syntax.lowers[c] in {"had", "'d", "’d"}]
    if not had or not grammar.modals(syntax, governor) or not grammar.has_perfect(syntax, governor):
        return False
    scope.negative ^= True
    scope.mark(had[0], "factuality.unreal", rank=2, future=False, hypothetical=True)
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
    if scope.syntax.lemmas[verb] in {"bring", "come"} and not is_definite(scope.syntax, at):
        for name, _, noun in beside:  # "bringing production to an end"
            if name == "to" and scope.syntax.lemmas[noun] in STANDSTILLS:
                scope.negative ^= True
                scope.mark(noun, "factuality.governor", rank=3, future=False, hypothetical=False)
    for name, _, noun in [*beside, *grammar.prepositions(scope.syntax, at)]:
        row = scope.row(scope.syntax.lemmas[noun], "noun") if name in {"among", "as"} else None
        if row is not None and row.scope == "complement":
            scope.add(noun, row, "factuality.governor")


def collect_goal(scope: Scope, noun: int) -> None:
    """A noun like "goal" that something is said to be: what is aimed at is not there yet."""
    row = scope.row(scope.syntax.lemmas[noun], "noun")
    if row is not None and row.scope == "complement" and row.certainty == "unknown":
        scope.add(noun, row, "factuality.governor")


def periphrasis(scope: Scope, governor: int, at: int) -> FactualityCue | None:
    """ "have to", "be to", "be going to", "be set to", "used to"."""
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
    if syntax.lowers[governor] == "used" and not grammar.has_object(syntax, governor):
        return scope.row("used to", "phrase")
    be = [*grammar.auxiliaries(syntax, governor), syntax.heads[governor]]
    if any(syntax.lemmas[c] == "be" for c in be):
        return scope.row(f"be {syntax.lowers[governor]}", "phrase")
    return None


def is_past(syntax: Syntax, token: int) -> bool:
    """True if a word or the "be" beside it is in the past: "was set", "were to"."""
    beside = [token, *grammar.auxiliaries(syntax, token), syntax.heads[token]]
    return any(syntax.lowers[t] in {"was", "were"} for t in beside)


def collect_preposition(scope: Scope, step: grammar.Step, at: int) -> bool:
    """The cue before a preposition ("lack of") or the preposition itself ("without")."""
    syntax = scope.syntax
    row = scope.row(step.marker, "conjunction", "phrase")
    preposition = syntax.heads[at]
    if row is None and preposition:
        before = f"{syntax.lowers[preposition - 1]} {step.marker}"  # "rather than"
        row = scope.row(before, "conjunction", "phrase")
    if row is not None and row.scope == "complement":
        if not is_unreal_setting(syntax, step.governor, at):
            scope.add(syntax.heads[at], row, "factuality.negation")
        return False
    if step.marker in SETTINGS and is_setting(syntax, step.governor, at):
        collect_local(scope, step.governor)
        return grammar.has_infinitive_mark(syntax, step.governor)
    if step.marker not in REACHING:
        return False
    if step.marker == "of" and syntax.lemmas[at] in CHARGES:
        return False  # "acquitted of all charges": they were brought
    if collect_beyond_object(scope, step):
        return True
    pos, lemma = LEXICON_POS.get(syntax.poses[step.governor], ""), syntax.lemmas[step.governor]
    row = scope.row(f"{lemma} {step.marker}", pos) or scope.row(lemma, pos)
    if syntax.lowers[step.governor - 1 : step.governor + 1] == ["in", "charge"]:
        row = None  # "in charge of the rescue"
    if step.marker == "into" and pos == "noun" and is_definite(syntax, at):
        return False  # "the inquiry into the crash"
    reached = row is not None and step.marker not in row.terminators
    if step.marker in TOPICAL and not grammar.is_verb(syntax, at) and is_definite(syntax, at):
        return False
    if is_phase(syntax, step.governor, at):
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


def collect_beyond_object(scope: Scope, step: grammar.Step) -> bool:
    """True for a phrase that parsers tie to the object before it: "cleared [the crew of theft]"."""
    syntax, noun = scope.syntax, step.governor
    above = grammar.step_up(syntax, noun)
    if above is None or above.relation != "object" or not grammar.is_verb(syntax, above.governor):
        return False
    row = scope.row(f"{syntax.lemmas[above.governor]} {step.marker}", "verb")
    if row is None or row.scope != "complement":
        return False
    scope.add(above.governor, row, "factuality.governor")
    return True


def collect_compound(scope: Scope, noun: int) -> None:
    """What a noun says of the one before it: "the merger plan", "fraud allegations"."""
    lemma = scope.syntax.lemmas[noun]
    for cue in (lemma, *(f"{lemma} {name}" for name in PASSING)):
        row = scope.row(cue, "noun")
        if row is not None and row.scope == "complement" and row.certainty is not None:
            scope.add(noun, row, "factuality.compound")
            return


def is_unreal_setting(syntax: Syntax, verb: int, noun: int) -> bool:
    """True for what is there and only thought away: "without the dam, it might have flooded"."""
    if grammar.is_verb(syntax, noun) or not is_definite(syntax, noun):
        return False
    return bool(grammar.modals(syntax, verb)) and grammar.has_perfect(syntax, verb)


def collect_predicate(scope: Scope, verb: int) -> bool:
    """What is said of an event as subject: "a strike is likely", "the vote will take place"."""
    syntax = scope.syntax
    if syntax.lemmas[verb] in OCCURRING or is_required(syntax, verb):
        collect_local(scope, verb)
        return True
    if syntax.lemmas[verb] in CALLED_OFF and not grammar.direct_objects(syntax, verb):
        row = scope.row(syntax.lemmas[verb], "verb")  # a headline: "Flight delayed after storm"
        if row is not None:
            scope.add(verb, row, "factuality.governor")
        return False
    for child in syntax.children[verb]:
        if syntax.poses[child] == "ADJ" and grammar.copula_subject(syntax, child) is not None:
            row = scope.row(syntax.lemmas[child], "adjective")
            if row is not None:
                scope.add(child, row, "factuality.governor")
                collect_local(scope, verb)
    return False
