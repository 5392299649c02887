"""What stands beside a name in its articles: "Holm" is Ada Holm where Berga and the dockers' union
are, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress, count

from kg.merge.identities import Identities
from kg.merge.roll import Roll

SEEN = 16  # articles of a thing whose names are its context


@dataclass(slots=True)
class Contexts:
    """What stands beside a thing in its articles: things other than countries, by number."""

    roll: Roll
    articles: dict[int, list[int]]  # sign -> numbers of articles, at most SEEN
    silent: set[int]  # signs of countries, which tell nothing as company

    @classmethod
    def of(cls, identities: Identities, wanted: Iterable[int]) -> Contexts:
        """The contexts of the wanted signs."""
        roll = identities.roll
        articles: dict[int, list[int]] = {sign: [] for sign in wanted}
        asked = bytearray(len(roll.signs))
        for sign in articles:
            asked[sign] = 1
        for position in compress(count(), map(asked.__getitem__, roll.sign_of)):
            seen = articles[roll.sign_of[position]]
            if len(seen) < SEEN:
                seen.append(roll.article_at(position))
        return cls(roll, articles, _silent_signs(identities))

    def company(self, signs: Iterable[int]) -> set[int]:
        """The signs that stand in the articles of these."""
        own, found = set(signs), set[int]()
        for sign in own:
            for article in self.articles.get(sign, ()):
                found.update(self.roll.signs_in(article))
        return found - self.silent - own


def _silent_signs(identities: Identities) -> set[int]:
    """The signs of things that are called countries somewhere."""
    countries = {identities.first(sign) for sign in identities.countries}
    return {sign for first in countries for sign in identities.signs(first)}
