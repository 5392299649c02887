"""Front matter: the YAML block at the head of a Markdown file ("title: ...", "date: 2024-05-15").

Values are read as words only (no YAML type is ever built), so `date: 2017-13-45` is a warning and
no crash, and aliases, with which a kilobyte can become a gigabyte, are refused.
"""

from __future__ import annotations

import re
from typing import Any

from kg.errors import ArticleError
from kg.readers.draft import Fields

ONE_WORDS = ("id", "title", "date", "publisher", "url", "language")
MANY_WORDS = ("authors", "keywords")
OTHER_NAMES = {
    "headline": "title", "published": "date", "lang": "language", "author": "authors",
    "tags": "keywords",
}  # fmt: skip
MAX_CHARACTERS = 20_000
MAX_DEPTH = 5
OPENING = re.compile(r"---[ \t]*\r?\n(?=[^\W\d][\w -]*:(?:[ \t]|\r?\n)|\s*#|---)")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
NOTHING = ("", "~", "null")


def split_front_matter(source: str) -> tuple[str, str, int]:
    """The YAML block, what follows it, and the number of lines before that; ("", source, 0) if
    there is none.
    """
    opening = OPENING.match(source)
    if opening is None:
        return "", source, 0
    closing = CLOSING.search(source, opening.end())
    if closing is None:
        raise ArticleError(
            "the front matter that begins in line 1 is not closed; add a line '---' after it"
        )
    begin = min(closing.end() + 1, len(source))
    return (
        source[opening.end() : closing.start()],
        source[begin:],
        source.count("\n", 0, begin),
    )


def read_front_matter(block: str) -> Fields:
    """The known fields of a front matter block as words; raises ArticleError for YAML that cannot
    be used.
    """
    if not block.strip():
        return {}
    import yaml

    try:
        refuse_bombs(block)
        values = yaml.load(block, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"front matter, line {mark.line + 2}" if mark else "front matter"
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise ArticleError(
            f"{where}: no valid YAML ({problem}); put values with a colon in quotes"
        ) from error
    if values in NOTHING:
        return {}
    if not isinstance(values, dict):
        raise ArticleError(
            f"the front matter is {kind_of(values)}, not 'key: value' lines; "
            f"the keys are {', '.join(ONE_WORDS + MANY_WORDS)}"
        )
    return check_fields(values, where="front matter key")


def refuse_bombs(block: str) -> None:
    """Raises ArticleError for front matter that is huge, deeply nested or has aliases."""
    import yaml

    if len(block) > MAX_CHARACTERS:
        raise ArticleError(
            f"front matter of {len(block):,} characters; "
            f"at most {MAX_CHARACTERS:,} are read, shorten it"
        )
    depth = 0
    for event in yaml.parse(block, Loader=yaml.BaseLoader):
        line = event.start_mark.line + 2 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise ArticleError(
                f"front matter, line {line}: YAML alias '*{event.anchor}'; "
                "aliases are not read, write the value out"
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise ArticleError(
                f"front matter, line {line}: nested deeper than {MAX_DEPTH} levels; "
                "write 'key: value' lines"
            )


def check_fields(values: dict[Any, Any], *, where: str) -> Fields:
    """Known keys with words or tuples of words; raises ArticleError for a value of another type."""
    fields: dict[str, str | tuple[str, ...]] = {}
    for given, value in values.items():
        key = OTHER_NAMES.get(str(given), str(given))
        if key in fields or value is None or value in NOTHING:
            continue
        if key in ONE_WORDS:
            if not isinstance(value, str):
                raise ArticleError(
                    f"{where} '{given}': must be words, found {kind_of(value)}; "
                    f'write it as {given}: "..."'
                )
            fields[key] = " ".join(value.split())
        elif key in MANY_WORDS:
            fields[key] = read_list(given, value, where)
    return fields


def read_list(key: str, value: Any, where: str) -> tuple[str, ...]:
    """A list of words, or one line of words separated by commas."""
    items = re.split(r"[,;]", value) if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        wrong = (
            items if not isinstance(items, list) else next(i for i in items if type(i) is not str)
        )
        raise ArticleError(
            f"{where} '{key}': must be words or a list of words, found {kind_of(wrong)}; "
            f"write it as {key}: [one, two]"
        )
    return tuple(dict.fromkeys(words for item in items if (words := " ".join(item.split()))))


def kind_of(value: object) -> str:
    """What a value is, for messages."""
    names = {dict: "a mapping", list: "a list", str: "words", bool: "true or false"}
    return names.get(type(value), "a number" if isinstance(value, int | float) else "nothing")
