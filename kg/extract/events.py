"""Finds events: verbs, nouns and participles that tell what happens, their roles, places and times.

"Russia's help allowed the army to liberate large areas": *help* (agent Russia), *allow*, *liberate* (agent the army,
patient large areas). Which words tell an event, of which type, and which role a slot fills is the lexicon's; which
word fills a slot is the grammar's. A role is never filled from the source of a claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.phrases import broad_type
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon, Trigger
from kg.model import Event, EventPlace, EventTime, Participant, Passage, Time
from kg.ontology import Ontology

PLACE_PREPOSITIONS = frozenset(
    "in at near inside outside across around along off within throughout on over above beneath under behind beside "
    "between beyond opposite past through via".split()
) | {"outside of", "next to", "close to"}
STRICT_PLACES = frozenset(
    {"on", "over", "under", "between", "behind", "past", "within", "above", "through", "via"}
)
TIME_PREPOSITIONS = frozenset(
    "during after before since until till following amid pending".split()
) | {"prior to"}
ROLE_OF_SLOT = {
    "subject": "agent", "object": "patient", "dative": "recipient", "attribute": "attribute", "possessive": "agent",
    "by": "agent", "from": "source", "to": "recipient", "into": "destination", "toward": "destination",
    "towards": "destination", "onto": "destination", "for": "beneficiary", "against": "patient", "about": "topic",
    "regarding": "topic", "concerning": "topic", "on": "topic", "over": "topic", "with": "instrument", "using": "instrument",
    "because of": "cause", "due to": "cause", "as": "attribute", "of": "patient", "between": "agent", "among": "agent",
    "out of": "origin", "off": "origin", "upon": "topic", "at": "patient", "in": "topic", "through": "instrument",
    "via": "instrument", "along with": "agent", "together with": "agent", "alongside": "agent", "under": "cause",
    "despite": "", "including": "", "like": "", "such as": "", "than": "", "without": "", "around": "topic",
}  # fmt: skip
ACTORS = frozenset({"Person", "Organization", "Group"})
WHOLE_NOUNS = frozenset({"PRP", "PRP$", "EX"})
# types of events whose verbs have an object wherever they are active, but for a few
TRANSITIVE = frozenset(
    {"Conflict", "Territory", "Justice", "Sanction", "LawMaking", "Aid", "Economy"}
)
INTRANSITIVE = frozenset(
    "Withdrawal Surrender Appeal Trial Defeat Resistance Battle War Rise Fall Trade Bankruptcy Closure Crime".split()
)
COPULAS = frozenset({"be", "become", "remain", "stay"})


@dataclass(slots=True)
class Found:
    """An event while it is being found: its trigger tokens and what fills its roles."""

    token: int
    pos: str
    row: Trigger | None
    type: str
    lemma: str
    rule: str
    helpers: list[int] = field(default_factory=list)  # light and aspectual verbs that belong to it
    arguments: list[grammar.Argument] = field(default_factory=list)


class EventFinder:
    """The events of one article."""

    def __init__(
        self,
        syntax: Syntax,
        cast: Cast,
        times: tuple[Time, ...],
        *,
        lexicon: Lexicon,
        ontology: Ontology,
    ) -> None:
        self.syntax, self.cast, self.times = syntax, cast, times
        self.lexicon, self.ontology = lexicon, ontology
        self.timed = time_tokens(syntax, times)
        self.skipped = skipped_tokens(syntax)
        self.found: dict[int, Found] = {}
        self.owner: dict[
            int, int
        ] = {}  # token -> trigger token of the event it belongs to, helpers included

    def find(self) -> tuple[Event, ...]:
        for token, pos in enumerate(self.syntax.poses):
            if token in self.skipped or token in self.timed:
                continue
            if pos in {"VERB", "AUX"}:
                self.add_verb(token)
            elif pos in {"NOUN", "PROPN"}:
                self.add_noun(token)
        self.hand_over()
        order = {token: number for number, token in enumerate(sorted(self.found))}
        attached = self.attach_times()
        return tuple(
            self.build(self.found[token], order, attached.get(token, []))
            for token in sorted(self.found)
        )

    # --- triggers ------------------------------------------------------------------------------------------------

    def add_verb(self, token: int) -> None:
        syntax = self.syntax
        if not grammar.is_verb(syntax, token) or syntax.deps[token] in {
            "amod",
            "compound",
            "punct",
            "case",
        }:
            if syntax.deps[token] == "amod" and syntax.tags[token] in {"VBN", "VBG"}:
                self.add_participle(token)
            return
        if syntax.deps[token] == "prep" or (
            syntax.deps[token] == "pobj" and syntax.tags[token] not in {"VBG"}
        ):
            return
        lemma = syntax.lemmas[token]
        particle = grammar.particle(syntax, token)
        kind = self.kind_of_helper(lemma, token)
        arguments = grammar.arguments_of(syntax, token)
        if kind == "copula" or lemma == "be":
            self.add_copula(token, arguments)
            return
        if kind and self.complement_event(token, kind, arguments) is not None:
            return
        row = self.row_for(lemma, "verb", token, particle, arguments)
        if row and self.is_headline_passive(token, row, arguments):
            arguments = grammar.arguments_of(syntax, token, passive=True)
        name = f"{lemma} {particle}" if particle else lemma
        kind_of_event = row.type if row else "Action"
        self.put(Found(token, "verb", row, kind_of_event, name, "events.verb", [], arguments))

    def is_headline_passive(
        self, token: int, row: Trigger, arguments: list[grammar.Argument]
    ) -> bool:
        """True for "Town captured by rebels", "Mayor arrested": in titles a past form without object is a participle."""
        if token >= self.syntax.title_tokens or self.syntax.tags[token] not in {"VBD", "VBN"}:
            return False
        if (
            any(a.slot in {"object", "clause", "dative"} for a in arguments)
            or row.roles.get("subject", "agent") != "agent"
        ):
            return False
        upper = self.ontology.ancestors(row.type)[:1]
        return bool(upper) and upper[0] in TRANSITIVE and row.type not in INTRANSITIVE

    def kind_of_helper(self, lemma: str, token: int) -> str:
        row = self.lexicon.not_events.get(lemma)
        return row.kind if row else ""

    def complement_event(
        self, token: int, kind: str, arguments: list[grammar.Argument]
    ) -> int | None:
        """The token of the event that a light, aspectual or modal verb only helps to tell; None if it tells its own."""
        syntax = self.syntax
        if kind == "empty":
            return token
        for argument in arguments:
            if argument.slot == "clause" and kind in {"aspectual", "modal", "raising", "light"}:
                if (
                    grammar.is_verb(syntax, argument.token)
                    and syntax.deps[argument.token] == "xcomp"
                ):
                    self.owner[token] = argument.token
                    return argument.token
        if kind in {"light", "aspectual"}:
            for argument in arguments:
                if argument.slot == "object" and self.is_helped(token, argument.token, kind):
                    self.owner[token] = argument.token
                    return argument.token
        return None

    def is_helped(self, verb: int, noun: int, kind: str) -> bool:
        """True if a noun tells the event that the verb before it only carries out: "made the announcement"."""
        lemma = self.syntax.lemmas[noun]
        if self.syntax.poses[noun] != "NOUN" or not self.is_event_noun(noun):
            return False
        return kind == "aspectual" or self.syntax.lemmas[verb] in self.lexicon.light_verbs.get(
            lemma, frozenset()
        )

    def add_copula(self, token: int, arguments: list[grammar.Argument]) -> None:
        """ "The work is complete": a state, Being or Existence; not for "it is clear that"."""
        syntax = self.syntax
        attribute = next((a for a in arguments if a.slot == "attribute"), None)
        if grammar.expletive(syntax, token) is not None:
            if attribute is not None and self.is_event_noun(attribute.token):
                self.owner[token] = attribute.token
                return
            found = [
                grammar.Argument("object", a.token, "existential") if a.slot == "attribute" else a
                for a in arguments
            ]
            self.put(Found(token, "verb", None, "Existence", "be", "events.existence", [], found))
            return
        has_subject = any(a.slot == "subject" for a in arguments)
        if attribute is None:
            if has_subject and any(a.slot in PLACE_PREPOSITIONS for a in arguments):
                self.put(
                    Found(
                        token,
                        "verb",
                        None,
                        "Being",
                        syntax.lemmas[token],
                        "events.state",
                        [],
                        arguments,
                    )
                )
            return
        if syntax.tags[attribute.token] == "JJ" and self.complement_of_adjective(
            token, attribute.token
        ):
            return
        if has_subject:
            kept = [a for a in arguments if a.slot not in {"subject"}]
            subjects = [
                grammar.Argument("object", a.token, a.construction)
                for a in arguments
                if a.slot == "subject"
            ]
            self.put(
                Found(
                    token,
                    "verb",
                    None,
                    "Being",
                    syntax.lemmas[token],
                    "events.state",
                    [],
                    [*subjects, *kept],
                )
            )

    def complement_of_adjective(self, copula: int, adjective: int) -> bool:
        """ "is ready to leave", "is likely to": the infinitive is the event."""
        for child in self.syntax.children[adjective]:
            if self.syntax.deps[child] == "xcomp" and grammar.is_verb(self.syntax, child):
                self.owner[copula] = child
                return True
        return False

    def add_participle(self, token: int) -> None:
        """ "the destroyed bridge", "the wounded soldiers": participles before a noun, only with a trigger row."""
        syntax = self.syntax
        row = next(
            (
                r
                for r in self.lexicon.triggers.get((syntax.lemmas[token], "verb"), ())
                if not r.particle
            ),
            None,
        )
        if row is None or row.object or row.preposition:
            return
        slot = "object" if syntax.tags[token] == "VBN" else "subject"
        arguments = [grammar.Argument(slot, syntax.heads[token], "attributive participle")]
        self.put(
            Found(
                token,
                "verb",
                row,
                row.type,
                syntax.lemmas[token],
                "events.participle",
                [],
                arguments,
            )
        )

    def is_event_noun(self, token: int) -> bool:
        lemma = self.syntax.lemmas[token]
        return (lemma, "noun") in self.lexicon.triggers or lemma in self.lexicon.event_nouns

    def add_noun(self, token: int) -> None:
        syntax, lemma = self.syntax, self.syntax.lemmas[token]
        if not self.is_event_noun(token):
            return
        curated = (lemma, "noun") in self.lexicon.triggers
        if syntax.poses[token] == "PROPN" and not (curated and self.heads_event_name(token)):
            return
        if syntax.deps[token] in {"compound", "nmod"} and not (
            curated and self.is_event_noun(syntax.heads[token])
        ):
            return
        arguments = grammar.noun_arguments(syntax, token)
        row = self.row_for(lemma, "noun", token, "", arguments)
        if row is None and curated:
            return
        kind = row.type if row else self.type_of_derived(lemma)
        self.put(Found(token, "noun", row, kind, lemma, "events.nominal", [], arguments))

    def heads_event_name(self, token: int) -> bool:
        """True for capitalised event names: the Battle of Mosul, the Gulf War."""
        index = self.cast.at(token)
        return index is None or self.cast.entities[index].type in {"EventName", "Thing"}

    def type_of_derived(self, lemma: str) -> str:
        """The type of the verb that an event noun derives from ("cancellation" -> cancel), Action if unknown."""
        noun = self.lexicon.event_nouns.get(lemma)
        rows = self.lexicon.triggers.get((noun.verb, "verb"), ()) if noun and noun.verb else ()
        plain = [row for row in rows if not row.particle and not row.object and not row.preposition]
        return plain[0].type if plain else "Action"

    def row_for(
        self, lemma: str, pos: str, token: int, particle: str, arguments: list[grammar.Argument]
    ) -> Trigger | None:
        """The first trigger row of a lemma whose conditions hold here."""
        for row in self.lexicon.triggers.get((lemma, pos), ()):
            if row.particle != particle and (row.particle or particle):
                continue
            if row.object and not self.has_head(
                row.object, arguments, {"object"} if pos == "verb" else {"of", "compound"}
            ):
                continue
            if row.subject and not self.has_head(row.subject, arguments, {"subject"}):
                continue
            if row.preposition and not any(a.slot in row.preposition for a in arguments):
                continue
            if row.modifier and not any(
                self.syntax.lemmas[m] in row.modifier for m in grammar.modifiers(self.syntax, token)
            ):
                continue
            return row
        return None

    def has_head(
        self, wanted: tuple[str, ...], arguments: list[grammar.Argument], slots: set[str]
    ) -> bool:
        for argument in arguments:
            if argument.slot in slots:
                kind = self.cast.type_at(argument.token)
                if (
                    self.syntax.lemmas[argument.token] in wanted
                    or kind in wanted
                    or broad_type(kind) in wanted
                ):
                    return True
        return False

    def put(self, event: Found) -> None:
        self.found[event.token] = event
        self.owner[event.token] = event.token

    def hand_over(self) -> None:
        """Helpers give their arguments to the event they help to tell: who *made* the announcement announces."""
        for helper in sorted(self.owner, reverse=True):
            target, steps = self.owner[helper], 0
            while target in self.owner and self.owner[target] != target and steps < 8:
                target, steps = self.owner[target], steps + 1
            self.owner[helper] = target
            event = self.found.get(target)
            if event is None or helper == target:
                continue
            event.helpers.append(helper)
            have = {a.slot for a in event.arguments} | {"object", "clause", "attribute"}
            passive_object = event.pos == "noun" and grammar.is_passive(self.syntax, helper)
            for argument in grammar.arguments_of(self.syntax, helper):
                same_slot = argument.slot == "subject" and have & {"subject", "possessive", "by"}
                if (
                    argument.slot not in have
                    and not same_slot
                    and not (passive_object and argument.slot == "object")
                ):
                    event.arguments.append(argument)

    # --- roles ---------------------------------------------------------------------------------------------------

    def build(self, found: Found, order: dict[int, int], times: list[EventTime]) -> Event:
        participants: list[Participant] = []
        places: list[EventPlace] = []
        for argument in found.arguments:
            role = self.role_of(found, argument)
            if role == "place":
                places += self.places(argument)
            elif role and role not in {"time", "ignore"}:
                participants += self.participants(found, argument, role, order)
        places += self.near_places(found)
        syntax = self.syntax
        end = found.token + 1
        for child in syntax.children[found.token]:
            if syntax.deps[child] == "prt" and child == end:
                end = child + 1
        return Event(
            type=found.type,
            lemma=found.lemma,
            triggers=(syntax.passage(found.token, end),),
            participants=unique(participants),
            places=unique_places(places),
            times=tuple(times),
            rule=found.rule,
            label=self.label(found, participants),
        )

    def role_of(self, found: Found, argument: grammar.Argument) -> str:
        """The role of an argument: the row's, else the default of its slot, else "" (no part in the event)."""
        slot, token = argument.slot, argument.token
        if token in self.timed:
            return "time"
        kind = broad_type(self.cast.type_at(token))
        roles = found.row.roles if found.row else {}
        if slot in roles and not (
            kind == "Place" and slot in PLACE_PREPOSITIONS and roles[slot] in {"topic", "patient"}
        ):
            return str(roles[slot])
        if slot in TIME_PREPOSITIONS or slot == "clause":
            return self.clause_role(found, argument) if slot == "clause" else ""
        if slot in PLACE_PREPOSITIONS and (kind == "Place" or self.is_place_word(token)):
            return "place"
        if slot == "compound":
            return self.compound_role(found, argument, kind)
        if slot == "to" and kind == "Place":
            return "destination"
        if slot == "from" and kind == "Place" and not found.row:
            return "origin"
        if slot == "for" and kind not in {*ACTORS, "Place"}:
            return (
                "purpose"
                if self.is_event_noun(token) or grammar.is_verb(self.syntax, token)
                else "topic"
            )
        if slot == "with" and kind in {*ACTORS, "Place"}:
            return "recipient"
        if slot in {"among", "between"} and (found.pos == "verb" or kind not in {*ACTORS, "Place"}):
            return ""
        if slot in {"on", "in", "at", "over", "under", "through", "around"} and slot not in roles:
            return "topic" if slot in {"on", "over"} else ("place" if kind == "Place" else "")
        if slot == "of" and found.pos == "verb":
            return "topic"
        if slot == "by" and found.pos == "verb" and kind not in {*ACTORS, "Place"}:
            return "instrument"
        return ROLE_OF_SLOT.get(slot, "")

    def is_place_word(self, token: int) -> bool:
        return broad_type(self.lexicon.nominals.get(self.syntax.lemmas[token], "")) == "Place"

    def clause_role(self, found: Found, argument: grammar.Argument) -> str:
        return "topic" if argument.token in self.owner else ""

    def compound_role(self, found: Found, argument: grammar.Argument, kind: str) -> str:
        """ "Russian help", "ISIS attack": the doer, unless the row says otherwise; other nouns before take no part."""
        is_people = self.cast.people_of(argument.token) is not None
        if argument.construction == "adjective" and not is_people:
            return ""
        if is_people or kind in ACTORS or kind == "Place":
            return str((found.row.roles if found.row else {}).get("compound", "agent"))
        return ""

    def participants(
        self, found: Found, argument: grammar.Argument, role: str, order: dict[int, int]
    ) -> Iterator[Participant]:
        syntax, token = self.syntax, argument.token
        if (
            syntax.poses[token] in {"ADJ", "ADV"}
            and role != "attribute"
            and argument.construction != "adjective"
        ):
            return
        event = order.get(self.owner.get(token, token))
        if event is not None and self.owner.get(token, token) == found.token:
            return
        entity = self.cast.at(token)
        if event is not None and entity is not None and self.cast.entities[entity].type == "Thing":
            entity = None
        if entity is None and (argument.construction == "adjective" or argument.slot == "compound"):
            entity = self.cast.people_of(token)
        if entity is not None:
            upper = (*self.ontology.ancestors(found.type), "")[0]
            entity = self.cast.government_of(entity, role, upper, token)
        passage = self.words_of(token)
        rule = f"roles.{argument.construction.replace(' ', '-')}"
        yield Participant(role, passage, syntax.passage(token, token + 1), entity, event, rule)  # type: ignore[arg-type]

    def words_of(self, token: int) -> Passage:
        """The words of a participant: its name mention, else its noun phrase, else its clause's verb."""
        syntax = self.syntax
        if token in self.cast.spans:
            begin, end = self.cast.spans[token]
            phrase = syntax.passage(*grammar.noun_phrase(syntax, token))
            return (
                phrase
                if phrase.begin <= begin and phrase.end >= end
                else syntax.article.passage(begin, end)
            )
        if syntax.poses[token] in grammar.NOMINAL:
            return syntax.passage(*grammar.noun_phrase(syntax, token))
        return syntax.passage(token, token + 1)

    # --- places and times ----------------------------------------------------------------------------------------

    def places(self, argument: grammar.Argument) -> Iterator[EventPlace]:
        """The place itself and the places it lies in by the same words: both banks of the Euphrates [in Syria]."""
        token = argument.token
        rule = f"places.{argument.construction.replace(' ', '-')}"
        yield EventPlace(
            self.words_of(token), self.syntax.passage(token, token + 1), self.cast.at(token), rule
        )  # type: ignore[arg-type]
        for name, _, inner in grammar.prepositions(self.syntax, token):
            if (
                name in {"in", "of", "near", "at"}
                and broad_type(self.cast.type_at(inner)) == "Place"
            ):
                yield from self.places(grammar.Argument(name, inner, "nested"))

    def near_places(self, found: Found) -> list[EventPlace]:
        """Places said of the object ("killed three people in Goma"), where the object is no event itself."""
        places: list[EventPlace] = []
        for argument in found.arguments:
            if argument.slot in {"object", "subject"} and argument.token not in self.found:
                for name, _, noun in grammar.prepositions(self.syntax, argument.token):
                    if (
                        name in {"in", "at", "near", "outside", "across", "around"}
                        and noun > found.token
                    ):
                        if broad_type(self.cast.type_at(noun)) == "Place":
                            places += self.places(grammar.Argument(name, noun, "of the object"))
        return places

    def attach_times(self) -> dict[int, list[EventTime]]:
        """For each trigger its times: a time belongs to the nearest event above it in the parse."""
        attached: dict[int, list[EventTime]] = {}
        for index, time in enumerate(self.times):
            token = self.head_of_time(time)
            if token is None:
                continue
            at, steps = token, 0
            while (
                self.owner.get(at) not in self.found and self.syntax.heads[at] != at and steps < 12
            ):
                at, steps = self.syntax.heads[at], steps + 1
            target = self.owner.get(at)
            if target in self.found:
                attached.setdefault(target, []).append(EventTime(index, "times.governor"))
        return attached

    def head_of_time(self, time: Time) -> int | None:
        """The token of a time expression whose head lies outside it."""
        if time.passage is None:
            return None
        token = self.syntax.token_at.get(time.passage.begin)
        if token is None:
            return None
        last = token
        while last + 1 < len(self.syntax) and self.syntax.ends[last + 1] <= time.passage.end:
            last += 1
        for at in range(token, last + 1):
            if not token <= self.syntax.heads[at] <= last or self.syntax.heads[at] == at:
                return at
        return last

    def label(self, found: Found, participants: list[Participant]) -> str:
        """A few of the article's own words: "liberation of Syria", "Russia, Iran and Turkey agreed"."""
        syntax = self.syntax
        if found.pos == "noun":
            words = syntax.passage(*grammar.noun_phrase(syntax, found.token)).text
        else:
            verb = syntax.passage(found.token, found.token + 1).text
            particle = grammar.particle(syntax, found.token)
            verb = f"{verb} {particle}" if particle else verb
            patient = next(
                (
                    p
                    for p in participants
                    if p.role in {"patient", "topic", "attribute"} and p.event is None
                ),
                None,
            )
            other = patient or next((p for p in participants if p.event is None), None)
            words = verb if other is None else self.in_order(found.token, verb, other)
        return shortened(" ".join(words.split()))

    def in_order(self, token: int, verb: str, other: Participant) -> str:
        before = other.passage.begin < self.syntax.begins[token]
        return f"{other.passage.text} {verb}" if before else f"{verb} {other.passage.text}"


