"""The quality card as Markdown: `report.md`, tables that a person reads in a minute.

"| Statement | 41 |" is a row of its table of events by type.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from kg.publish.report import MAX_ROWS, Report

MAX_ARTICLES = 500  # rows of articles
CONFORMS = {True: "yes", False: "no", None: "not checked"}


def report_to_markdown(report: Report) -> str:
    """The quality card as Markdown, with a closing line break; nothing of it depends on clock or
    machine.
    """
    parts = ["# Quality card", *report.notes, *write_totals(report), *write_articles(report)]
    parts += write_table(
        "Entities", ("type", "all", "linked", "not linked"),
        ((kind, number, linked, number - linked) for kind, number, linked in report.entities),
    )  # fmt: skip
    if report.authorities:
        head = ("authority file", "entities", "mentions")
        parts += write_table("Linked by files of your own", head, report.authorities)
    parts += write_table("Events", ("type", "number"), report.events)
    parts += write_table("Who says it", ("source", "claims"), report.claims)
    parts += write_table("How firmly", ("polarity, certainty, time", "claims"), report.certainties)
    parts += write_together(report)
    parts += write_table("Times left open", ("article", "words"), report.times_open)
    parts += write_table(
        "Ambiguous dates", ("article", "words", "taken as", "could be", "because"),
        ((d.article, d.words, d.taken, d.other, d.reason) for d in report.dates),
    )  # fmt: skip
    parts += write_table("Warnings", ("article", "warning"), report.warnings)
    parts += write_table("Not read", ("source", "why"), report.refusals)
    # the hash of the code is in report.json: here it would change with every edit of a rule
    made = tuple(row for row in report.versions if row[0] != "code")
    parts += write_table("Made with", ("what", "version or hash"), made)
    return "\n\n".join(parts) + "\n"


def write_together(report: Report) -> list[str]:
    """What several articles report, what is denied, which articles are copies, what was
    corrected.
    """
    return [
        *write_table(
            "Reported by several articles, or denied",
            ("event", "type", "articles", "independent", "affirmed by", "denied by", "numbers"),
            (
                (row.label, row.type, ", ".join(row.articles), row.independent,
                 ", ".join(row.affirmed), ", ".join(row.denied), "; ".join(row.numbers))
                for row in report.occurrences
            ),
        ),
        *write_table("Copies", ("article", "of", "alike"), report.copies),
        *write_table("Corrections", ("kind", "what", "why"), report.corrections),
    ]  # fmt: skip


def write_totals(report: Report) -> list[str]:
    sentences = sum(row.sentences for row in report.articles)
    covered = sum(row.covered for row in report.articles)
    totals = (
        ("articles", len(report.articles)),
        ("articles not read", len(report.refusals)),
        ("sentences", sentences),
        ("words", sum(row.words for row in report.articles)),
        ("entities", sum(number for _, number, _ in report.entities)),
        ("events", sum(number for _, number in report.events)),
        ("claims", sum(number for _, number in report.claims)),
        ("sentences with an event", f"{covered} ({percent(covered, sentences)})"),
        ("times", report.times),
        ("times left open", len(report.times_open)),
        ("quads in graph.nq", "not counted" if report.quads is None else report.quads),
        ("the graph conforms to ontology/shapes.ttl", CONFORMS[report.conforms]),
    )
    return [table(("what", "number"), totals)]


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "none"


def write_articles(report: Report) -> list[str]:
    head = (
        "article",
        "published",
        "sentences",
        "words",
        "entities",
        "events",
        "claims",
        "with an event",
    )
    return write_table(
        "Articles", head,
        (
            (row.id, row.published or "no date", row.sentences, row.words, row.entities, row.events,
             row.claims, percent(row.covered, row.sentences))
            for row in report.articles
        ),
        rows_at_most=MAX_ARTICLES,
    )  # fmt: skip


def write_table(
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    rows_at_most: int | None = MAX_ROWS,
) -> list[str]:
    """A heading and a table; long ones are cut and say so, empty ones too."""
    rest = iter(rows)
    shown = list(islice(rest, rows_at_most))
    if not shown:
        return [f"## {title}", "None."]
    parts = [f"## {title}", table(head, shown)]
    if more := sum(1 for _ in rest):
        parts.append(f"... and {more} more; all of them are in report.json.")
    return parts


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [row_of(head), "|" + " --- |" * len(head), *(row_of(row) for row in rows)]
    return "\n".join(lines)


def row_of(cells: Sequence[object]) -> str:
    return "| " + " | ".join(escape(str(cell)) for cell in cells) + " |"


def escape(words: str) -> str:
    """Words as they stand, on one line, with nothing that Markdown or HTML would act on."""
    line = " ".join(words.split())
    for mark in "\\|*_`[]":
        line = line.replace(mark, f"\\{mark}")
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
