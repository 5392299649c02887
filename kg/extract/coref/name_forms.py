"""Forms of names: what is left of "al-Assad" or "Baltica Oil Ltd", initials, and what sounds alike.

"World Health Organization" has the initials "who"; "Sergei Shoygu" sounds like "Sergey Shoigu".
"""

from __future__ import annotations

from itertools import pairwise

from kg.extract.coref.clusters import Cluster
from kg.extract.phrases import Phrase
from kg.extract.syntax import Syntax
from kg.lexicon.gazetteer import sound_name

PARTICLES = frozenset("al el bin ibn abu de da van von der den del la le di du dos".split())
LEGAL = frozenset(
    "inc ltd limited corp corporation co company plc ag nv sa sas se gmbh llc lp group "
    "holdings".split()
)
SMALL = frozenset({"of", "the", "for", "and", "in", "on", "de", "la", "&"})
SHORT_COUNTRIES = frozenset({"us", "uk", "un", "eu"})


def significant(key: str) -> list[str]:
    """The words of a name without the small ones in front: "al assad" -> assad."""
    words = key.split()
    while len(words) > 1 and words[0] in PARTICLES | {"the"}:
        del words[0]
    return words or [key]


def is_part(one: list[str], other: list[str]) -> bool:
    """True for "john f kennedy" beside "john kennedy": one lacks words of the other."""
    short, long = sorted((one, other), key=len)
    return (1 < len(short) < len(long) and short[-1] == long[-1] and short[0] == long[0]) or (
        set(short) < set(long) and short[-1] == long[-1] and len(short) > 1
    )


def without_legal(words: list[str]) -> list[str]:
    """The words of a company's name without "Inc", "Ltd" and their like."""
    end = len(words)
    while end > 1 and words[end - 1].strip(",") in LEGAL | {","}:
        end -= 1
    return words[:end]


def is_shorter_name(one: list[str], other: list[str]) -> bool:
    """True for "syrian army" beside "syrian arab army": same first and last word."""
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or len(short) == len(long) or short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def sound_of(key: str) -> str:
    """A key equal for spellings of one foreign name: "sergei shoygu", "sergey shoigu"."""
    sound = sound_name(" ".join(significant(key)).replace("'", ""))
    sound = sound.replace("g", "k")  # Gaddafi, Qaddafi
    letters = [sound[0]]
    letters += [new for old, new in pairwise(sound) if new != old]
    return "".join(letters)


def is_respelt(key: str, cluster: Cluster) -> bool:
    """True if a name of the cluster has as many words, all beginning alike."""
    return any(len(other.split()) == len(key.split()) for other in cluster.keys)


def acronym_letters(phrase: Phrase, syntax: Syntax) -> str:
    """The lower-case letters of an acronym, "" for other phrases."""
    word = syntax.words[phrase.start].replace(".", "")
    short = phrase.end - phrase.start == 1 and word.isupper() and word.isalpha()
    return word.lower() if short and 2 <= len(word) <= 7 else ""


def initials(key: str) -> set[str]:
    """The ways in which the words of a name make an acronym, with and without its small words."""
    words = key.replace("-", " ").replace("/", " ").split()
    if len(words) < 2:
        return set()
    content = [w for w in words if w not in SMALL]
    whole = "".join(w if w in SHORT_COUNTRIES else w[0] for w in content)
    return {"".join(w[0] for w in words), "".join(w[0] for w in content), whole}
