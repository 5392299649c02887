"""The IRIs of the graph, minted here and nowhere else: article "x", word 5 to 9 ->
`<base>article/x#char=5,9`.

Every part is percent-encoded, so any id, name or EDTF value makes a legal IRI, and no two make the
same one.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from kg.errors import SettingsError
from kg.model.ids import short_hash, slug

DEFAULT_BASE = "https://w3id.org/newskg/data/"


@lru_cache(maxsize=8192)
def encode(part: str) -> str:
    """One path segment of an IRI; letters beyond ASCII are percent-encoded as UTF-8."""
    kept = quote(part, safe="-._~", errors="surrogatepass")
    return kept.replace(".", "%2E") if kept in {".", ".."} else kept


def mention_at(article: str, begin: int, end: int) -> str:
    """Words of the article with this IRI as an RFC 5147 fragment."""
    return f"{article}#char={begin},{end}"


def part_at(article: str, kind: str, number: int, detail: str = "") -> str:
    """A numbered fact of the article with this IRI."""
    return f"{article}/{kind}/{number}-{detail}" if detail else f"{article}/{kind}/{number}"


class Iris:
    """All IRIs under one base, which ends in a slash."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        if not base.endswith("/") or "://" not in base or set(base) & set(' <>"{}|\\^`#?'):
            raise SettingsError(
                f"base: {base!r} is no address to put names behind; write one like {DEFAULT_BASE!r}"
            )
        self.base = base

    def article(self, article: str) -> str:
        """`article/<id>`, which is also the name of the article's graph."""
        return f"{self.base}article/{encode(article)}"

    def mention(self, article: str, begin: int, end: int) -> str:
        """Words of an article as an RFC 5147 fragment."""
        return mention_at(self.article(article), begin, end)

    def part(self, article: str, kind: str, number: int, detail: str = "") -> str:
        """A numbered fact of an article: `article/<id>/event/3`, `article/<id>/event/3-agent-1`."""
        return part_at(self.article(article), kind, number, detail)

    def main(self, article: str) -> str:
        """What an article is mainly about."""
        return f"{self.article(article)}/main"

    def node(self, key: str) -> str:
        """The entity of a node: its key, percent-encoded segment by segment.

        The id of an article may itself hold slashes; it is one segment.
        """
        if key.startswith("article/"):
            article, _, rest = key.removeprefix("article/").rpartition("/entity/")
            return f"{self.article(article)}/entity/{encode(rest)}"
        return self.base + "/".join(encode(part) for part in key.split("/"))

    def place(self, name: str) -> str:
        """A place that is known by name only."""
        return f"{self.base}place/{encode(slug(name))}"

    def geometry(self, key: str) -> str:
        """The point of a place."""
        return f"{self.base}geometry/{encode(key.partition('/')[2].replace('/', '-'))}"

    def publisher(self, article: str, name: str | None) -> str:
        """Who publishes an article; an unknown publisher is known by its article."""
        if name is None:
            return f"{self.article(article)}/publisher"
        return f"{self.base}publisher/{encode(slug(name))}"

    def time(self, edtf: str) -> str:
        """A time by its EDTF value, whose slashes stay: `time/2015/2017-12-08`."""
        return f"{self.base}time/{'/'.join(encode(part) for part in edtf.split('/'))}"

    def authority(self, file: str) -> str:
        """An authority file of the user's own by its name."""
        return f"{self.base}authority/{encode(file)}"

    def run(self, stamp: str) -> str:
        """The activity that made readings with one stamp."""
        return f"{self.base}run/{short_hash(stamp, length=16)}"

    def software(self, version: str) -> str:
        """The program in one version."""
        return f"{self.base}software/newskg-{encode(version)}"

    def identity(self, key: str) -> str:
        """Why the members of a node are one."""
        return f"{self.base}identity/{encode(key.replace('/', '-'))}"

    def occurrence(self, key: str) -> str:
        """What several events tell of: `occurrence/<article>-3`, after the first of them."""
        return f"{self.base}occurrence/{encode(key.partition('/')[2])}"

    def detail(self, kind: str, key: str, number: int) -> str:
        """A part of an occurrence or identity: `join/<article>-3-1`, `count/<article>-3-1`."""
        return f"{self.base}{kind}/{encode(key.replace('/', '-'))}-{number}"

    def target(self, key: str) -> str:
        """What a correction is about: the key of an entity, or words of an article."""
        return self.base + quote(key, safe="/#=,%-._~", errors="surrogatepass")

    def correction(self, number: int) -> str:
        """A row of corrections.toml."""
        return f"{self.base}correction/{number}"

    def graph(self, name: str) -> str:
        """A graph beside those of the articles: identity, occurrences, shortcuts."""
        return f"{self.base}graph/{name}"
