"""Mends attachments that the parser gets wrong where the words themselves tell who cannot speak.

"The firm denied that its pump had failed and called the claims absurd": pumps call nothing.
"""

from __future__ import annotations

from functools import lru_cache

from kg.extract import grammar
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon

MUTE = frozenset({
    "Thing", "Product", "Facility", "Weapon", "Money", "Quantity", "Waterbody", "EventName",
})  # types of nouns that say nothing  # fmt: skip


def find_attachments(syntax: Syntax, lexicon: Lexicon) -> Syntax:
    """The parse with better attachments; itself where nothing is to be mended."""
    return grammar.mended(syntax, saying_verbs(lexicon), mute_nouns(lexicon))


@lru_cache(maxsize=4)
def saying_verbs(lexicon: Lexicon) -> frozenset[str]:
    """The verbs of the reporting lexicon, made once."""
    rows = lexicon.reporting.items()
    return frozenset(cue.split(" ")[0] for cue, found in rows if found[0].pos == "verb")


@lru_cache(maxsize=4)
def mute_nouns(lexicon: Lexicon) -> frozenset[str]:
    """Nouns of things and of events, which say nothing, made once."""
    things = {noun for noun, kind in lexicon.nominals.items() if kind in MUTE}
    happenings = {lemma for lemma, pos in lexicon.triggers if pos == "noun"}
    rows = lexicon.reporting.items()
    told = {cue for cue, found in rows for row in found if row.pos == "noun" and not row.future}
    return frozenset((things | happenings) - told)
