"""Constructions of English: who is subject, object and oblique of a verb or of a noun that tells an event.

"The territory was liberated by the army": `arguments_of(syntax, liberated)` gives territory as "object" and army as
"subject", as it does for "The army liberated the territory". This is the only module of the rules that knows
dependency labels (ClearNLP style, as spaCy's English models have them). Tokens are token numbers of a `Syntax`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.syntax import Syntax

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "oprd"})
CLAUSES = frozenset(
    {"ccomp", "xcomp", "advcl", "acl", "relcl", "csubj", "csubjpass", "pcomp", "parataxis"}
)
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
PREMODIFIERS = frozenset(
    {
        "det",
        "amod",
        "compound",
        "poss",
        "nummod",
        "nmod",
        "quantmod",
        "predet",
        "advmod",
        "neg",
        "preconj",
        "punct",
    }
    | {"npadvmod", "case"}
)
RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
COMPLEX_PREPOSITIONS = {
    ("because", "of"), ("due", "to"), ("according", "to"), ("out", "of"), ("ahead", "of"), ("prior", "to"),
    ("instead", "of"), ("as", "of"), ("along", "with"), ("together", "with"), ("thanks", "to"), ("next", "to"),
    ("close", "to"), ("up", "to"), ("in", "to"), ("such", "as"), ("subject", "to"), ("owing", "to"), ("off", "of"),
    ("outside", "of"), ("inside", "of"), ("as", "for"), ("as", "to"), ("from", "within"), ("apart", "from"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Argument:
    """A word that fills a slot of a verb or noun, and the construction that says so.

    Slots are those of deep syntax: "subject" (who does it, also in a passive), "object", "dative", "clause",
    "attribute" (of a copula), "possessive", "compound", or a preposition in lower case ("from", "because of").
    """

    slot: str
    token: int
    construction: str


# --- words and phrases ------------------------------------------------------------------------------------------


def conjuncts(syntax: Syntax, token: int) -> list[int]:
    """A token and all that are coordinated with it to its right: Russia, Iran and Turkey."""
    found = [token]
    for at in found:
        found += [child for child in syntax.children[at] if syntax.deps[child] == "conj"]
    return found


def first_conjunct(syntax: Syntax, token: int) -> int:
    """The token that heads the coordination a token stands in (itself if there is none)."""
    while syntax.deps[token] == "conj" and syntax.heads[token] != token:
        token = syntax.heads[token]
    return token


def base_phrase(syntax: Syntax, head: int) -> tuple[int, int]:
    """The noun phrase of a head with what stands before it, without anything after: [the Syrian people's congress]."""
    start = head
    for child in syntax.children[head]:
        if child < head and syntax.deps[child] in PREMODIFIERS:
            if syntax.deps[child] == "punct" and syntax.words[child] not in {"-", "–", "/"}:
                continue
            start = min(start, syntax.lefts[child])
    while start < head and (
        syntax.poses[start] in {"PUNCT", "SPACE"} or syntax.deps[start] == "cc"
    ):
        start += 1
    return start, head + 1


def noun_phrase(syntax: Syntax, head: int) -> tuple[int, int]:
    """The base phrase with its of-complements and adjacent particles: [the drafting of a new constitution]."""
    start, end = base_phrase(syntax, head)
    for child in syntax.children[head]:
        if (
            child >= end
            and syntax.deps[child] == "prep"
            and syntax.lowers[child] == "of"
            and child == end
        ):
            for noun in prepositional_objects(syntax, child):
                end = max(end, noun_phrase(syntax, noun)[1])
    return start, end


def determiner(syntax: Syntax, head: int) -> str:
    """The lower-case determiner or possessive pronoun of a noun, "" if it has none."""
    for child in syntax.children[head]:
        if child < head and (syntax.deps[child] == "det" or syntax.tags[child] == "PRP$"):
            return syntax.lowers[child]
    return ""


def is_plural(syntax: Syntax, token: int) -> bool:
    return syntax.tags[token] in {"NNS", "NNPS"} or any(
        syntax.deps[c] == "conj" for c in syntax.children[token]
    )


def modifiers(syntax: Syntax, head: int) -> list[int]:
    """The words that stand before a noun and modify it, without determiner: Syrian, Arab (army)."""
    return [
        child
        for child in syntax.children[head]
        if child < head and syntax.deps[child] in {"amod", "compound", "nmod", "nummod", "poss"}
    ]


def possessors(syntax: Syntax, head: int) -> list[int]:
    return [child for child in syntax.children[head] if syntax.deps[child] == "poss"]


def appositions(syntax: Syntax, head: int) -> list[int]:
    """Nouns in apposition to a noun: Deir ez-Zor, an IS [stronghold]."""
    return [child for child in syntax.children[head] if syntax.deps[child] == "appos"]


def prepositions(syntax: Syntax, head: int) -> list[tuple[str, int, int]]:
    """(preposition, its token, its object) of all phrases attached to a token, coordinated objects each once."""
    found: list[tuple[str, int, int]] = []
    for child in syntax.children[head]:
        if syntax.deps[child] in {"prep", "agent", "dative"} and syntax.poses[child] in {
            "ADP",
            "SCONJ",
            "VERB",
            "ADV",
            "ADJ",
        }:
            for name, noun in prepositional_phrases(syntax, child):
                found.append((name, child, noun))
    return found


def prepositional_phrases(syntax: Syntax, preposition: int) -> Iterator[tuple[str, int]]:
    """(name, object) of one preposition: "of" -> Syria; complex ones joined: ("because of", rain)."""
    name = syntax.lowers[preposition]
    for child in syntax.children[preposition]:
        if syntax.deps[child] in {"pobj", "pcomp"} and syntax.poses[child] not in {"ADP", "PUNCT"}:
            for noun in conjuncts(syntax, child):
                yield name, noun
        elif syntax.deps[child] in {"prep", "pcomp", "fixed"} and syntax.poses[child] in {
            "ADP",
            "SCONJ",
        }:
            complex_name = (name, syntax.lowers[child])
            joined = (
                " ".join(complex_name)
                if complex_name in COMPLEX_PREPOSITIONS
                else syntax.lowers[child]
            )
            for _, noun in prepositional_phrases(syntax, child):
                yield joined, noun
        elif syntax.deps[child] in {"conj"} and syntax.poses[child] == "ADP":
            yield from prepositional_phrases(syntax, child)


def prepositional_objects(syntax: Syntax, preposition: int) -> list[int]:
    return [noun for _, noun in prepositional_phrases(syntax, preposition)]


# --- verbs ------------------------------------------------------------------------------------------------------


def is_verb(syntax: Syntax, token: int) -> bool:
    """True for a full verb or a copula that heads a clause; false for auxiliaries and modals."""
    if syntax.poses[token] == "VERB":
        return syntax.deps[token] not in {"aux", "auxpass"} and syntax.tags[token].startswith("V")
    return (
        syntax.poses[token] == "AUX"
        and syntax.deps[token] not in {"aux", "auxpass"}
        and syntax.tags[token] != "MD"
    )


def auxiliaries(syntax: Syntax, verb: int) -> list[int]:
    return [child for child in syntax.children[verb] if syntax.deps[child] in {"aux", "auxpass"}]


def negations(syntax: Syntax, token: int) -> list[int]:
    return [child for child in syntax.children[token] if syntax.deps[child] == "neg"]


def particle(syntax: Syntax, verb: int) -> str:
    """The lower-case particle of a phrasal verb, "" if there is none: carried [out]."""
    for child in syntax.children[verb]:
        if syntax.deps[child] == "prt":
            return syntax.lowers[child]
    return ""


def is_passive(syntax: Syntax, verb: int) -> bool:
    """True for "was attacked", "the area controlled by", "arrested and charged" (after a passive)."""
    for child in syntax.children[verb]:
        dep = syntax.deps[child]
        if dep in PASSIVE_SUBJECTS or dep == "auxpass":
            return True
    if by_agent(syntax, verb) is not None and not has_object(syntax, verb):
        return syntax.tags[verb] in {"VBN", "VBD"}
    if any(syntax.deps[child] in SUBJECTS for child in syntax.children[verb]):
        return False
    if syntax.tags[verb] != "VBN" or any(
        c for c in auxiliaries(syntax, verb) if syntax.lemmas[c] == "have"
    ):
        return False
    dep, head = syntax.deps[verb], syntax.heads[verb]
    if dep == "conj" and is_verb(syntax, head):
        return is_passive(syntax, head)
    return dep in {"acl", "amod", "advcl", "relcl", "ROOT", "oprd", "ccomp"} and not has_object(
        syntax, verb
    )


def by_agent(syntax: Syntax, verb: int) -> int | None:
    """The "by" of a passive, also behind a stranded preposition ("agreed upon by Russia"); None if there is none."""
    for child in syntax.children[verb]:
        if syntax.deps[child] == "agent":
            return child
        if syntax.deps[child] in {"prep", "prt"} and child == verb + 1:
            for inner in syntax.children[child]:
                if syntax.lowers[inner] == "by":
                    return inner
    return None


def has_object(syntax: Syntax, verb: int) -> bool:
    return any(syntax.deps[child] == "dobj" for child in syntax.children[verb])


def own_subject(syntax: Syntax, verb: int) -> int | None:
    """The subject that stands in the verb's own clause, active or passive."""
    for child in syntax.children[verb]:
        if syntax.deps[child] in SUBJECTS or syntax.deps[child] in PASSIVE_SUBJECTS:
            return child
    return None


def expletive(syntax: Syntax, verb: int) -> int | None:
    """The "there" of "there is", None if there is none."""
    return next((c for c in syntax.children[verb] if syntax.deps[c] == "expl"), None)


def antecedent(syntax: Syntax, relative: int) -> int | None:
    """The noun that a relative pronoun stands for: the man [who] ..."""
    at = relative
    while syntax.heads[at] != at:
        if syntax.deps[at] == "relcl":
            return syntax.heads[at]
        at = syntax.heads[at]
    return None


def resolve_relative(syntax: Syntax, token: int) -> int:
    """The antecedent of a relative pronoun, any other token itself."""
    if syntax.tags[token] in {"WDT", "WP"}:
        found = antecedent(syntax, token)
        return token if found is None else found
    return token


def understood_subject(syntax: Syntax, verb: int, depth: int = 0) -> tuple[int | None, str]:
    """(subject, construction) of a verb: its own, or shared, controlled or raised from elsewhere; None if unsaid."""
    own = own_subject(syntax, verb)
    if own is not None:
        return resolve_relative(syntax, own), "subject"
    dep, head = syntax.deps[verb], syntax.heads[verb]
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
    if dep == "pcomp" and syntax.tags[verb] == "VBG":
        return gerund_subject(syntax, verb, depth)
    if dep == "acl" and syntax.tags[verb] == "VBG":
        return head, "participle"
    if dep == "relcl" and syntax.tags[verb] in {"VBG", "VB"}:
        return head, "relative"
    return None, ""


def controller(syntax: Syntax, governor: int, depth: int) -> int | None:
    """Who does the infinitive: the governor's object if it has one ("forced him to go"), else its subject.

    "promise" and its like keep the subject in spite of an object.
    """
    if syntax.lemmas[governor] not in {"promise", "vow", "threaten", "pledge", "use"}:
        for child in syntax.children[governor]:
            if syntax.deps[child] in {"dobj", "dative"} and syntax.poses[child] in NOMINAL:
                return child
    return understood_subject(syntax, governor, depth + 1)[0]


def gerund_subject(syntax: Syntax, verb: int, depth: int) -> tuple[int | None, str]:
    """Who does "from overrunning", "after being briefed", "by smashing": the object before "from", else the subject."""
    preposition = syntax.heads[verb]
    governor = syntax.heads[preposition]
    if not is_verb(syntax, governor):
        return None, ""
    if syntax.lowers[preposition] in {"from", "into", "of", "for"}:
        for child in syntax.children[governor]:
            if syntax.deps[child] == "dobj":
                return child, "control"
            if syntax.deps[child] in PASSIVE_SUBJECTS:
                return resolve_relative(syntax, child), "control"
    return understood_subject(syntax, governor, depth + 1)[0], "gerund"


def has_mark(syntax: Syntax, verb: int) -> bool:
    """True if a subordinator introduces the clause and its verb is finite ("because", "when ... said")."""
    return syntax.tags[verb] in {"VBD", "VBZ", "VBP"} and any(
        syntax.deps[child] in {"mark", "advmod"} and syntax.poses[child] == "SCONJ"
        for child in syntax.children[verb]
    )


def arguments_of(syntax: Syntax, verb: int, *, passive: bool | None = None) -> list[Argument]:
    """All arguments of a verb by deep slot, in a fixed order: subject, object, clauses, prepositions.

    `passive` overrides the parse where the caller knows better ("Syria liberated from ISIS", a headline).
    """
    if passive is None:
        passive = is_passive(syntax, verb)
    found = list(subject_arguments(syntax, verb, passive))
    for child in syntax.children[verb]:
        found += child_arguments(syntax, verb, child, passive)
    if syntax.deps[verb] == "relcl":
        found += relative_object(syntax, verb, found, passive)
    if (
        syntax.deps[verb] in {"acl", "amod"}
        and passive
        and not any(a.slot == "object" for a in found)
    ):
        found.append(Argument("object", syntax.heads[verb], "participle"))
    if syntax.deps[verb] == "conj" and syntax.deps[syntax.heads[verb]] != "ROOT":
        found += shared_object(syntax, verb, found, passive)
    return spread(syntax, found)


def subject_arguments(syntax: Syntax, verb: int, passive: bool) -> Iterator[Argument]:
    token, construction = understood_subject(syntax, verb)
    if token is None or token == verb:
        return
    if passive:
        yield Argument("object", token, "passive" if construction == "subject" else construction)
    elif syntax.poses[token] in NOMINAL or syntax.tags[token] in {"DT", "JJ", "WDT", "CD", "VBG"}:
        yield Argument("subject", token, construction)


def child_arguments(syntax: Syntax, verb: int, child: int, passive: bool) -> list[Argument]:
    dep = syntax.deps[child]
    if dep == "dobj":
        if syntax.tags[child] in {"WDT", "WP"} and syntax.deps[verb] == "relcl":
            return [Argument("object", syntax.heads[verb], "relative")]
        return [
            Argument(
                "dative" if passive and syntax.poses[child] == "PROPN" else "object",
                child,
                "object",
            )
        ]
    if dep == "dative" and syntax.poses[child] not in {"ADP"}:
        return [Argument("dative", child, "dative")]
    if dep in {"attr", "acomp", "oprd"}:
        return [Argument("attribute", child, "copula")]
    if dep in {"ccomp", "xcomp"}:
        return [Argument("clause", child, "complement")]
    if dep in {"prep", "agent", "dative"}:
        return oblique_arguments(syntax, verb, child, passive)
    return []


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
    """The antecedent as object of a relative clause without pronoun: the town [that] rebels attacked."""
    head = syntax.heads[verb]
    if passive or any(a.token == head or a.slot in {"object", "attribute"} for a in found):
        return []
    relative = next((c for c in syntax.children[verb] if syntax.tags[c] in RELATIVES), None)
    if relative is not None and syntax.tags[relative] == "WRB":
        return [Argument("in", head, "relative")] if syntax.lowers[relative] == "where" else []
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


def spread(syntax: Syntax, arguments: list[Argument]) -> list[Argument]:
    """Arguments with those coordinated with them, each (slot, token) once."""
    found: dict[tuple[str, int], Argument] = {}
    for argument in arguments:
        nominal = syntax.poses[argument.token] in NOMINAL
        for token in conjuncts(syntax, argument.token) if nominal else [argument.token]:
            same_kind = token == argument.token or syntax.poses[token] in NOMINAL
            if same_kind:
                construction = argument.construction if token == argument.token else "conjunction"
                found.setdefault(
                    (argument.slot, token), Argument(argument.slot, token, construction)
                )
    return list(found.values())


def noun_arguments(syntax: Syntax, noun: int) -> list[Argument]:
    """All arguments of a noun that tells an event: possessive, compound and adjective, prepositional phrases."""
    found: list[Argument] = []
    for child in syntax.children[noun]:
        dep = syntax.deps[child]
        if dep == "poss":
            found.append(Argument("possessive", child, "possessive"))
        elif dep in {"compound", "nmod", "amod"} and child < noun:
            found.append(Argument("compound", child, "compound" if dep != "amod" else "adjective"))
    found += [Argument(name, token, "preposition") for name, _, token in prepositions(syntax, noun)]
    return spread(syntax, found)


def complement_clause(syntax: Syntax, token: int) -> list[int]:
    """The heads of the clauses that a verb, noun or adjective governs as its complements."""
    return [
        c
        for c in syntax.children[token]
        if syntax.deps[c] in {"ccomp", "xcomp", "acl"} and is_verb(syntax, c)
    ]


def clause_head(syntax: Syntax, token: int) -> int:
    """The nearest verb at or above a token; the root of its sentence if there is none."""
    at = token
    while not is_verb(syntax, at) and syntax.heads[at] != at:
        at = syntax.heads[at]
    return at


def governors(syntax: Syntax, token: int) -> Iterator[tuple[int, str]]:
    """(ancestor, label of the arc that leads up to it) from a token to the root of its sentence."""
    at = token
    while syntax.heads[at] != at:
        yield syntax.heads[at], syntax.deps[at]
        at = syntax.heads[at]


def subordinators(syntax: Syntax, verb: int) -> list[int]:
    """The words that introduce a clause: "if", "because", "to", "that", "when"."""
    return [
        c
        for c in syntax.children[verb]
        if syntax.deps[c] == "mark"
        or (syntax.deps[c] == "advmod" and syntax.tags[c] == "WRB")
        or (syntax.deps[c] == "aux" and syntax.tags[c] == "TO")
    ]


# --- reports: who says what -------------------------------------------------------------------------------------


def agent_noun(syntax: Syntax, verb: int) -> int | None:
    """The noun of the by-phrase of a passive: reported [by the agency]."""
    for child in syntax.children[verb]:
        if syntax.deps[child] == "agent":
            return next(iter(prepositional_objects(syntax, child)), None)
    return None


def has_infinitive_mark(syntax: Syntax, verb: int) -> bool:
    """True for an infinitive with "to"."""
    return any(syntax.tags[c] == "TO" and c < verb for c in syntax.children[verb])


def finite_complements(syntax: Syntax, token: int) -> list[int]:
    """The heads of the clauses with a subject of their own that a verb or adjective governs."""
    return [
        c
        for c in syntax.children[token]
        if syntax.deps[c] == "ccomp"
        and not (has_infinitive_mark(syntax, c) and syntax.tags[c] == "VB" and c > token)
    ]


def infinitive_complements(syntax: Syntax, token: int) -> list[int]:
    """The heads of the infinitives with "to" that a verb, noun or adjective governs."""
    return [
        c
        for c in syntax.children[token]
        if syntax.deps[c] in {"xcomp", "ccomp", "acl", "relcl"}
        and c > token
        and has_infinitive_mark(syntax, c)
    ]


def gerund_complements(syntax: Syntax, token: int) -> list[int]:
    """The heads of the participles that a verb governs: denied [stealing] the key."""
    return [
        c
        for c in syntax.children[token]
        if syntax.deps[c] in {"xcomp", "ccomp"} and syntax.tags[c] == "VBG" and c > token
    ]


def noun_clauses(syntax: Syntax, noun: int) -> list[int]:
    """The heads of the that-clauses that belong to a noun: the claim [that he lied]."""
    return [
        c
        for c in syntax.children[noun]
        if syntax.deps[c] in {"acl", "ccomp", "relcl"}
        and c > noun
        and any(syntax.lowers[m] == "that" and syntax.tags[m] == "IN" for m in syntax.children[c])
    ]


def direct_objects(syntax: Syntax, verb: int) -> list[int]:
    return [c for c in syntax.children[verb] if syntax.deps[c] == "dobj"]


def object_predicates(syntax: Syntax, verb: int) -> list[int]:
    """What an object is called or made: called it [a disaster]."""
    return [c for c in syntax.children[verb] if syntax.deps[c] == "oprd"]


def inserted_into(syntax: Syntax, verb: int) -> int | None:
    """The head of the clause that a reporting clause is inserted into: the war, [he said], was over."""
    head = syntax.heads[verb]
    if head == verb:
        return None
    if syntax.deps[verb] == "parataxis":
        return head
    as_clause = any(
        syntax.deps[c] in {"mark", "advmod"} and syntax.lowers[c] == "as"
        for c in syntax.children[verb]
    )
    return head if syntax.deps[verb] == "advcl" and as_clause else None


def raised_subject(syntax: Syntax, verb: int) -> int | None:
    """The subject that belongs to the infinitive: [the order] is believed to be worth a billion."""
    return next((c for c in syntax.children[verb] if syntax.deps[c] in PASSIVE_SUBJECTS), None)


def copula_subject(syntax: Syntax, adjective: int) -> int | None:
    """The subject of which an adjective is said: [the coach] is confident; None elsewhere."""
    if syntax.deps[adjective] not in {"acomp", "attr", "oprd"}:
        return None
    return understood_subject(syntax, syntax.heads[adjective])[0]


def modified_clause(syntax: Syntax, token: int) -> int:
    """The head of the clause that an adverb or prepositional phrase belongs to."""
    at = syntax.heads[token]
    while not is_verb(syntax, at) and syntax.heads[at] != at:
        at = syntax.heads[at]
    return at


def has_finite_verb(syntax: Syntax, start: int, end: int) -> bool:
    """True if a finite verb or modal stands among the tokens `[start, end)`."""
    return any(syntax.tags[token] in {"VBD", "VBZ", "VBP", "MD"} for token in range(start, end))


# --- the way up from an event to what decides whether it happened ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """One step up the tree: the governor, how the word depends on it, and the words that introduce it.

    Relations: "complement" (infinitive, gerund), "clause" (finite), "object" (also the subject of a passive, the noun
    after "there is"), "conjunct", "purpose", "adverbial", "participle" (adverbial without marker), "modifier" (relative
    clause, participle of a noun), "noun clause", "announced" (headline infinitive), "subject", "preposition", "other".
    """

    governor: int
    relation: str
    marker: str = ""  # the preposition or subordinator in lower case


def step_up(syntax: Syntax, token: int) -> Step | None:
    """The step from a word to its governor, prepositions passed over; None at a root."""
    head, dep = syntax.heads[token], syntax.deps[token]
    if head == token:
        return None
    if dep in {"pobj", "pcomp"}:
        name = syntax.lowers[head]
        if name == "of" and syntax.lowers[head - 1 : head] == ["instead"]:
            name = "instead of"
        while syntax.deps[head] in {"prep", "pcomp", "agent", "dative"} and syntax.poses[
            syntax.heads[head]
        ] in {"ADP", "SCONJ"}:
            head = syntax.heads[head]
        governor = syntax.heads[head]
        return Step(governor, "preposition", name) if governor != head else None
    infinitive = has_infinitive_mark(syntax, token)
    if dep in {"xcomp", "ccomp"} and (infinitive or syntax.tags[token] in {"VB", "VBG"}):
        return Step(head, "complement")
    if dep in {"dobj", "oprd", "attr", "dative"} or dep in PASSIVE_SUBJECTS:
        return Step(head, "object")
    if dep == "acl" and infinitive:
        return Step(head, "complement")
    if (
        dep in {"advcl", "relcl"}
        and infinitive
        and not any(syntax.tags[c] in RELATIVES for c in syntax.children[token])
    ):
        return Step(head, infinitive_relation(syntax, head, dep))
    return Step(head, *finite_relation(syntax, token, dep))


def infinitive_relation(syntax: Syntax, governor: int, dep: str) -> str:
    """What an infinitive after a verb or noun is: a purpose, a mere description ("the first ship to sail"), or what a
    headline announces ("Airline to buy jets")."""
    if dep == "relcl":
        if any(
            syntax.lowers[c] in {"first", "last", "only", "few"}
            for c in modifiers(syntax, governor)
        ):
            return "modifier"
        start, end = syntax.sents[syntax.sentence_of[governor]]
        if syntax.heads[governor] == governor and not has_finite_verb(syntax, start, end):
            return "announced"
    return "purpose"


def finite_relation(syntax: Syntax, token: int, dep: str) -> tuple[str, str]:
    marker = " ".join(syntax.lowers[c] for c in subordinators(syntax, token))
    if dep == "xcomp":
        return "complement", marker
    if dep == "ccomp" or (dep == "acl" and marker):
        return ("clause" if dep == "ccomp" else "noun clause"), marker
    if dep == "advcl":
        bare = not marker and syntax.tags[token] in {"VBG", "VBN"}
        return ("participle" if bare else "adverbial"), marker
    if dep in {"relcl", "acl", "amod", "appos"}:
        return "modifier", marker
    if dep == "conj":
        return "conjunct", marker
    if dep == "acomp":
        return "object", marker
    return ("subject" if dep in SUBJECTS else "other"), marker


def modals(syntax: Syntax, verb: int) -> list[int]:
    return [c for c in syntax.children[verb] if syntax.deps[c] == "aux" and syntax.tags[c] == "MD"]


def has_perfect(syntax: Syntax, verb: int) -> bool:
    """True for "could have done"."""
    return any(syntax.lemmas[c] == "have" for c in auxiliaries(syntax, verb))


def shares_auxiliaries(syntax: Syntax, verb: int) -> bool:
    """True for a later conjunct that has neither subject nor auxiliary of its own: will close and [sell]."""
    return own_subject(syntax, verb) is None and not auxiliaries(syntax, verb)


def adverbs(syntax: Syntax, token: int) -> list[int]:
    """Adverbs, determiners and adjectives that stand beside a word and modify it."""
    return [
        c
        for c in syntax.children[token]
        if syntax.deps[c] in {"advmod", "npadvmod", "neg", "det", "amod", "preconj", "cc", "dep"}
    ]


def participants_nearby(syntax: Syntax, verb: int) -> list[int]:
    """Subject, objects and predicate nouns of a verb, whose "no" denies the verb itself."""
    return [
        c
        for c in syntax.children[verb]
        if syntax.deps[c] in SUBJECTS | PASSIVE_SUBJECTS | OBJECTS | {"attr"}
    ]


def is_imperative(syntax: Syntax, verb: int) -> bool:
    """True for a bare verb form that heads its sentence without subject or auxiliary."""
    return (
        syntax.heads[verb] == verb
        and syntax.tags[verb] == "VB"
        and own_subject(syntax, verb) is None
        and not any(c < verb for c in auxiliaries(syntax, verb))
    )


def is_question(syntax: Syntax, token: int) -> bool:
    """True if the sentence of a word ends with a question mark."""
    end = syntax.sents[syntax.sentence_of[token]][1] - 1
    while end > token and (
        syntax.words[end].isspace() or syntax.words[end] in {'"', "”", "'", "’", ")"}
    ):
        end -= 1
    return syntax.words[end] == "?"


def is_announced(syntax: Syntax, verb: int) -> bool:
    """True for the infinitive that heads a headline: "Airline to [buy] nine jets"."""
    return (
        syntax.heads[verb] == verb
        and syntax.tags[verb] == "VB"
        and own_subject(syntax, verb) is not None
        and has_infinitive_mark(syntax, verb)
    )
