"""What a light or aspectual verb lends to the event that it only helps to tell.

"The army ended its siege of the town", "the town received help from the army": *siege* and *help*
tell the events; the army and the town are subjects of the verbs beside them, and fill the roles
that the nouns leave open.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.senses import Found
from kg.extract.syntax import Syntax
from kg.ontology import load_ontology

# helpers whose subject is at the other end of what their object tells: "received help", "faces
# criticism"
RECEIVING = frozenset(
    "receive face draw suffer undergo get experience incur attract earn win".split()
)

DOERS = frozenset({"subject", "possessive", "by", "compound"})
# verbs whose subject does what their object tells: announced an attack, voiced support, opened
# talks
CONTROLLING = frozenset(
    "pledge promise vow voice express reiterate repeat renew intensify escalate open begin "
    "launch plan prepare continue extend expand increase resume offer issue approve schedule "
    "convey reaffirm start cancel postpone suspend halt stop end complete conduct impose "
    "abandon threaten order".split()
)

# saying these is doing them, where the noun stands bare: announced sanctions, declared a ceasefire;
# but "declared the liberation of the town" says what others did
PERFORMING = frozenset({"announce", "declare"})
PERFORMED = frozenset({"Sanction", "Aid", "ForceMovement", "Protest", "Diplomacy"})


def lend(syntax: Syntax, cast: Cast, helper: int, event: Found) -> None:
    """Adds to an event the arguments of its helper that it has not itself."""
    noun = event.pos == "noun"
    event.arguments = [a for a in event.arguments if not is_own(syntax, cast, a, helper)]
    have = {a.slot for a in event.arguments} | {"object", "clause", "attribute"}
    passive_object = noun and grammar.is_passive(syntax, helper)
    receives = noun and syntax.lemmas[helper] in RECEIVING and not passive_object
    for argument in grammar.arguments_of(syntax, helper):
        slot = argument.slot
        if receives and slot == "subject":
            slot = receiving_slot(event)
        same_slot = slot == "subject" and have & {"subject", "possessive", "by"}
        if (
            slot not in have
            and not same_slot
            and not (passive_object and slot == "object")
            and argument.token != event.token
        ):
            event.arguments.append(replace(argument, slot=slot))


def understand(syntax: Syntax, cast: Cast, event: Found) -> None:
    """Adds to a noun without doer the subject of the verb whose object it is: [the port] announced
    a strike.
    """
    verb = syntax.heads[event.token]
    if syntax.deps[event.token] != "dobj":
        return
    if syntax.lemmas[verb] not in CONTROLLING and not is_performed(syntax, verb, event):
        return
    event.arguments = [a for a in event.arguments if not is_own(syntax, cast, a, verb)]
    if any(a.slot in DOERS for a in event.arguments):
        return
    subject, _ = grammar.understood_subject(syntax, verb)
    if subject is None or grammar.is_passive(syntax, verb) or subject == event.token:
        return
    event.arguments += [
        grammar.Argument("subject", token, "understood")
        for token in grammar.conjuncts(syntax, subject)
    ]


def is_performed(syntax: Syntax, verb: int, event: Found) -> bool:
    """True for "announced sanctions", "declared a ceasefire": who says it does it."""
    if syntax.lemmas[verb] not in PERFORMING or any(a.slot == "of" for a in event.arguments):
        return False
    own = load_ontology().ancestors(event.type)[:1]
    return (
        bool(own)
        and own[0] in PERFORMED
        and grammar.determiner(syntax, event.token) in {"", "a", "an"}
    )


def receiving_slot(event: Found) -> str:
    """The slot of a noun for who receives what it tells: help [for] the town, criticism [of] the
    choir.
    """
    roles = event.row.roles if event.row else {}
    affected = {"beneficiary", "patient", "recipient"}
    return next((s for s in ("for", "to", "against", "on", "of") if roles.get(s) in affected), "of")


def is_own(syntax: Syntax, cast: Cast, argument: grammar.Argument, helper: int) -> bool:
    """True for the pronoun that only repeats the helper's subject: the rebels ended [their]
    siege.
    """
    if argument.slot != "possessive" or syntax.tags[argument.token] != "PRP$":
        return False
    subject, _ = grammar.understood_subject(syntax, helper)
    if subject is None or cast.at(subject) is None:
        return False
    return cast.at(subject) == cast.at(argument.token)
