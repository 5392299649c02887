"""Every family of phenomena has its cases: eight or ten sentences with a frozen parse each.

A family is told by files of cases and by how their phenomena begin; a case counts once in a family.
Cases that cannot pass yet do not count.
"""

from __future__ import annotations

import pytest

from cases.frozen import FOLDER, read_cases

EIGHT, TEN = 8, 10
# family -> how many cases at least, (file, beginnings of phenomena) ...; "" is any phenomenon
FAMILIES: dict[str, tuple[int, dict[str, tuple[str, ...]]]] = {
    # names and mentions
    "names typed once": (EIGHT, {"names": ("type:",)}),
    "titles and offices": (EIGHT, {"names": ("title:",), "posts": ("",)}),
    "nationality and noun": (EIGHT, {"names": ("nationality:", "demonym")}),
    "aliases in brackets": (EIGHT, {"names": ("alias in brackets:",)}),
    "acronyms": (EIGHT, {"names": ("acronym",)}),
    "appositions": (EIGHT, {"names": ("apposition:",)}),
    "metonyms": (EIGHT, {"names": ("metonym:",)}),
    "groups and plural nominals": (EIGHT, {"names": ("group:",)}),
    "quantities": (EIGHT, {"names": ("quantity:",)}),
    # coreference
    "exact and normalised name": (
        EIGHT,
        {"coreference": ("name:", "exact name", "normalised name", "spelling of a name")},
    ),
    "acronym and alias": (EIGHT, {"coreference": ("acronym",)}),
    "surname after full name": (
        EIGHT,
        {"coreference": ("namesakes:", "surname", "middle name", "two persons")},
    ),
    "apposition and copula": (
        EIGHT,
        {"coreference": ("description:", "apposition", "copula", "negated copula")},
    ),
    "office": (EIGHT, {"coreference": ("office", "leader", "former office", "two holders")}),
    "definite nominal": (
        EIGHT,
        {"coreference": ("nominal:", "definite nominal", "company by", "country by", "same noun")},
    ),
    "pronouns": (EIGHT, {"coreference": ("pronoun:", "he", "it and", "gender", "reflexive")}),
    "first person in quotes": (
        EIGHT,
        {"coreference": ("quotation:", "I in a quotation", "we of", "he in a quotation")},
    ),
    # linking
    "countries": (EIGHT, {"linking": ("country:",)}),
    "demonyms": (EIGHT, {"linking": ("demonym:",)}),
    "bodies of a country": (EIGHT, {"linking": ("body with a country:",)}),
    "no id is better than a wrong one": (EIGHT, {"linking": ("no id:",)}),
    "places": (EIGHT, {"places": ("",)}),
    # time
    **{
        f"time: {name}": (EIGHT, {"time": (name,)})
        for name in (
            "absolute", "anchor", "decade", "duration", "holiday", "no time", "open interval",
            "quarter", "relative", "season", "set", "story anchor", "time of day", "vague",
            "weekday",
        )
    },
    # events
    "verbs and nominalisations": (
        TEN,
        {"constructions": ("nominal arguments", "doer of an event", "target of an event noun")},
    ),
    "light verbs": (TEN, {"constructions": ("light verb",), "events": ("light verb",)}),
    "phrasal verbs": (TEN, {"events": ("phrasal verb",)}),
    "participles": (TEN, {"constructions": ("participle",), "events": ("participle",)}),
    "relative clauses": (TEN, {"constructions": ("relative clause",)}),
    "gerunds": (TEN, {"constructions": ("gerund",), "events": ("gerund",)}),
    "control and raising": (TEN, {"constructions": ("control", "raising")}),
    "shared subjects and objects": (
        TEN,
        {"constructions": ("shared", "conjoined passives", "coordination of")},
    ),
    "passives": (TEN, {"constructions": ("passive", "conjoined passives")}),
    "datives": (TEN, {"constructions": ("dative",), "events": ("dative",)}),
    "purpose and cause": (
        TEN,
        {"relations": ("cause", "purpose", "enabling"), "events": ("cause and purpose",)},
    ),
    "order and parts": (
        TEN,
        {"relations": ("order", "part of"), "events": ("order and parts",)},
    ),
    "aspect": (TEN, {"constructions": ("aspect",), "events": ("aspect",)}),
    "states": (TEN, {"events": ("state", "existence", "adjective", "willingness")}),
    "named events": (TEN, {"constructions": ("named event",), "events": ("named event",)}),
    "event coreference": (TEN, {"events": ("event coreference",)}),
    "time and place of an event": (
        TEN,
        {"events": ("time and place", "place of"), "roles": ("place", "seat of", "dateline")},
    ),
    "types by object, governor and preposition": (TEN, {"types": ("",), "events": ("sense",)}),
    "coded in context": (TEN, {"types": ("coded in context",)}),
    "no event": (TEN, {"constructions": ("no event",), "idioms": ("idiom:",)}),
    # claims and factuality
    **{
        name: (TEN, {"sources": (name,)})
        for name in (
            "direct quotation", "indirect speech", "mixed quotation", "interrupted quotation",
            "quotation over sentences", "according to", "said to", "hearsay", "headline source",
            "source pronoun", "source office", "nested report", "nominal content",
            "what is only judged", "silence", "who goes on", "calls and demands",
            "documents and polls", "nouns of saying",
        )
    },
    **{
        name: (TEN, {"scopes": (name,)})
        for name in (
            "negation", "modals", "adverbs", "denials and allegations", "promises and threats",
            "failing and managing", "refusing", "conditionals", "questions", "purpose", "future",
            "direction and terminators",
        )
    },
    "modes and implicatives": (TEN, {"factuality": ("",)}),
    # salience
    "who, what, when and where": (TEN, {"salience": ("",)}),
    "told by the headline": (TEN, {"salience": ("headline:",)}),
    "told first": (TEN, {"salience": ("position:",)}),
}  # fmt: skip


def cases_of(family: str) -> int:
    """The number of passing cases of a family."""
    count = 0
    for file, beginnings in FAMILIES[family][1].items():
        for case in read_cases(FOLDER / f"{file}.toml"):
            count += not case.fails and case.phenomenon.startswith(beginnings)
    return count


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_has_its_cases(family: str) -> None:
    assert cases_of(family) >= FAMILIES[family][0]


def test_idioms_have_a_case_each() -> None:
    from kg.lexicon import load_lexicon

    told = {case.phenomenon for case in read_cases(FOLDER / "idioms.toml")}
    idioms = {" ".join(words) for rows in load_lexicon().idioms.values() for words in rows}
    assert {f"idiom: {words}" for words in idioms} <= told
    assert len(idioms) >= 25
