"""Finds the posts that people hold: "Russian Defense Minister Sergey Shoigu", "Anna Keller, the
Swiss ambassador".

Only what the text says: office, rank, organisation and country as they stand beside the name. What
somebody was or will be ("the former president", "president-elect") is no post.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.phrases import broad_type
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon, Title
from kg.model import Entity, Mention, Post

SMALL = frozenset({"of", "the", "for", "and", "&", "-", "–", ",", "'s", "’s", "'", "’"})
WITHIN = frozenset({"of", "for", "in", "at", "with"})  # what brings an office's organisation
NOT_NOW = frozenset(
    "former ex late then ousted outgoing retired onetime designate elect nominee candidate".split()
)
DESCRIBING = frozenset({"coreference.apposition", "coreference.copula", "coreference.office"})
LONGEST = 6  # words of a title


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of a lexicon by their lower-case words, and the nouns that tell an entity type."""

    rows: dict[str, Title]
    nominals: dict[str, str]

    def longest(self, syntax: Syntax, start: int, end: int) -> list[tuple[int, int, Title]]:
        """The titles in a token range, longest first from left to right, without overlap."""
        found, at = [], start
        while at < end:
            for stop in range(min(end, at + LONGEST), at, -1):
                words = " ".join(syntax.lowers[at:stop]).replace(" - ", "-").replace(" .", ".")
                row = self.rows.get(words) or self.rows.get(words.rstrip("."))
                if row is not None and row.kind != "honorific":
                    found.append((at, stop, row))
                    at = stop - 1
                    break
            at += 1
        return found


@lru_cache(maxsize=4)
def titles_of(lexicon: Lexicon) -> Titles:
    """The titles of a lexicon, made once."""
    rows = {title.lower(): row for title, row in lexicon.titles.items()}
    return Titles(rows, lexicon.nominals)


def find_posts(syntax: Syntax, cast: Cast, *, lexicon: Lexicon) -> tuple[Post, ...]:
    """The posts of an article in text order, each person and office once.

    An organisation that only a title names ("[Armed Forces] Chief of Staff") joins the cast.
    """
    finder = PostFinder(syntax, cast, titles_of(lexicon))
    found: dict[tuple[int, str], Post] = {}
    for person, entity in enumerate(tuple(cast.entities)):
        if entity.type != "Person" or not entity.named:
            continue
        for mention in entity.mentions:
            for post in finder.of_mention(person, mention):
                key = (person, post.office.lower())
                if key in found:
                    found[key] = fuller(found[key], post)
                elif mention.rule != "coreference.office":  # "Russian leader": known already
                    found[key] = post
    posts = with_ranks(list(found.values()))
    return tuple(sorted(posts, key=lambda post: (post.passage, post.person)))


def with_ranks(posts: list[Post]) -> list[Post]:
    """The posts without the mere ranks of those who hold an office; they go there."""
    ranks = {post.person: post.rank for post in reversed(posts) if post.office == post.rank}
    officers = {post.person for post in posts if post.office != post.rank}
    return [
        replace(post, rank=post.rank or ranks.get(post.person))
        for post in posts
        if post.office != post.rank or post.person not in officers
    ]


def fuller(one: Post, other: Post) -> Post:
    """A post with what a second passage adds to it; where they differ the first one counts."""
    return replace(
        one,
        organization=other.organization if one.organization is None else one.organization,
        country=other.country if one.country is None else one.country,
        rank=one.rank or other.rank,
    )


