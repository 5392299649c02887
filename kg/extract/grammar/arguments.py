"""Arguments: which word fills which deep slot of a verb or of a noun that tells an event.

"The territory was liberated by the army": territory is the "object" and army the "subject", as in
"The army liberated the territory".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.grammar.nouns import (
    NOMINAL,
    RELATIVES,
    conjuncts,
    counted,
    first_conjunct,
    prepositional_objects,
    prepositional_phrases,
    prepositions,
)
from kg.extract.grammar.subjects import is_infinitive, is_money, understood_subject
from kg.extract.grammar.verbs import is_passive, own_subject, resolve_relative
from kg.extract.syntax import Syntax

SHARED = frozenset({"of", "by"})  # prepositions of phrases that coordinated nouns share
# adverbs that only tell the direction of the phrase behind them: flew back [to] Lyon
DIRECTIONS = frozenset(
    "across away back down east forward home north onward onwards out over overland right south "
    "straight up west".split()
)
GOALS = frozenset({"to", "into", "onto", "toward", "towards", "from"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A word that fills a slot of a verb or noun, and the construction that says so.

    Slots are those of deep syntax: "subject" (who does it, also in a passive), "object", "dative",
    "clause", "attribute" (of a copula), "possessive", "compound", or a preposition in lower case
    ("from", "because of").
    """

    slot: str
    token: int
    construction: str


def arguments_of(syntax: Syntax, verb: int, *, passive: bool | None = None) -> list[Argument]:
    """All arguments of a verb by deep slot, in a fixed order: subject, object, clauses,
    prepositions.

    `passive` overrides the parse where the caller knows better ("Syria liberated from ISIS", a
    headline).
    """
    if passive is None:
        passive = is_passive(syntax, verb)
    found = list(subject_arguments(syntax, verb, passive))
    for child in syntax.children[verb]:
        found += child_arguments(syntax, verb, child, passive)
    if syntax.deps[verb] == "relcl":
        found += relative_object(syntax, verb, found, passive)
    if syntax.deps[verb] in {"xcomp", "advcl"}:
        found += used_for(syntax, verb)
    if (
        syntax.deps[verb] in {"acl", "amod"}
        and passive
        and not any(a.slot == "object" for a in found)
    ):
        found.append(Argument("object", syntax.heads[verb], "participle"))
    if syntax.deps[verb] == "conj" and syntax.deps[syntax.heads[verb]] != "ROOT":
        found += shared_object(syntax, verb, found, passive)
    return spread(syntax, [*found, *included_in_clause(syntax, verb, found)])


def subject_arguments(syntax: Syntax, verb: int, passive: bool) -> Iterator[Argument]:
    token, construction = understood_subject(syntax, verb)
    if token is None or token == verb:
        return
    if passive:
        slot = "dative" if takes_second_object(syntax, verb) else "object"
        yield Argument(slot, token, "passive" if construction == "subject" else construction)
    elif syntax.poses[token] in NOMINAL or syntax.tags[token] in {"DT", "JJ", "WDT", "CD", "VBG"}:
        yield Argument("subject", token, construction)


def child_arguments(syntax: Syntax, verb: int, child: int, passive: bool) -> list[Argument]:
    dep = syntax.deps[child]
    if dep == "dobj":
        if syntax.tags[child] in {"WDT", "WP"} and syntax.deps[verb] == "relcl":
            return [Argument("object", syntax.heads[verb], "relative")]
        slot = "dative" if passive and syntax.poses[child] == "PROPN" else "object"
        beside = prepositions(syntax, child) if is_money(syntax, child) else []
        grounds = [Argument(name, noun, "preposition") for name, _, noun in beside if name == "for"]
        return [Argument(slot, child, "object"), *grounds]
    if dep == "dative" and syntax.poses[child] not in {"ADP"}:
        return [Argument("dative", child, "dative")]
    if dep in {"attr", "acomp", "oprd"}:
        return [Argument("attribute", child, "copula")]
    if dep in {"ccomp", "xcomp"}:
        return [Argument("clause", child, "complement")]
    if dep in {"prep", "agent", "dative"}:
        return oblique_arguments(syntax, verb, child, passive)
    if dep in {"advmod", "prt"} and syntax.lowers[child] in DIRECTIONS:
        return [
            Argument(name, noun, "preposition")
            for name, preposition, noun in prepositions(syntax, child)
            if preposition == child + 1 and name in GOALS
        ]
    return []


def takes_second_object(syntax: Syntax, verb: int) -> bool:
    """True for a passive that keeps an object: the staff were given [a warning]."""
    return any(syntax.deps[c] == "dobj" and c > verb for c in syntax.children[verb])


def used_for(syntax: Syntax, verb: int) -> list[Argument]:
    """What is used for what an infinitive tells: used [drones] to carry drugs, [drones] were used
    to carry drugs.
    """
    user = syntax.heads[verb]
    if syntax.lemmas[user] != "use" or not is_infinitive(syntax, verb) or user > verb:
        return []
    passive = is_passive(syntax, user)
    tool = own_subject(syntax, user) if passive else None
    tools = [c for c in syntax.children[user] if syntax.deps[c] == "dobj"]
    if tool is not None:
        tools = [resolve_relative(syntax, tool)]
    return [Argument("using", token, "used for") for token in tools]


def oblique_arguments(syntax: Syntax, verb: int, child: int, passive: bool) -> list[Argument]:
    found = []
    for name, noun in prepositional_phrases(syntax, child):
        agentive = passive and name == "by" and syntax.deps[child] == "agent"
        slot, construction = ("subject", "by-agent") if agentive else (name, "preposition")
        if syntax.tags[noun] in {"WDT", "WP"} and syntax.deps[verb] == "relcl":
            noun, construction = syntax.heads[verb], "relative"
        found.append(Argument(slot, noun, construction))
    return found


