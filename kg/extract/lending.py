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

# of these also where the noun tells the event and the verb is no mere helper
SUFFERING = frozenset({"face", "suffer", "undergo", "incur", "await", "escape", "survive"})

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

# what somebody is accused of, he is said to have done: charged with [theft], jailed for [murder]
ACCUSING = {
    "accuse": ("of",), "acquit": ("of",), "arraign": ("on", "for"), "arrest": ("for", "over", "on"),
    "blame": ("for",), "charge": ("with",), "clear": ("of",), "convict": ("of", "for"),
    "detain": ("for", "over", "on"), "hold": ("for", "over", "on"), "imprison": ("for", "over"),
    "indict": ("for", "on", "over"), "jail": ("for", "over"), "punish": ("for",),
    "sentence": ("for",), "suspect": ("of", "in"), "try": ("for", "over"), "wanted": ("for",),
}  # fmt: skip
CRIMES = frozenset(
    "Crime Attack Bombing Shooting Battle Killing Wounding Destruction Abduction Abuse Cyberattack "
    "Riot".split()
)
# words whose subject has a part in what stands behind them
SHARING = {
    "participate": ("in",), "part": ("in", "of"), "involve": ("in",), "role": ("in",),
    "responsibility": ("for",), "responsible": ("for",), "engage": ("in",), "guilty": ("of", "to"),
    "complicit": ("in",),
}  # fmt: skip
NAMING = frozenset("charge count crime offence offense suspicion act allegation case".split())
CONDEMNING = frozenset({"sentence", "condemn"})
NESTED = 2
AFFECTED = frozenset({"beneficiary", "patient", "recipient"})
AIMING = frozenset({"target", "hit", "strike", "aim", "direct"})
ATTEMPTS = frozenset({"attempt", "bid", "plot", "spree", "wave"})  # an assassination attempt
SEEMING = frozenset({"seem", "appear"})  # seemed to be aimed at civilians
VIOLENT = frozenset("Attack Bombing Shooting Killing Explosion Cyberattack Fire".split())


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
    """Adds to a noun without doer who does it by the words around it: [the port] announced a
    strike, charged [a clerk] with theft; and whom it hits: the blast targeted [a bakery].
    """
    aim_at_target(syntax, event)
    if event.type == "Death":
        die_of_it(syntax, cast, event)
    if syntax.deps[event.token] != "dobj":
        if not any(a.slot in DOERS for a in event.arguments):
            event.arguments += doers_above(syntax, event)
        return
    verb = syntax.heads[event.token]
    if syntax.lemmas[verb] in SUFFERING and not any(
        receiving_role(event, a.slot) for a in event.arguments
    ):
        event.arguments += suffering(syntax, verb, event)
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


def suffering(syntax: Syntax, verb: int, event: Found) -> list[grammar.Argument]:
    """Whom an event befalls that he is said to face: [the clerks] face long sentences."""
    subject, _ = grammar.understood_subject(syntax, verb)
    if subject is None or subject == event.token or grammar.is_passive(syntax, verb):
        return []
    return [
        grammar.Argument(receiving_slot(event), token, "understood")
        for token in grammar.conjuncts(syntax, subject)
    ]


def receiving_role(event: Found, slot: str) -> bool:
    """True if a slot of a noun already tells whom the event befalls."""
    roles = event.row.roles if event.row else {}
    return slot == "of" or roles.get(slot) in AFFECTED


def aim_at_target(syntax: Syntax, event: Found) -> None:
    """Adds what a verb of aiming beside a noun is aimed at: a blast targeting [a bakery]."""
    verb = grammar.verb_of_subject(syntax, event.token)
    if verb is not None and syntax.lemmas[verb] in SEEMING:
        verb = next(iter(grammar.raised_verbs(syntax, verb)), verb)
    if verb is None or syntax.lemmas[verb] not in AIMING:
        return
    if event.type not in VIOLENT or {a.slot for a in event.arguments} & {"of", "on", "against"}:
        return
    slots = {"at"} if grammar.is_passive(syntax, verb) else {"object"}
    event.arguments += [
        grammar.Argument("against", a.token, "target")
        for a in grammar.arguments_of(syntax, verb)
        if a.slot in slots and a.token != event.token
    ]


def die_of_it(syntax: Syntax, cast: Cast, event: Found) -> None:
    """Adds to a death who dies of what the verb tells: [a clerk] stabbed to death, [a climber] who
    fell to her death; whoever is sentenced to death is alive.
    """
    preposition, verb = grammar.governing_preposition(syntax, event.token)
    if preposition != "to" or not grammar.is_verb(syntax, verb):
        return
    own = [a for a in event.arguments if a.slot not in {"possessive", "of"}]
    possessors = [a.token for a in event.arguments if a not in own]
    bound = all(syntax.tags[token] == "PRP$" for token in possessors)
    if syntax.lemmas[verb] in CONDEMNING or not bound:
        return
    whose = {cast.at(token) for token in possessors} - {None}
    beside = grammar.arguments_of(syntax, verb)
    for slot in ("object", "subject"):
        dying = [replace(a, slot="of") for a in beside if a.slot == slot]
        if dying:
            if not whose or whose & {cast.at(a.token) for a in dying}:
                event.arguments = [*own, *dying]
            return


def doers_above(syntax: Syntax, event: Found) -> list[grammar.Argument]:
    """Who does what a noun tells, as the word that governs it says: arrested [two men] for theft,
    [students] took part in the march, [a group] claimed responsibility for the attack.
    """
    told = event.token
    if syntax.deps[told] == "compound" and syntax.lemmas[syntax.heads[told]] in ATTEMPTS:
        told = syntax.heads[told]
    preposition, governor = grammar.governing_preposition(syntax, told)
    for _ in range(NESTED):
        if syntax.lemmas[governor] not in NAMING or preposition != "of":
            break
        preposition, governor = grammar.governing_preposition(syntax, governor)
    if syntax.poses[governor] == "ADJ" and preposition in SHARING.get(syntax.lemmas[governor], ()):
        bearer = grammar.bearer_of(syntax, governor)
        if bearer is not None:
            return [grammar.Argument("subject", bearer, "understood")]
    for verb, word in beside_preposition(syntax, governor):
        if preposition in ACCUSING.get(syntax.lemmas[verb], ()) and event.type in CRIMES:
            return filling(syntax, verb, ("object",), event)
        if preposition in SHARING.get(syntax.lemmas[word], ()):
            return filling(syntax, verb, ("subject", "object"), event)
    return []


def beside_preposition(syntax: Syntax, governor: int) -> list[tuple[int, int]]:
    """(verb, word that a preposition may belong to): of "took part in" take and part, wherever the
    parser put the "in"; empty where no verb governs it.
    """
    verb = governor if grammar.is_verb(syntax, governor) else syntax.heads[governor]
    if not grammar.is_verb(syntax, verb):
        return []
    return [(verb, word) for word in (governor, *grammar.direct_objects(syntax, verb))]


def filling(
    syntax: Syntax, verb: int, slots: tuple[str, ...], event: Found
) -> list[grammar.Argument]:
    """The arguments of a verb in the first of some slots that is filled, as subjects."""
    arguments = grammar.arguments_of(syntax, verb)
    for slot in slots:
        found = [
            grammar.Argument("subject", a.token, "understood")
            for a in arguments
            if a.slot == slot and a.token != event.token
        ]
        if found:
            return found
    return []


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
    return next((s for s in ("for", "to", "against", "on", "of") if roles.get(s) in AFFECTED), "of")


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
