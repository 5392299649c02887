"""Presuppositions: events that are there whatever happens to the verb beside them.

"did not report the leak": the report is denied, the leak is not; "refused to discuss the demand":
there is a demand. What only its verb brings about is none: "a truce might be declared".
"""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon

OCCURRING = frozenset({"take", "happen", "occur", "come", "begin", "start"})
HOLDING = frozenset({"hold", "sign", "launch", "be", "stage", "conduct", "complete", "carry"})
DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"}
)
CREATING = frozenset(
    {"declare", "announce", "order", "propose", "call", "schedule", "promise", "offer", "demand"}
)  # their indefinite object is there only by them: "a truce might be declared"
ANSWERING = frozenset(
    {"respond", "reply", "react", "answer", "object", "refer", "return", "invite"}
)
WEIGHING = frozenset({"discuss", "debate", "consider", "examine", "review", "study"})
FOUGHT = frozenset({"war", "battle", "election", "campaign", "duel", "match", "bout"})
CONVENED = frozenset(
    {"ballot", "by-election", "conference", "congress", "election", "meeting", "plebiscite", "poll",
     "referendum", "session", "strike", "summit", "vote", "walkout"}
)  # what is called: "called an election"  # fmt: skip
PHASES = frozenset(
    {
        "end",
        "halt",
        "stop",
        "extension",
        "continuation",
        "resumption",
        "suspension",
        "repeat",
        "repetition",
        "rerun",
        "escalation",
        "expansion",
        "intensification",
        "review",
        "revival",
    }
)  # of what is there already
REQUIRING = frozenset({"must", "should", "ought", "shall"})
FIRST_THINGS = frozenset({"focus", "priority", "step", "task", "goal", "aim", "objective"})


def is_presupposed(syntax: Syntax, lexicon: Lexicon, verb: int, noun: int) -> bool:
    """True for an event that is there whether or not its verb holds: "did not report the leak".

    Definite objects are, unless the verb only helps to tell the noun ("will hold the vote").
    """
    lemma = syntax.lemmas[verb]
    if grammar.is_verb(syntax, noun) or lemma in OCCURRING:
        return False
    if lemma in CREATING and not is_definite(syntax, noun):
        return False
    if lemma in lexicon.light_verbs.get(syntax.lemmas[noun], ()) or lemma in HOLDING:
        return False
    if lemma in lexicon.reporting:
        return True
    return is_definite(syntax, noun)


def is_definite(syntax: Syntax, noun: int) -> bool:
    return grammar.determiner(syntax, noun) in DEFINITE or bool(grammar.possessors(syntax, noun))


def is_helped(syntax: Syntax, lexicon: Lexicon, verb: int, noun: int) -> bool:
    """True for an event that its verb only helps to tell, or that is there to be weighed.

    "fought two wars", "refused to discuss the demand".
    """
    lemma = syntax.lemmas[verb]
    if grammar.is_verb(syntax, noun):
        return False
    if lemma == "fight":
        return syntax.lemmas[noun] in FOUGHT
    said = any(row.pos == "noun" for row in lexicon.reporting.get(syntax.lemmas[noun], ()))
    return lemma in WEIGHING and said and is_definite(syntax, noun)


def is_convened(syntax: Syntax, verb: int, noun: int) -> bool:
    """True for "called an election", not for "called the vote a farce"."""
    if syntax.lemmas[verb] != "call" or syntax.lemmas[noun] not in CONVENED:
        return False
    return not grammar.object_predicates(syntax, verb)


def is_setting(syntax: Syntax, verb: int, noun: int) -> bool:
    """True for an event that is to come with what is done in it: "would buy it in a deal"."""
    if not grammar.is_verb(syntax, verb) or grammar.is_verb(syntax, noun):
        return False
    if grammar.determiner(syntax, noun) not in {"a", "an"} or grammar.negations(syntax, verb):
        return False
    return bool(grammar.modals(syntax, verb)) or grammar.has_infinitive_mark(syntax, verb)


def is_met(syntax: Syntax, verb: int, noun: int) -> bool:
    """True for what one is asked to or answers, there before: "was not invited to the talks"."""
    return syntax.lemmas[verb] in ANSWERING and is_definite(syntax, noun)


def is_answered(syntax: Syntax, verb: int, noun: int) -> bool:
    """True for what is there before it is answered: "did not respond to a request"."""
    if not grammar.is_verb(syntax, verb) or grammar.is_verb(syntax, noun):
        return False
    return syntax.lemmas[verb] in ANSWERING or is_definite(syntax, noun)


def is_phase(syntax: Syntax, noun: int, at: int) -> bool:
    """True for what must be there to be ended or repeated: "called for an end to the siege"."""
    again = syntax.lowers[max(0, noun - 2) : noun] == ["re", "-"]  # "a re-run of the vote"
    if not (again or syntax.lemmas[noun] in PHASES) or grammar.is_verb(syntax, at):
        return False
    return is_definite(syntax, at)


def is_required(syntax: Syntax, verb: int) -> bool:
    """True if what must become the focus is itself to come: "the talks must become a priority"."""
    if syntax.lemmas[verb] not in {"become", "be"}:
        return False
    if not any(syntax.lowers[c] in REQUIRING for c in grammar.modals(syntax, verb)):
        return False
    return any(syntax.lemmas[n] in FIRST_THINGS for n in grammar.predicate_nouns(syntax, verb))
