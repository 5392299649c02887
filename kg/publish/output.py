"""Everything of an output folder in one call: graphs, page, quality card, readings.

"The mill will close" is in `graph.nq`, on the page, and counted in `report.md`; or nothing is
replaced.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kg.model import Knowledge
from kg.publish.earlier import Earlier
from kg.publish.files import is_large, write_output
from kg.publish.page import write_page
from kg.publish.picture import Placer
from kg.publish.report import Report, build_report
from kg.publish.report_json import json_parts
from kg.publish.report_page import report_to_markdown
from kg.publish.swap import hash_output
from kg.rdf.query import find_quads
from kg.readers import Refusal

LARGE = (
    "There are so many articles that the quads are in `graph/` and the readings in `readings/`, in "
    "shards by article; `graph.ttl`, `graph.trig` and `graph.html` are left out. `kg query` asks "
    "all shards; to look at some articles, build them alone."
)


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: its quality card, and the SHA-256 of each file by its path."""

    report: Report
    files: dict[str, str]


def publish(
    knowledge: Knowledge,
    refusals: Iterable[Refusal],
    folder: Path,
    *,
    base: str,
    earlier: Earlier | None = None,
) -> Published:
    """Replaces the output folder, but for what is as an earlier build left it; raises as
    `write_output` does.
    """
    large = is_large(knowledge)
    report = build_report(knowledge, refusals, conforms=True, notes=(LARGE,) if large else ())

    def write_graph_page(whole: Knowledge, into: Path) -> None:
        if not large:
            place = Placer(earlier.noted, earlier.note) if earlier else Placer()
            write_page(whole, into / "graph.html", title=page_title(whole), place=place)
            place.finish()

    made: list[Published] = []

    def write_report(whole: Knowledge, into: Path) -> None:
        counted = replace(report, quads=sum(map(count_lines, find_quads(into))))
        (into / "report.md").write_text(report_to_markdown(counted), encoding="utf-8")
        with (into / "report.json").open("w", encoding="utf-8") as file:
            file.writelines(json_parts(counted))
        made.append(Published(counted, hash_output(into)))

    writers = (write_graph_page, write_report)
    write_output(knowledge, folder, base=base, writers=writers, earlier=earlier)
    return made[0]


def count_lines(path: Path) -> int:
    with path.open("rb") as lines:
        return sum(1 for _ in lines)


def page_title(knowledge: Knowledge) -> str:
    """The title of the one article, else how many there are."""
    readings = knowledge.readings
    return readings[0].article.title if len(readings) == 1 else f"{len(readings)} articles"