def shortened(words: str, limit: int = 60) -> str:
    """Words cut at a space so that they are no longer than the limit, with an ellipsis where they were cut."""
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0].rstrip(",;") + " …"


def unique(participants: list[Participant]) -> tuple[Participant, ...]:
    """Participants in text order within their order of roles, one head filling one role once."""
    seen: dict[tuple[str, int], Participant] = {}
    taken: set[int] = set()
    for participant in participants:
        key = (participant.role, participant.head.begin)
        if participant.head.begin not in taken:
            seen.setdefault(key, participant)
            taken.add(participant.head.begin)
    return tuple(seen.values())


def unique_places(places: list[EventPlace]) -> tuple[EventPlace, ...]:
    return tuple({place.head.begin: place for place in reversed(places)}.values())[::-1]


def time_tokens(syntax: Syntax, times: tuple[Time, ...]) -> set[int]:
    """The tokens that stand in a time expression."""
    tokens: set[int] = set()
    for time in times:
        if time.passage is not None:
            token = syntax.token_at.get(time.passage.begin, len(syntax))
            while token < len(syntax) and syntax.ends[token] <= time.passage.end:
                tokens.add(token)
                token += 1
    return tokens


def skipped_tokens(syntax: Syntax) -> set[int]:
    """Tokens of segments that tell no events: boilerplate and date lines."""
    skipped = [
        (s.begin, s.end) for s in syntax.article.segments if s.kind in {"boilerplate", "dateline"}
    ]
    skipped += [(syntax.begins[a], syntax.ends[b - 1]) for a, b in syntax.boilerplate if b > a]
    if not skipped:
        return set()
    return {
        token
        for token, begin in enumerate(syntax.begins)
        if any(start <= begin < end for start, end in skipped)
    }


def find_events(
    syntax: Syntax, cast: Cast, times: tuple[Time, ...], *, lexicon: Lexicon, ontology: Ontology
) -> tuple[Event, ...]:
    """All events in text order; `cast` grows by the countries and governments that take part."""
    return EventFinder(syntax, cast, times, lexicon=lexicon, ontology=ontology).find()
