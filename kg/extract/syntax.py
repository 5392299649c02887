"""A Doc as plain lists: the parse that all rules read, many times faster than Token attributes.

"Russia agreed" -> `words == ["Russia", "agreed"]`, `heads == [1, 1]`, `deps == ["nsubj", "ROOT"]`.
Everything is indexed by token number; `begins`/`ends` are code point offsets of the article's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.model import Article, Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# lemmas of contractions with a curly apostrophe, which the model's tables do not know
CONTRACTIONS = {
    "’s": "be",
    "’re": "be",
    "’m": "be",
    "’ve": "have",
    "’ll": "will",
    "’d": "would",
    "n’t": "not",
}
# the parts of speech that rows of the lexicons have
LEXICON_POS = {
    "VERB": "verb",
    "AUX": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
}


def lemma_of(token: Token) -> str:
    if token.pos_ in {"AUX", "VERB"} and token.text.lower() in CONTRACTIONS:
        return CONTRACTIONS[token.text.lower()]
    lemma: str = token.lemma_.lower()
    return lemma


@dataclass(eq=False)
class Syntax:
    """One article's parse. Token ranges are `[start, end)`; nothing here is changed after it is
    built.
    """

    article: Article
    words: list[str]
    lowers: list[str]
    lemmas: list[str]  # lower case
    tags: list[str]  # Penn Treebank
    poses: list[str]  # universal
    deps: list[str]
    heads: list[int]  # a root is its own head
    begins: list[int]
    ends: list[int]
    ents: list[tuple[int, int, str]]  # the model's named entities (start token, end token, label)
    sents: list[tuple[int, int]]
    quotations: list[tuple[int, int]] = field(default_factory=list)  # inside quotation marks
    boilerplate: list[tuple[int, int]] = field(default_factory=list)  # sentences of the page
    datelines: list[tuple[int, int]] = field(default_factory=list)  # "GOMA, Congo (Reuters) -"

    @classmethod
    def from_doc(cls, doc: Doc, article: Article) -> Syntax:
        """The parse of a Doc whose text is the article's text."""
        words = [token.text for token in doc]
        begins = [token.idx for token in doc]
        return cls(
            article=article,
            words=words,
            lowers=[word.lower() for word in words],
            lemmas=[lemma_of(token) for token in doc],
            tags=[token.tag_ for token in doc],
            poses=[token.pos_ for token in doc],
            deps=[token.dep_ for token in doc],
            heads=[token.head.i for token in doc],
            begins=begins,
            ends=[begin + len(word) for begin, word in zip(begins, words, strict=True)],
            ents=[(span.start, span.end, span.label_) for span in doc.ents],
            sents=[(sent.start, sent.end) for sent in doc.sents],
            quotations=[(span.start, span.end) for span in doc.spans.get("quotations", ())],
            boilerplate=[(span.start, span.end) for span in doc.spans.get("boilerplate", ())],
            datelines=[(span.start, span.end) for span in doc.spans.get("datelines", ())],
        )

    def with_lemmas(self, lemmas: Mapping[str, str]) -> Syntax:
        """The parse with other lemmas for verbs whose form is listed ("hoped", which models take
        for "hop").
        """
        changed = {
            token: lemmas[lower]
            for token, lower in enumerate(self.lowers)
            if lower in lemmas and self.poses[token] == "VERB"
        }
        if not changed:
            return self
        return replace(self, lemmas=[changed.get(t, lemma) for t, lemma in enumerate(self.lemmas)])

    def with_heads(self, changes: Iterable[tuple[int, int, str]]) -> Syntax:
        """The parse with some words attached elsewhere: (token, its new head, its new label)."""
        heads, deps = list(self.heads), list(self.deps)
        for token, head, label in changes:
            heads[token], deps[token] = head, label
        return replace(self, heads=heads, deps=deps)

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def children(self) -> list[list[int]]:
        """For each token its dependents in text order."""
        children: list[list[int]] = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if head != token:
                children[head].append(token)
        return children

    @cached_property
    def lefts(self) -> list[int]:
        """For each token the first token of its subtree."""
        return self._edges[0]

    @cached_property
    def rights(self) -> list[int]:
        """For each token the last token of its subtree (inclusive)."""
        return self._edges[1]

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        lefts, rights = list(range(len(self))), list(range(len(self)))
        heads = self.heads
        for token in range(len(self)):  # the first to come by is the leftmost: each head once
            at = heads[token]
            while lefts[at] > token:
                lefts[at] = token
                at = heads[at]
        for token in range(len(self) - 1, -1, -1):
            at = heads[token]
            while rights[at] < token:
                rights[at] = token
                at = heads[at]
        return lefts, rights

    @cached_property
    def sentence_of(self) -> list[int]:
        """For each token the number of its sentence."""
        return [number for number, (start, end) in enumerate(self.sents) for _ in range(start, end)]

    @cached_property
    def quotation_of(self) -> list[int]:
        """For each token the number of the quotation it stands in, or -1."""
        numbers = [-1] * len(self)
        for number, (start, end) in enumerate(self.quotations):
            numbers[start:end] = [number] * (end - start)
        return numbers

    @cached_property
    def commas(self) -> list[int]:
        """The commas in order."""
        return [token for token, word in enumerate(self.words) if word == ","]

    @cached_property
    def token_at(self) -> dict[int, int]:
        """Token numbers by their begin offset."""
        return {begin: token for token, begin in enumerate(self.begins)}

    def passage(self, start: int, end: int) -> Passage:
        """The words of the tokens `[start, end)`, without white space at the edges."""
        known = self._passages.get((start, end))
        if known is None:
            known = self._passages[start, end] = self._passage(start, end)
        return known

    @cached_property
    def _passages(self) -> dict[tuple[int, int], Passage]:
        return {}

    def _passage(self, start: int, end: int) -> Passage:
        while end - 1 > start and self.words[end - 1].isspace():
            end -= 1
        while start < end - 1 and self.words[start].isspace():
            start += 1
        return self.article.passage(self.begins[start], self.ends[end - 1])

    @cached_property
    def title_tokens(self) -> int:
        """How many tokens the title has where it stands at the beginning of the text, else 0."""
        first = self.article.segments[0] if self.article.segments else None
        if first is None or first.kind != "title":
            return 0
        return sum(begin < first.end for begin in self.begins)

    def subtree(self, token: int) -> tuple[int, int]:
        """The token range that a token and all that depends on it cover."""
        return self.lefts[token], self.rights[token] + 1

    def sentence(self, token: int) -> Passage:
        """The sentence that a token stands in."""
        return self.passage(*self.sents[self.sentence_of[token]])
