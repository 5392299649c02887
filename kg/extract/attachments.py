"""Mends attachments that the parser gets wrong where the words themselves tell who cannot speak.

"The firm denied that its pump had failed and called the claims absurd": pumps call nothing.
"""

from __future__ import annotations

from functools import lru_cache

from kg.extract import grammar
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon

SPEAKING = frozenset({
    "Person", "Organization", "Group", "Media", "Government", "Court", "Company", "ArmedGroup",
    "MilitaryForce", "PoliticalParty", "InternationalOrganization", "Country", "City", "Region",
})  # types of nouns that can say something  # fmt: skip
WRITINGS = frozenset({
    "study", "poll", "survey", "letter", "memo", "document", "paper", "book", "article", "email",
    "inquiry", "review", "audit", "ruling", "verdict", "indictment", "lawsuit", "complaint",
})  # what somebody has written says something, too  # fmt: skip


def find_attachments(syntax: Syntax, lexicon: Lexicon) -> Syntax:
    """The parse with better attachments; itself where nothing is to be mended."""
    return grammar.mended(syntax, saying_verbs(lexicon), speaking_nouns(lexicon))


@lru_cache(maxsize=4)
def saying_verbs(lexicon: Lexicon) -> frozenset[str]:
    """The verbs of the reporting lexicon, made once."""
    rows = lexicon.reporting.items()
    return frozenset(cue.split(" ")[0] for cue, found in rows if found[0].pos == "verb")


@lru_cache(maxsize=4)
def speaking_nouns(lexicon: Lexicon) -> frozenset[str]:
    """Nouns of persons, groups and writings, which say something, made once."""
    speakers = {noun for noun, kind in lexicon.nominals.items() if kind in SPEAKING}
    rows = lexicon.reporting.items()
    told = {cue for cue, found in rows for row in found if row.pos == "noun" and not row.future}
    return frozenset(speakers | told | WRITINGS)
