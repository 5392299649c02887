"""The tense of the clause that a time stands in: "will meet on Friday" is ahead, "met on Friday"
is behind.
"""

from __future__ import annotations

from kg.extract.syntax import Syntax
from kg.extract.timex.anchors import Tense

VERBS = {"VB", "VBP", "VBZ", "VBD", "VBG", "VBN"}
FUTURE_MODALS = {
    "will",
    "'ll",
    "’ll",
    "shall",
    "may",
    "might",
    "can",
    "should",
    "would",
    "wo",
    "could",
}
FORWARD = {
    "agree", "aim", "ask", "call", "decide", "due", "expect", "go", "hope", "intend", "invite",
    "order", "plan",
    "pledge", "prepare", "promise", "propose", "schedule", "seek", "set", "slate", "threaten",
    "urge", "vow", "want",
}  # fmt: skip


def tense_of(syntax: Syntax, token: int) -> Tense:
    """The tense of the nearest verb above a token; past where there is none, as news tells what
    happened.
    """
    heads, tags = syntax.heads, syntax.tags
    for step in range(30):
        bare = tags[token] == "VBG" and not any(
            tags[child] in ("VBZ", "VBP", "VBD", "MD", "VBN") for child in syntax.children[token]
        )
        if tags[token] in VERBS and (not bare or heads[token] == token):
            return tense_of_verb(syntax, token)
        if tags[token] == "MD" and step:
            return "future"
        if syntax.lemmas[token] in FORWARD and tags[token] == "JJ":
            return "future"
        if heads[token] == token:
            break
        token = heads[token]
    return "past"


def tense_of_verb(syntax: Syntax, verb: int, depth: int = 0) -> Tense:
    tag = syntax.tags[verb]
    words = [child for child in syntax.children[verb] if child < verb]
    if any(syntax.tags[word] == "MD" and syntax.lowers[word] in FUTURE_MODALS for word in words):
        return "future"
    if tag == "VBD":
        return "past"
    helpers = {syntax.lowers[word] for word in words}
    if tag in ("VBN", "VBG") and helpers & {"was", "were", "had", "has", "have", "been", "'ve"}:
        return (
            "future"
            if syntax.lemmas[verb] in ("schedule", "set", "due", "slate", "expect")
            else "past"
        )
    if tag == "VBN" and not helpers & {"is", "are", "be"}:
        head = syntax.heads[verb]
        if head != verb and syntax.tags[head] in ("VBZ", "VBP", "VB") and depth < 5:
            return tense_of_verb(syntax, head, depth + 1)  # "stays closed"
        return "past"
    if (tag == "VB" or tag == "VBG") and depth < 5:
        head = syntax.heads[verb]
        if "to" in helpers and syntax.lemmas[head] in FORWARD:
            return "future"
        if head != verb and syntax.tags[head] in VERBS and not helpers & {"is", "are", "'re", "'s"}:
            return tense_of_verb(syntax, head, depth + 1)
        return "future" if "to" in helpers or tag == "VBG" else "present"
    return "future" if syntax.lemmas[verb] in FORWARD or tag == "VBN" else "present"
