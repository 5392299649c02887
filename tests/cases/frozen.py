"""Cases (tests/cases/*.toml) and their frozen parses (tests/cases/parses/*.jsonl).

A case's text is read with the parse that `scripts/freeze_cases` stored, so a red case means that a
rule broke, not that the parser changed its mind.
"""

from __future__ import annotations

import dataclasses
import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from kg.extract.syntax import Syntax
from kg.model import Article
from kg.model.article import Segment

FOLDER = Path(__file__).parent
EXPECTATIONS = (
    "event", "main", "claim", "time", "entity", "post", "relation",
    "absent_event", "absent_entity", "absent_time",
)  # fmt: skip
KEYS = {"text", "phenomenon", "published", "title", "publisher", "fails", *EXPECTATIONS}
DERIVED = {"article", "lowers"}  # fields of Syntax that are not stored
PAIRS = {"ents", "sents", "quotations", "boilerplate", "datelines"}  # lists of tuples


class CaseError(Exception):
    """A case that is written wrongly."""


@dataclasses.dataclass(frozen=True)
class Case:
    """One sentence or short passage and what must be read in it."""

    family: str
    number: int  # in its file, from 1
    text: str
    phenomenon: str
    title: str
    published: date | None
    publisher: str
    fails: str
    expected: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.family}-{self.number:03d}-{self.phenomenon.replace(' ', '-')}"

    @property
    def article(self) -> Article:
        """The case as an article: the title, if there is one, is the first block of the text."""
        blocks = ([self.title] if self.title else []) + self.text.strip().split("\n\n")
        text, segments = "\n\n".join(blocks), []
        begin = 0
        for number, block in enumerate(blocks):
            kind = "title" if self.title and number == 0 else "paragraph"
            segments.append(Segment(begin, begin + len(block), kind, 2 * number + 1))
            begin += len(block) + 2
        return Article(
            self.name, self.title, text, self.published, self.publisher, None, "en", "-",
            tuple(segments),
        )  # fmt: skip


def read_cases(path: Path) -> list[Case]:
    """The cases of a file; raises CaseError for unknown keys, repeated texts, no expectation."""
    cases, seen = [], set()
    for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1):
        where = f"{path.name}, case {number} ({row.get('text', '')[:40]!r})"
        if unknown := set(row) - KEYS:
            raise CaseError(f"{where}: unknown {sorted(unknown)}; the keys are {sorted(KEYS)}")
        if not row.get("text") or not row.get("phenomenon"):
            raise CaseError(f"{where}: needs a text and a phenomenon")
        expected = {key: row[key] for key in EXPECTATIONS if row.get(key)}
        if not expected:
            raise CaseError(f"{where}: expects nothing; add one of {', '.join(EXPECTATIONS)}")
        if row.get("fails") == "":
            raise CaseError(f"{where}: fails must say why")
        published = row.get("published")
        case = Case(
            path.stem, number, row["text"], row["phenomenon"], row.get("title", ""), published,
            row.get("publisher", "Example News"), row.get("fails", ""), expected,
        )  # fmt: skip
        if (case.article.text, published) in seen:
            raise CaseError(f"{where}: the same text stands twice; put its expectations together")
        seen.add((case.article.text, published))
        cases.append(case)
    return cases


def families() -> list[Path]:
    return sorted(FOLDER.glob("*.toml"))


def parses_path(family: str) -> Path:
    return FOLDER / "parses" / f"{family}.jsonl"


def read_parses(family: str) -> dict[str, dict[str, Any]]:
    """The frozen parses of a family by text."""
    path = parses_path(family)
    if not path.exists():
        return {}
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {row["text"]: row for row in rows}


def syntax_to_json(syntax: Syntax) -> dict[str, Any]:
    """Everything that a parse holds, but for what follows from the rest."""
    names = [field.name for field in dataclasses.fields(Syntax) if field.name not in DERIVED]
    return {"text": syntax.article.text, **{name: getattr(syntax, name) for name in names}}


def syntax_from_json(row: dict[str, Any], article: Article) -> Syntax:
    """The parse of an article whose text is the frozen one's."""
    known = {field.name for field in dataclasses.fields(Syntax)}
    fields = {
        name: [tuple(item) for item in value] if name in PAIRS else value
        for name, value in row.items()
        if name in known
    }
    return Syntax(article=article, lowers=[word.lower() for word in row["words"]], **fields)


def frozen_syntax(case: Case, parses: dict[str, dict[str, Any]]) -> Syntax:
    """The frozen parse of a case; raises CaseError if there is none."""
    row = parses.get(case.article.text)
    if row is None:
        raise CaseError(
            f"{case.name}: no frozen parse of {case.text[:50]!r}; run scripts/freeze_cases"
        )
    return syntax_from_json(row, case.article)
