"""Subjects that stand elsewhere than before their verb: shared, controlled, raised and of
infinitives and gerunds behind nouns.

"Shoigu, who was briefed, agreed to leave": `understood_subject` of *leave* is Shoigu. In "the
council's decision to sell the port" it is the council that sells.
"""

from __future__ import annotations

from kg.extract.grammar.nouns import (
    NOMINAL,
    governing_preposition,
    possessors,
    prepositions,
)
from kg.extract.grammar.verbs import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    TIME_NOUNS,
    auxiliaries,
    clause_head,
    has_mark,
    has_object,
    is_measure,
    is_passive,
    is_verb,
    own_subject,
    resolve_relative,
    subordinators,
)
from kg.extract.syntax import Syntax

DOCUMENTS = frozenset(
    "bill complaint decree email lawsuit letter message note petition report resolution statement "
    "suit tweet".split()
)

# nouns for what somebody has who does what their infinitive or gerund tells: a plan [to strike]
HELD = frozenset(
    "ability agreement aim ambition attempt authority bid campaign capacity chance choice "
    "commitment decision desire determination drive duty effort failure freedom goal hope "
    "inability intent intention mandate method mission motive move need obligation occasion "
    "opportunity option pact plan pledge plot policy power promise proposal readiness reason "
    "refusal reluctance resolve right scheme strategy struggle tactic target tendency threat time "
    "vow way willingness wish".split()
)
# the same of gerunds behind "of": three counts [of lying], on the brink [of resigning]
HELD_DEEDS = frozenset(
    "accusation allegation brink charge count crime danger goal habit history intention offence "
    "offense policy possibility practice process risk strategy suspicion tactic verge way aim "
    "chance hope point act".split()
)
CHARGES = frozenset("accusation allegation charge count crime offence offense suspicion".split())
NESTED = 2  # on charges of three counts of lying


def understood_subject(syntax: Syntax, verb: int, depth: int = 0) -> tuple[int | None, str]:
    """(subject, construction) of a verb: its own, or shared, controlled or raised from elsewhere;
    None if unsaid.
    """
    own = own_subject(syntax, verb)
    if own is not None:
        return resolve_relative(syntax, own), "subject"
    dep, head = syntax.deps[verb], syntax.heads[verb]
    gerund = fronted_gerund(syntax, verb)
    if gerund is not None:
        return gerund, "gerund subject"
    if depth > 6 or head == verb:
        return None, ""
    if dep == "conj" and is_verb(syntax, head):
        return understood_subject(syntax, head, depth + 1)[0], "shared subject"
    if dep == "xcomp" and is_verb(syntax, head):
        return controller(syntax, head, depth), "control"
    if dep == "xcomp" and syntax.poses[head] == "ADJ":
        return understood_subject(syntax, syntax.heads[head], depth + 1)[0], "control"
    if dep == "advcl" and is_verb(syntax, head) and not has_mark(syntax, verb):
        return understood_subject(syntax, head, depth + 1)[0], "adverbial participle"
    if dep == "pcomp" and any(syntax.tags[t] == "VBG" for t in (verb, *auxiliaries(syntax, verb))):
        return gerund_subject(syntax, verb, depth)
    if dep == "acl" and syntax.tags[verb] == "VBG":
        if syntax.lemmas[head] in TIME_NOUNS:
            return understood_subject(syntax, clause_head(syntax, head), depth + 1)[0], "participle"
        if syntax.lemmas[head] in DOCUMENTS and syntax.deps[head] == "dobj":
            author, _ = understood_subject(syntax, syntax.heads[head], depth + 1)
            return (head if author is None else author), "participle"
        return head, "participle"
    if dep in {"acl", "relcl"} and syntax.lemmas[head] in HELD and is_infinitive(syntax, verb):
        return holder_of(syntax, head, depth), "control"
    if dep == "relcl" and syntax.tags[verb] in {"VBG", "VB"}:
        return head, "relative"
    return None, ""


def fronted_gerund(syntax: Syntax, verb: int) -> int | None:
    """The gerund that is the subject of a finite verb without any other: [Smashing] the blockade
    represented ...; parsers take it for an adverbial.
    """
    if syntax.tags[verb] not in {"VBD", "VBZ", "VBP"} or syntax.deps[verb] == "conj":
        return None
    for child in syntax.children[verb]:
        if child > verb or syntax.tags[child] != "VBG" or syntax.deps[child] != "advcl":
            continue
        if has_object(syntax, child) and not subordinators(syntax, child):
            return child
    return None


def controller(syntax: Syntax, governor: int, depth: int) -> int | None:
    """Who does the infinitive: the governor's object if it has one ("forced him to go"), else its
    subject.

    "promise" and its like keep the subject in spite of an object.
    """
    if syntax.lemmas[governor] == "use" and is_passive(syntax, governor):
        return next(
            (noun for name, _, noun in prepositions(syntax, governor) if name == "by"), None
        )
    if syntax.lemmas[governor] not in {"promise", "vow", "threaten", "pledge", "use"}:
        for child in syntax.children[governor]:
            if syntax.deps[child] in {"dobj", "dative"} and syntax.poses[child] in NOMINAL:
                return child
    return understood_subject(syntax, governor, depth + 1)[0]


