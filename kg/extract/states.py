"""States: what somebody or something is, and what adjectives tell.

"The work is complete" is a Being with an attribute; "the climber is dead" and "shot dead" tell a
Death, because the lexicon has a row for the adjective; "it is clear that" and "is ready to leave"
tell no state of their own.
"""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.phrases import broad_type
from kg.extract.senses import PLACE_PREPOSITIONS, Found, Senses
from kg.extract.syntax import Syntax

STANCES = frozenset({"Offer", "Refusal"})  # what adjectives with an infinitive tell
# verbs whose subject makes somebody what the adjective tells: found him guilty
JUDGING = frozenset({"find", "declare", "pronounce", "rule"})


class States:
    """The states of one article."""

    def __init__(self, syntax: Syntax, senses: Senses) -> None:
        self.syntax, self.senses = syntax, senses

    def of_copula(
        self, token: int, arguments: list[grammar.Argument]
    ) -> tuple[int | None, Found | None]:
        """(the word that tells the event instead, the state itself) of a copula; both None if it
        tells nothing.
        """
        syntax = self.syntax
        attribute = next((a for a in arguments if a.slot == "attribute"), None)
        if grammar.expletive(syntax, token) is not None:
            return self.of_existence(token, attribute, arguments)
        has_subject = any(a.slot == "subject" for a in arguments)
        if attribute is None:
            happening = self.event_of_subject(token, arguments)
            if happening is not None:
                return happening, None
            placed = has_subject and any(a.slot in PLACE_PREPOSITIONS for a in arguments)
            return None, self.being(token, arguments) if placed else None
        if syntax.poses[attribute.token] == "ADJ":
            infinitive = self.complement_of_adjective(attribute.token)
            if infinitive is not None:
                return self.of_stance(attribute.token, infinitive, arguments)
            told = self.of_adjective(attribute.token, arguments)
            if told is not None:
                return attribute.token, told
        if not has_subject and syntax.lemmas[token] == "be":
            return None, None
        subjects = [
            grammar.Argument("object", a.token, a.construction)
            for a in arguments
            if a.slot == "subject"
        ]
        return None, self.being(token, [*subjects, *(a for a in arguments if a.slot != "subject")])

    def event_of_subject(self, token: int, arguments: list[grammar.Argument]) -> int | None:
        """The event that is said to be somewhere: the [blast] was near the port."""
        if self.syntax.lemmas[token] != "be" or not any(map(self.is_whereabouts, arguments)):
            return None
        subjects = [a.token for a in arguments if a.slot == "subject"]
        return next((noun for noun in subjects if self.senses.is_event_noun(noun)), None)

    def is_whereabouts(self, argument: grammar.Argument) -> bool:
        kind = broad_type(self.senses.cast.type_at(argument.token))
        return argument.slot in PLACE_PREPOSITIONS and kind == "Place"

    def of_stance(
        self, adjective: int, infinitive: int, arguments: list[grammar.Argument]
    ) -> tuple[int, Found | None]:
        """ "is willing to pay", "was reluctant to sell": an offer, a refusal; "is about to pay" is
        the payment.
        """
        lemma = self.syntax.lemmas[adjective]
        taken = [a for a in arguments if a.slot != "attribute"]
        taken.append(grammar.Argument("clause", infinitive, "complement"))
        row = self.senses.row_for(lemma, "adjective", adjective, "", taken)
        if row is None or row.type not in STANCES:
            return infinitive, None
        return adjective, Found(
            adjective, "adjective", row, row.type, lemma, "events.stance", [], taken
        )

    def of_existence(
        self, token: int, attribute: grammar.Argument | None, arguments: list[grammar.Argument]
    ) -> tuple[int | None, Found | None]:
        """ "There was an explosion" is the explosion; "there is a bridge" an Existence."""
        if attribute is not None and self.senses.is_event_noun(attribute.token):
            return attribute.token, None
        found = [
            grammar.Argument("object", a.token, "existential") if a.slot == "attribute" else a
            for a in arguments
        ]
        return None, Found(token, "verb", None, "Existence", "be", "events.existence", [], found)

    def being(self, token: int, arguments: list[grammar.Argument]) -> Found:
        lemma = self.syntax.lemmas[token]
        return Found(token, "verb", None, "Being", lemma, "events.state", [], arguments)

    def complement_of_adjective(self, adjective: int) -> int | None:
        """ "is ready to leave", "is likely to": the infinitive is the event."""
        for child in self.syntax.children[adjective]:
            if self.syntax.deps[child] == "xcomp" and grammar.is_verb(self.syntax, child):
                return child
        return None

    def is_plea(self, adjective: int) -> bool:
        """True for "pleaded not [guilty]", which is no verdict."""
        return self.syntax.lemmas[self.syntax.heads[adjective]] == "plead"

    def of_adjective(
        self, token: int, beside: list[grammar.Argument] | None = None
    ) -> Found | None:
        """The event that an adjective tells: of a copula with its arguments, of an object, or of
        its noun.
        """
        lemma = self.syntax.lemmas[token]
        if not self.senses.has_rows(lemma, "adjective") or self.is_plea(token):
            return None
        bearer = grammar.bearer_of(self.syntax, token) if beside is None else None
        if beside is None and bearer is None:
            return None
        if bearer is not None and beside is None and self.senses.is_event_noun(bearer):
            return None
        arguments = (
            [grammar.Argument("object", bearer, "adjective of")] if bearer is not None else []
        )
        for argument in beside or ():
            if argument.slot != "attribute":
                slot = "object" if argument.slot == "subject" else argument.slot
                arguments.append(grammar.Argument(slot, argument.token, argument.construction))
        arguments += [
            grammar.Argument(name, noun, "preposition")
            for name, _, noun in grammar.prepositions(self.syntax, token)
        ]
        verb = self.syntax.heads[token]
        if bearer is not None and self.syntax.lemmas[verb] in JUDGING:
            judge, _ = grammar.understood_subject(self.syntax, verb)
            if judge is not None and not grammar.is_passive(self.syntax, verb):
                arguments.append(grammar.Argument("by", judge, "judge"))
        row = self.senses.row_for(lemma, "adjective", token, "", arguments)
        if row is None or row.type in STANCES:
            return None
        return Found(token, "adjective", row, row.type, lemma, "events.adjective", [], arguments)
