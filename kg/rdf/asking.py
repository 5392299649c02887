"""What a query may not ask, and what its errors say: `INSERT DATA { ... }` is an update.

The graph is only read, and no query may reach another machine: SERVICE is refused before the query
runs, and one that does not end is given up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from threading import Thread
from typing import TypeVar

from kg.errors import QueryError, SlowQueryError

T = TypeVar("T")

# SPARQL 1.1 Update, section 3
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR CREATE DROP COPY MOVE ADD WITH".split())
_PROLOGUE = re.compile(r"\s*(?:BASE\s*<[^>]*>|PREFIX\s*[^\s:<>]*:\s*<[^>]*>)", re.IGNORECASE)
# strings, IRIs and comments: what they hold is no keyword. A "<" that compares cannot begin such an
# IRI and still hide a keyword, since braces and white space end it.
NO_KEYWORD = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""' + r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"' + r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>|#[^\n\r]*',
    re.DOTALL,
)
# the rest of a variable or of a prefixed name: no keyword can begin within
_NAME = re.compile(r"[?$][A-Za-z0-9_]+|:[A-Za-z_][A-Za-z0-9_-]*")
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_POSITION = re.compile(r"at (\d+):(\d+)")
_LONGEST_REASON = 100  # characters; longer ones list half of the grammar


def refuse_service(sparql: str, name: str) -> None:
    """Raises QueryError for a query that asks another machine."""
    if has_word(sparql, "SERVICE"):
        raise QueryError(
            f"{name}: SERVICE asks another machine, and newskg uses no network; "
            "ask the graph of the output alone"
        )


def has_word(sparql: str, keyword: str) -> bool:
    """Whether a keyword may stand anywhere in a query or an update, strictly: Oxigraph needs no
    white space around it, and reads `5SERVICE`, `SERVICE:x` and `SERVICESILENT<...>`.

    Code point escapes (SPARQL 1.1, section 19.2) may stand for its letters. True also for a prefix
    that holds the word, such as `myservice:x`.
    """
    for text in (sparql, _CODE_POINT.sub(_letter, sparql)):
        bare = _NAME.sub(":", NO_KEYWORD.sub(" ", text))
        if keyword.casefold() in bare.casefold():
            return True
    return False


def syntax_error(message: str, sparql: str, name: str) -> QueryError:
    """What is wrong with a query, with line, column and the words there."""
    keyword = _first_keyword(sparql)
    if keyword in _UPDATES:
        return QueryError(
            f"{name}: {keyword} is an update, and the graph is only read; "
            "ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    if not keyword:
        return QueryError(f"{name}: empty; write a SPARQL query, for example: ASK {{ ?s ?p ?o }}")
    found = _POSITION.search(message)
    if found is None:
        return QueryError(f"{name}: cannot be answered ({message}); check it against SPARQL 1.1")
    line, column = int(found[1]), int(found[2])
    lines = sparql.splitlines()
    words = lines[line - 1][max(column - 1, 0) :].strip()[:40] if line <= len(lines) else ""
    at = f"at {words!r}" if words else "at the end"
    reason = " ".join(message[found.end() :].split()).lstrip(": ").rstrip(".")
    if not reason or len(reason) > _LONGEST_REASON:
        reason = "check it against SPARQL 1.1"
    return QueryError(f"{name}, line {line}, column {column}: syntax error {at}; {reason}")


def answer_in_time(answer: Callable[[], T], *, name: str, seconds: float) -> T:
    """What `answer` gives; raises what it raises, and QueryError if it takes longer.

    It runs in a thread, so that Ctrl-C ends the wait at once.
    """
    found: list[T] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            found.append(answer())
        except BaseException as fault:  # noqa: BLE001 - raised again by the thread that waits
            faults.append(fault)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if faults:
        raise faults[0]
    if not found:
        raise SlowQueryError(
            f"{name}: no answer after {seconds:g} seconds; join fewer patterns, or add a LIMIT"
        )
    return found[0]


def _first_keyword(sparql: str) -> str:
    """The word that says what is asked, in capitals: SELECT, INSERT ...; "" if there is none."""
    text = re.sub(r"(?m)^\s*#.*$", "", sparql)
    while found := _PROLOGUE.match(text):
        text = text[found.end() :]
    word = re.match(r"\s*(\S[A-Za-z]*)", text)
    return word[1].upper() if word else ""


def _letter(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code < 0x110000 else " "