def gerund_subject(syntax: Syntax, verb: int, depth: int) -> tuple[int | None, str]:
    """Who does "from overrunning", "after being briefed", "by smashing": the object before "from",
    else the subject.
    """
    preposition = syntax.heads[verb]
    governor = syntax.heads[preposition]
    if is_money(syntax, governor):
        governor = syntax.heads[governor]
    if syntax.lowers[preposition] == "of" and syntax.lemmas[governor] in HELD_DEEDS:
        return holder_of(syntax, governor, depth), "gerund"
    if not is_verb(syntax, governor):
        return None, ""
    if syntax.lowers[preposition] in {"from", "into", "of", "for"}:
        for child in syntax.children[governor]:
            if syntax.deps[child] in {"dobj", "dative"} and not is_money(syntax, child):
                return child, "control"
            if syntax.deps[child] in PASSIVE_SUBJECTS:
                return resolve_relative(syntax, child), "control"
    return understood_subject(syntax, governor, depth + 1)[0], "gerund"


def is_infinitive(syntax: Syntax, verb: int) -> bool:
    """True for an infinitive with "to"."""
    return any(syntax.tags[c] == "TO" for c in syntax.children[verb] if c < verb)


def is_money(syntax: Syntax, noun: int) -> bool:
    """True for an amount of money as the second object of a verb: fined the bank [2 million]."""
    verb = syntax.heads[noun]
    return (
        syntax.deps[noun] in {"dobj", "npadvmod"}
        and is_measure(syntax, noun)
        and (is_passive(syntax, verb) or has_dative(syntax, verb))
    )


def has_dative(syntax: Syntax, verb: int) -> bool:
    """True for a verb with two objects: fined [the bank] two million."""
    return any(
        syntax.deps[c] == "dative" and syntax.poses[c] != "ADP" for c in syntax.children[verb]
    )


def holder_of(syntax: Syntax, noun: int, depth: int) -> int | None:
    """Who has the plan, the right or the habit that a noun tells: [the council]'s decision to sell,
    [the firm] found a way to cheat, was given [the clerk] a chance to leave; None where that is not
    said.
    """
    for possessor in possessors(syntax, noun):
        return possessor
    for name, _, owner in prepositions(syntax, noun):
        if name == "by":
            return owner
    preposition, above = governing_preposition(syntax, noun)
    if preposition == "of" and depth < NESTED and not is_verb(syntax, above):
        return holder_of(syntax, above, depth + 1)
    verb = above if preposition else syntax.heads[noun]
    if not is_verb(syntax, verb) or (not preposition and syntax.deps[noun] != "dobj"):
        return None
    if not preposition or syntax.lemmas[noun] in CHARGES:
        for child in syntax.children[verb]:
            if child != noun and syntax.deps[child] in {"dobj", "dative"}:
                return child
    return understood_subject(syntax, verb, depth + 1)[0]


def main_clause(syntax: Syntax, verb: int) -> int | None:
    """The verb to whose clause a participle behind a comma belongs, coordinated participles
    included: the bridge was [hit], killing two and wounding six; None elsewhere.
    """
    while syntax.deps[verb] == "conj" and own_subject(syntax, verb) is None:
        verb = syntax.heads[verb]
    main = syntax.heads[verb]
    is_adverbial = syntax.deps[verb] == "advcl" and syntax.tags[verb] == "VBG"
    behind = main < verb and syntax.words[syntax.lefts[verb] - 1] == ","
    return main if is_adverbial and behind and not subordinators(syntax, verb) else None


def bearer_of(syntax: Syntax, adjective: int) -> int | None:
    """Of whom an adjective without copula is said: shot [him] dead, the dead [climber], a [nurse]
    feared dead; None elsewhere.
    """
    dep, head = syntax.deps[adjective], syntax.heads[adjective]
    if dep == "amod" and adjective < head:
        return head
    if dep not in {"oprd", "acomp", "advcl", "ccomp", "amod"} or not is_verb(syntax, head):
        return None
    for child in syntax.children[head]:
        if syntax.deps[child] in {"dobj", "nsubjpass"}:
            return resolve_relative(syntax, child)
    if syntax.deps[head] == "acl" and syntax.tags[head] in {"VBN", "VBD"}:
        return syntax.heads[head]
    own = next(
        (
            c
            for c in syntax.children[adjective]
            if syntax.deps[c] in SUBJECTS
            or (syntax.deps[c] == "compound" and syntax.poses[c] == "PROPN" and c < adjective)
        ),
        None,
    )
    if own is None and dep in {"oprd", "acomp"}:
        return understood_subject(syntax, head)[0]
    return own
