"""Where sentences of scraped pages run into each other: "The town fell.The army left the area".

Whoever copies the text of a web page may lose the break between two paragraphs, and then both of
their sentences: "fell.The" is no word, and the parser reads on. A seam begins a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# "fell.The", "2018.The", "(0530 UTC).The", 'the "raid".The', "fell.== Aftermath ==", "areaPolice"
SEAM = re.compile(
    r"""
    (?:(?<=[a-z]{4})|(?<=\d\d)|(?<=[)\]%]))[.?!]["”’]?(?=["“‘]?[A-Z](?:[a-z’']|\ [a-z]))
  | (?<=["”’])\.(?=["“‘]?[A-Z](?:[a-z’']|\ [a-z]))
  | (?<=[^=\s])(?=={2,6}[\sA-Z]) | (?<===)(?=[A-Z])
  | (?<![\w/.@#_-])[a-z]{5,}(?=[A-Z][a-z]{2})
    """,
    re.VERBOSE,
)
# a capital where there may be a seam: cheap, for all the texts that have none
TRACE = re.compile(
    r"""[A-Z](?:(?<=[a-z\d)\]%"”’][.?!].) | (?<=[.?!]["”’“‘].) | (?<=[.?!]["”’]["“‘].)
      | (?<=[a-z]{5}.) | (?<==.) | (?<==\ .))""",
    re.VERBOSE,
)
DOMAINS = re.compile(r"(?:Com|Org|Net|Gov|Edu|Co)\b")


def find_seams(text: str) -> Iterator[int]:
    """The offsets at which a sentence begins without any space before it, in text order."""
    if TRACE.search(text) is None:
        return
    for match in SEAM.finditer(text):
        seam = match.end()
        if DOMAINS.match(text, seam):
            continue
        if text[seam - 1] == '"' and not is_closing(text, seam - 1):
            seam -= 1
        elif text[seam] == '"' and is_closing(text, seam):
            seam += 1
        yield seam


def is_closing(text: str, quote: int) -> bool:
    """True for the second, the fourth ... straight quotation mark of its line."""
    return text.count('"', text.rfind("\n", 0, quote) + 1, quote) % 2 == 1
