"""Finds the idioms whose words tell no event: "the union got a seat in return".

Elsewhere "return" tells a journey and "speaking" a statement; in "in return" and "so to speak" they
tell nothing that happens. The idioms are the lexicon's (idioms.tsv).
"""

from __future__ import annotations

from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon


def find_idioms(syntax: Syntax, lexicon: Lexicon) -> frozenset[int]:
    """The tokens of all idioms of an article, as they are written in the lexicon."""
    found: set[int] = set()
    for token, word in enumerate(syntax.lowers):
        for words in lexicon.idioms.get(word, ()):
            end = token + len(words)
            if tuple(syntax.lowers[token:end]) == words:
                found.update(range(token, end))
    return frozenset(found)
