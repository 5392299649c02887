"""Finds names that the words beside them tell to be places: "the Kvemo region", "Lurin, Peru".

The model misses places that it never saw. A noun such as "district" behind a name, or a country
behind its comma, tells a place even where no gazetteer knows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.syntax import Syntax
from kg.lexicon.gazetteer import Gazetteer

CLASSES = frozenset(
    "city county department district governorate municipality neighborhood neighbourhood oblast "
    "peninsula prefecture province region slum slums suburb town township valley village".split()
)
BEFORE_CLASS = frozenset({"the"})
BEFORE_LISTED = frozenset({"in", "at", "near", "from", ";", "—", "–", "("})
JOINTS = frozenset({"-", "kwa", "al", "el", "de", "la", "da"})  # small words inside names
LONGEST = 4


def find_told_places(
    syntax: Syntax, taken: set[int], gazetteer: Gazetteer
) -> Iterator[tuple[int, int, str]]:
    """Spans (start token, end token, label of the model) outside the taken tokens, in order."""
    for after, follower in enumerate(syntax.lowers):
        token = after - 1
        if (follower != "," and follower not in CLASSES) or token < 1 or token in taken:
            continue
        if follower != ",":
            starter = BEFORE_CLASS
            told = after not in taken and syntax.words[after] == follower
        else:
            starter = BEFORE_LISTED
            told = is_country(syntax, after + 1, gazetteer)
        start = start_of(syntax, token, taken) if told else after
        if start <= token and syntax.lowers[start - 1] in starter:
            yield start, after, "GPE"


def start_of(syntax: Syntax, token: int, taken: set[int]) -> int:
    """The first token of the capitalised words that end here; past the token if there are none."""
    start = token + 1
    for at in range(token, max(token - LONGEST, 0), -1):
        word = syntax.words[at]
        if at in taken:
            return token + 1
        if is_name_word(syntax, at):
            start = at
        elif word.lower() not in JOINTS or at == token:
            break
    return start


def is_name_word(syntax: Syntax, token: int) -> bool:
    """True for a capitalised word that the parse takes for a name."""
    word = syntax.words[token]
    is_word = word[:1].isupper() and not word.isupper() and len(word) > 1
    return is_word and syntax.tags[token] in ("NNP", "NNPS", "NN", "FW")


def is_country(syntax: Syntax, token: int, gazetteer: Gazetteer) -> bool:
    """True if a country's name begins here ("Laos", "South Korea")."""
    if token >= len(syntax) or not syntax.words[token][:1].isupper():
        return False
    names = (" ".join(syntax.words[token : token + width]) for width in (1, 2))
    return any(gazetteer.country(name) for name in names if len(name) > 2)