class PostFinder:
    """Reads the titles beside the names of one article."""

    def __init__(self, syntax: Syntax, cast: Cast, titles: Titles) -> None:
        self.syntax, self.cast, self.titles = syntax, cast, titles
        self.persons = {
            token
            for entity in cast.entities
            if entity.type == "Person"
            for mention in entity.mentions
            if mention.kind == "name"
            for token in self.tokens_of(mention)
        }

    def tokens_of(self, mention: Mention) -> range:
        start = self.syntax.token_at.get(mention.passage.begin)
        if start is None:
            return range(0)
        return range(start, start + mention.passage.text.count(" ") + 1)

    def of_mention(self, person: int, mention: Mention) -> Iterator[Post]:
        begin = self.syntax.token_at.get(mention.passage.begin)
        head = self.syntax.token_at.get(mention.head.begin)
        if begin is None or head is None:
            return
        if mention.kind == "name":
            yield from self.before_name(begin, person)
        elif mention.rule in DESCRIBING:
            yield from self.read(self.description(head), person)

    def before_name(self, name: int, person: int) -> Iterator[Post]:
        """Titles right before a name: [Armed Forces Chief of Staff General] Valery Gerasimov."""
        start, syntax = name, self.syntax
        while start > 0 and self.is_title_word(start - 1, name):
            start -= 1
        while start < name and syntax.lowers[start] in SMALL:
            start += 1
        if start < name and syntax.lowers[name - 1] not in SMALL:
            yield from self.read(list(range(start, name)), person)

    def is_title_word(self, token: int, name: int) -> bool:
        """True for words that a title in front of a name may hold, small words between included."""
        syntax, word = self.syntax, self.syntax.words[token]
        if token in self.persons or syntax.sentence_of[token] != syntax.sentence_of[name]:
            return False
        if word == "." and token:
            return f"{syntax.lowers[token - 1]}." in self.titles.rows
        if syntax.lowers[token] in SMALL:
            return token + 1 < name and word != ","
        return syntax.poses[token] in {"PROPN", "NOUN", "ADJ"} and word[:1].isalpha()

    def description(self, head: int) -> list[int]:
        """The words of [the Swiss ambassador to Iran], [chairman of the Joint Chiefs of Staff]."""
        syntax = self.syntax
        start, end = grammar.noun_phrase(syntax, head)
        tokens = [t for t in range(start, end) if syntax.poses[t] != "DET"]
        for name, at, noun in grammar.prepositions(syntax, head):
            if name in WITHIN and at >= end:
                tokens += range(*grammar.noun_phrase(syntax, noun))
        return tokens

    def read(self, tokens: list[int], person: int) -> Iterator[Post]:
        """Office, rank, country and organisation, if the words hold an office or a rank at all."""
        syntax = self.syntax
        if not tokens or any(syntax.lowers[t].split("-")[-1] in NOT_NOW for t in tokens):
            return
        if any(syntax.lowers[t].split("-")[0] in NOT_NOW for t in tokens):
            return
        start, end = tokens[0], tokens[-1] + 1
        matches = self.titles.longest(syntax, start, end)
        offices = [(a, b) for a, b, row in matches if row.kind == "office"]
        ranks = [(a, b) for a, b, row in matches if row.kind == "rank"]
        rank = syntax.passage(*ranks[0]).text if ranks else None
        for first, last in (offices or ranks)[:1]:
            country, organization = self.beside(tokens, first, last)
            yield Post(
                person,
                syntax.passage(first, last).text,
                organization,
                country,
                rank,
                None,
                None,
                syntax.passage(start, end),
                "posts.title",
            )

    def beside(self, tokens: list[int], first: int, last: int) -> tuple[int | None, int | None]:
        """(country, organisation) around an office: [Russian] minister, chief of [the WHO]."""
        country = organization = None
        for token in tokens:
            if first <= token < last or self.is_foreign(token):
                continue
            index = self.cast.people_of(token)
            if index is None:
                index = self.cast.at(token)
            if index is None:
                continue
            kind = broad_type(self.cast.entities[index].type)
            if self.cast.entities[index].type == "Country":
                country = index if country is None else country
            elif kind == "Organization" and organization is None:
                organization = index
        if organization is None and tokens[0] < first:
            organization = self.in_title(tokens[0], first)
        return country, organization

    def is_foreign(self, token: int) -> bool:
        """True for the Iran of "ambassador to Iran"."""
        syntax = self.syntax
        head = syntax.heads[token]
        return syntax.lowers[head] == "to" and syntax.poses[head] == "ADP"

    def in_title(self, start: int, end: int) -> int | None:
        """The organisation that only a title names, by a noun that tells one: [Armed Forces]."""
        syntax = self.syntax
        kind = self.titles.nominals.get(syntax.lemmas[end - 1], "")
        if broad_type(kind) != "Organization" or not syntax.words[end - 1][:1].isupper():
            return None
        while start < end - 1 and self.cast.people_of(start) is not None:
            start += 1
        passage = syntax.passage(start, end)
        known = [n for n, e in enumerate(self.cast.entities) if e.name == passage.text]
        if known:
            return known[0]
        head = syntax.passage(end - 1, end)
        mention = Mention(passage, head, "nominal", "posts.title")
        lemma = syntax.lemmas[end - 1]
        return self.cast.append(Entity(kind, passage.text, False, (mention,), head=lemma))