def relative_object(
    syntax: Syntax, verb: int, found: list[Argument], passive: bool
) -> list[Argument]:
    """The antecedent as object of a relative clause without pronoun: the town [that] rebels
    attacked.
    """
    head = syntax.heads[verb]
    relative = next((c for c in syntax.children[verb] if syntax.tags[c] in RELATIVES), None)
    if relative is not None and syntax.tags[relative] == "WRB":
        return [Argument("in", head, "relative")] if syntax.lowers[relative] == "where" else []
    if passive or any(a.token == head or a.slot in {"object", "attribute"} for a in found):
        return []
    if any(a.slot == "subject" for a in found) and not any(a.slot == "clause" for a in found):
        return [Argument("object", head, "relative")]
    return []


def shared_object(
    syntax: Syntax, verb: int, found: list[Argument], passive: bool
) -> list[Argument]:
    """The antecedent that coordinated relative clauses share: territory seized and held by ..."""
    first = first_conjunct(syntax, verb)
    if any(a.slot == "object" for a in found) or syntax.deps[first] not in {"acl", "relcl", "amod"}:
        return []
    if passive:
        return [Argument("object", syntax.heads[first], "participle")]
    return []


def coming_object(syntax: Syntax, verb: int) -> list[Argument]:
    """The object of the next verb where it is this verb's, too: attacked and captured [the town],
    the senate rejected and the court annulled [the law]. Whether the verb has an object at all
    ("resigned and left the country") parsers do not know.
    """
    following = verb + 1
    if following >= len(syntax) or syntax.deps[following] != "cc":
        return []
    for child in syntax.children[verb]:
        if syntax.deps[child] == "conj" and child > following and not is_passive(syntax, verb):
            return [
                Argument("object", noun, "shared object")
                for noun in syntax.children[child]
                if syntax.deps[noun] == "dobj"
            ]
    return []


def spread(syntax: Syntax, arguments: list[Argument]) -> list[Argument]:
    """Arguments with those coordinated with them, each (slot, token) once."""
    found: dict[tuple[str, int], Argument] = {}
    for argument in arguments:
        nominal = syntax.poses[argument.token] in NOMINAL
        members = conjuncts(syntax, argument.token) if nominal else [argument.token]
        inside = [n for m in members for n in included(syntax, m)] if nominal else []
        for member in [*members, *inside]:
            if member != argument.token and syntax.poses[member] not in NOMINAL:
                continue
            construction = argument.construction if member == argument.token else "conjunction"
            construction = "including" if member in inside else construction
            for token in counted(syntax, member):
                found.setdefault(
                    (argument.slot, token), Argument(argument.slot, token, construction)
                )
    return list(found.values())


def included(syntax: Syntax, token: int) -> list[int]:
    """Who and what is said to be among others: six people, including [two nurses]."""
    return [
        noun
        for child in syntax.children[token]
        if syntax.lowers[child] == "including" and child > token
        for noun in prepositional_objects(syntax, child)
    ]


def included_in_clause(syntax: Syntax, verb: int, found: list[Argument]) -> list[Argument]:
    """The same where the verb stands between: six people were held, including [two nurses]."""
    nouns = included(syntax, verb)
    holders = [a for a in found if a.slot in {"object", "subject"}] if nouns else []
    if not holders:
        return []
    slots = {a.slot for a in holders}
    slot = "object" if "object" in slots else "subject"
    return [Argument(slot, noun, "including") for noun in nouns]


def noun_arguments(syntax: Syntax, noun: int) -> list[Argument]:
    """All arguments of a noun that tells an event: possessive, compound and adjective,
    prepositional phrases.
    """
    found: list[Argument] = []
    for child in syntax.children[noun]:
        dep = syntax.deps[child]
        if dep == "poss":
            found.append(Argument("possessive", child, "possessive"))
        elif dep in {"compound", "nmod", "amod"} and child < noun:
            found.append(Argument("compound", child, "compound" if dep != "amod" else "adjective"))
        elif dep == "det" and syntax.words[child].isupper() and syntax.tags[child] == "VBZ":
            found.append(Argument("compound", child, "compound"))  # attacks by IS, not "is"
        elif dep == "acl" and child > noun and is_content(syntax, child):
            found.append(Argument("clause", child, "content"))
    own = prepositions(syntax, noun)
    found += [Argument(name, token, "preposition") for name, _, token in own]
    if not own:
        found += shared_prepositions(syntax, noun)
    return spread(syntax, found)


def shared_prepositions(syntax: Syntax, noun: int) -> list[Argument]:
    """The "of" and "by" phrases to the right of coordinated nouns, which parsers give to one of
    them: "a victory and defeat [of the rebels]", "the killing and maiming [of civilians]".
    """
    if syntax.deps[noun] == "conj":
        first = syntax.heads[noun]
        beside = prepositions(syntax, first)
        return [
            Argument(name, token, "shared preposition")
            for name, at, token in beside
            if at == noun + 1 and name in SHARED
        ]
    for child in syntax.children[noun]:
        if syntax.deps[child] == "conj" and noun < child <= noun + 3:
            return [
                Argument(name, token, "shared preposition")
                for name, at, token in prepositions(syntax, child)
                if at == child + 1 and name in SHARED
            ]
    return []


def is_content(syntax: Syntax, verb: int) -> bool:
    """True for the clause that says what a noun is about: the threat [to strike], a demand [that he
    go].
    """
    return any(
        syntax.tags[c] == "TO" or (syntax.lowers[c] == "that" and syntax.deps[c] == "mark")
        for c in syntax.children[verb]
        if c < verb
    )
