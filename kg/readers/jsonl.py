"""JSON Lines -> Drafts: one record an article, `{"id": "a-1", "text": "Kenya's ...", "date":
"2024-05-15"}`.

Id and text are kept exactly, but for what `kg.readers.runs` leaves out; offsets are Unicode code
points of `text`.
"""

from __future__ import annotations

import json
import re

from kg.errors import ArticleError
from kg.readers.blocks import find_blocks
from kg.readers.draft import Draft, Fields
from kg.readers.front_matter import check_fields, kind_of
from kg.readers.text import find_title

HALF_PAIR = re.compile("[\ud800-\udfff]")


def draft_record(source: str, *, line: int) -> Draft:
    """The draft of one line; raises ArticleError if it is no record with an id and a text."""
    try:
        record = json.loads(source)
    except RecursionError:
        raise ArticleError("a record nested too deeply; write one flat object a line") from None
    except ValueError as error:
        problem = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise ArticleError(
            f'no JSON ({problem}); each line must be {{"id": "...", "text": "..."}}'
        ) from error
    if not isinstance(record, dict):
        raise ArticleError(
            f"{kind_of(record)} instead of a record; "
            'each line must be {"id": "...", "text": "..."}'
        )
    return draft_fields(record, line=line)


def draft_fields(
    record: dict[str, object],
    *,
    line: int,
    what: str = "record",
    hint: str = 'add "date": "2024-05-15" to the record',
) -> Draft:
    """The draft of a record's fields; `what` names it in messages. Raises ArticleError."""
    name, text = read_id(record, what), record.get("text")
    if not isinstance(text, str):
        found = "none" if text is None else kind_of(text)
        raise ArticleError(f"{what} '{name}': 'text' must be words, found {found}; add a \"text\"")
    fields = check_fields(
        {key: value for key, value in record.items() if key != "id"},
        where=f"{what} {name!a}, field",
    )
    if any(HALF_PAIR.search(words) for words in (name, text, *flatten(fields))):
        raise ArticleError(
            f"{what} {name!a}: half of a surrogate pair, which is no character; "
            "write the text as UTF-8"
        )
    segments = find_blocks(text, line=line, numbered=False)
    return Draft(
        text=text,
        title=str(fields.get("title") or find_title(text, segments)),
        segments=segments,
        fields=fields,
        id=name,
        date_hint=hint,
    )


def read_id(record: dict[str, object], what: str) -> str:
    """The id of a record exactly as given, a whole number as its digits."""
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and value.strip():
        return value
    found = "none" if value is None else "nothing" if value == "" else kind_of(value)
    raise ArticleError(f"a {what} whose 'id' must be words, found {found}; add an \"id\"")


def flatten(fields: Fields) -> list[str]:
    """All words of the fields."""
    return [
        words
        for value in fields.values()
        for words in ((value,) if isinstance(value, str) else value)
    ]
