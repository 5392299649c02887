"""Finds the posts that people hold: "Russian Defense Minister Sergey Shoigu", "Anna Keller, the Swiss ambassador".

Only what the text says: office, rank, organisation and country as they stand beside the name.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon, Title
from kg.model import Passage, Post

SMALL = frozenset({"of", "the", "for", "and", "&", "-", "–"})
PAST = frozenset({"former", "ex", "late", "then", "ousted", "outgoing", "retired"})


def find_posts(syntax: Syntax, cast: Cast, *, lexicon: Lexicon) -> tuple[Post, ...]:
    """The posts of an article in text order, each person and office once."""
    titles = {title.lower(): row for title, row in lexicon.titles.items()}
    found: dict[tuple[int, str], Post] = {}
    for index, entity in enumerate(cast.entities):
        if entity.type != "Person" or not entity.named:
            continue
        for mention in entity.mentions:
            token = syntax.token_at.get(mention.passage.begin)
            if token is None:
                continue
            if mention.kind == "name":
                posts = before_name(syntax, cast, token, index, titles)
            elif mention.rule in {
                "coreference.apposition",
                "coreference.copula",
                "coreference.office",
            }:
                posts = in_description(
                    syntax, cast, syntax.token_at[mention.head.begin], index, titles
                )
            else:
                continue
            for post in posts:
                key = (post.person, post.office.lower())
                if key not in found or (found[key].organization, found[key].country) == (
                    None,
                    None,
                ):
                    found[key] = post
    return tuple(sorted(found.values(), key=lambda post: (post.passage, post.person)))


def before_name(
    syntax: Syntax, cast: Cast, name: int, person: int, titles: dict[str, Title]
) -> Iterator[Post]:
    """Titles that stand right before a name: [Armed Forces Chief of Staff General] Valery Gerasimov."""
    start = name
    while (
        start > 0
        and is_title_word(syntax, start - 1)
        and syntax.sentence_of[start - 1] == syntax.sentence_of[name]
    ):
        start -= 1
    while start < name and syntax.lowers[start] in SMALL:
        start += 1
    if start < name:
        yield from read_title(syntax, cast, start, name, person, titles)


def is_title_word(syntax: Syntax, token: int) -> bool:
    """True for words a title in front of a name may hold: capitalised nouns and adjectives and small words between."""
    word = syntax.words[token]
    if syntax.lowers[token] in SMALL:
        return syntax.poses[token] != "CCONJ" or syntax.words[token + 1][:1].isupper()
    return syntax.poses[token] in {"PROPN", "NOUN", "ADJ"} and word[:1].isalpha()


def in_description(
    syntax: Syntax, cast: Cast, head: int, person: int, titles: dict[str, Title]
) -> Iterator[Post]:
    """Offices in apposition or after a copula: [the Swiss ambassador to Iran], Russia's [president]."""
    start, end = grammar.noun_phrase(syntax, head)
    while start < head and (syntax.deps[start] == "det" or syntax.poses[start] == "DET"):
        start += 1
    yield from read_title(syntax, cast, start, end, person, titles)


def read_title(
    syntax: Syntax, cast: Cast, start: int, end: int, person: int, titles: dict[str, Title]
) -> Iterator[Post]:
    """Office, rank, country and organisation of the words before a name, if they hold an office or a rank at all."""
    matches = longest_titles(syntax, start, end, titles)
    if any(syntax.lowers[t] in PAST for t in range(start, end)):
        return
    rank = next((syntax.passage(a, b).text for a, b, row in matches if row.kind == "rank"), None)
    offices = [(a, b) for a, b, row in matches if row.kind == "office"]
    if not offices:
        if rank is None:
            return
        offices = [(a, b) for a, b, row in matches if row.kind == "rank"]
    first, last = offices[0][0], offices[0][1]
    country, organization = beside_office(syntax, cast, start, end, (first, last))
    office = office_words(syntax, first, last)
    yield Post(
        person,
        office.text,
        organization,
        country,
        rank,
        None,
        None,
        syntax.passage(start, end),
        "posts.title",
    )


def longest_titles(
    syntax: Syntax, start: int, end: int, titles: dict[str, Title]
) -> list[tuple[int, int, Title]]:
    """The titles of the lexicon in a token range, longest first from left to right, without overlap."""
    found, at = [], start
    while at < end:
        for stop in range(min(end, at + 6), at, -1):
            row = titles.get(" ".join(syntax.lowers[at:stop])) or titles.get(
                " ".join(syntax.lowers[at:stop]).rstrip(".")
            )
            if row is not None and row.kind != "honorific":
                found.append((at, stop, row))
                at = stop - 1
                break
        at += 1
    return found


def office_words(syntax: Syntax, first: int, last: int) -> Passage:
    return syntax.passage(first, last)


def beside_office(
    syntax: Syntax, cast: Cast, start: int, end: int, office: tuple[int, int]
) -> tuple[int | None, int | None]:
    """(country, organisation) named in the words around an office: [Russian] Defense Minister, chief of [the WHO]."""
    country = organization = None
    for token in range(start, end):
        if office[0] <= token < office[1]:
            continue
        index = cast.at(token)
        if index is None:
            index = cast.people_of(token)
        if index is None:
            continue
        kind = cast.entities[index].type
        if kind == "Country" and country is None:
            country = index
        elif (
            organization is None
            and cast.entities[index].named
            and kind not in {"Person", "Place", "Group"}
        ):
            organization = index
    return country, organization
