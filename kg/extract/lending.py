"""What a light or aspectual verb lends to the event that it only helps to tell.

"The army ended its siege of the town", "the town received help from the army": *siege* and *help* tell the events; the army
and the town are subjects of the verbs beside them, and fill the roles that the nouns leave open.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.senses import Found
from kg.extract.syntax import Syntax

# helpers whose subject is at the other end of what their object tells: "received help", "faces criticism"
RECEIVING = frozenset(
    "receive face draw suffer undergo get experience incur attract earn win".split()
)


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


def receiving_slot(event: Found) -> str:
    """The slot of a noun for who receives what it tells: help [for] the town, criticism [of] the choir."""
    roles = event.row.roles if event.row else {}
    affected = {"beneficiary", "patient", "recipient"}
    return next((s for s in ("for", "to", "against", "on", "of") if roles.get(s) in affected), "of")


def is_own(syntax: Syntax, cast: Cast, argument: grammar.Argument, helper: int) -> bool:
    """True for the pronoun that only repeats the helper's subject: the rebels ended [their] siege."""
    if argument.slot != "possessive" or syntax.tags[argument.token] != "PRP$":
        return False
    subject, _ = grammar.understood_subject(syntax, helper)
    if subject is None or cast.at(subject) is None:
        return False
    return cast.at(subject) == cast.at(argument.token)
