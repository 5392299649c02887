"""Which events are one occurrence: our clusters and those of equal lemmas, against ECB+.

    python benchmarks/occurrences.py --gold ../shared/gold [--readings readings.jsonl]

The folder holds `score.py` and `events_ecbplus.jsonl`, whose events have a `cluster` across
articles. Only triggers that our reading and the gold data have in common are compared, all articles
together: MUC, B3 and CEAF-e with precision, recall and F1, and their mean F1 (CoNLL). An event
without a cluster is a cluster of its own. `--readings` takes what `kg read --format jsonl` has
written of that file.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections import defaultdict
from collections.abc import Hashable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from kg.merge import build_knowledge
from kg.model import Event, Reading
from kg.model.reading_json import reading_from_json
from kg.pipeline import read
from kg.settings import Settings

FILE = "events_ecbplus.jsonl"
GAIN = 0.03  # CoNLL F1 that occurrences must have above equal lemmas
Clusters = list[set[int]]
Counts = tuple[float, float]  # numerator and denominator
Trigger = tuple[str, int, str]  # article, index of our event, gold cluster


def main() -> None:
    """Prints the figures of both; exit status 1 if the gain is too small."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--readings", type=Path)
    options = parser.parse_args()
    scorer = load_scorer(options.gold / "score.py")
    gold = [json.loads(line) for line in (options.gold / FILE).open(encoding="utf-8")]
    readings = read_gold(options.gold / FILE, options.readings)
    matched = match_triggers(gold, {each.article.id: each for each in readings}, scorer)
    begun = time.process_time()
    knowledge = build_knowledge(readings)
    spent = time.process_time() - begun
    group = {event: found.key for found in knowledge.occurrences for event in found.events}
    events = {reading.article.id: reading.events for reading in readings}
    key = group_by(cluster for _, _, cluster in matched)
    lemmas = group_by(events[article][index].lemma for article, index, _ in matched)
    ours = group_by(
        group.get((article, index), f"{article} {index}") for article, index, _ in matched
    )
    print(f"{len(matched)} triggers of {len(gold)} articles are matched")
    show_inside(matched, events, group, scorer)
    baseline, found = figures(key, lemmas, scorer), figures(key, ours, scorer)
    show("equal lemmas", baseline)
    show("occurrences", found)
    print(f"merging: {1e6 * spent / len(readings):.0f} microseconds of CPU an article")
    gain = found["CoNLL"][2] - baseline["CoNLL"][2]
    precise = found["B3"][0] > baseline["B3"][0]
    print(
        f"CoNLL F1 {gain:+.3f}, aim {GAIN:+.2f}; B3 precision above: {'yes' if precise else 'no'}"
    )
    sys.exit(0 if gain >= GAIN and precise else 1)


def show_inside(
    matched: list[Trigger],
    events: dict[str, tuple[Event, ...]],
    group: dict[tuple[str, int], str],
    scorer: ModuleType,
) -> None:
    """The same figures where events are compared with those of their own article only."""
    key = group_by((article, cluster) for article, _, cluster in matched)
    lemmas = group_by((article, events[article][index].lemma) for article, index, _ in matched)
    ours = group_by(
        (article, group.get((article, index), str(index))) for article, index, _ in matched
    )
    show("inside: lemmas", figures(key, lemmas, scorer))
    show("inside: ours", figures(key, ours, scorer))


def load_scorer(path: Path) -> ModuleType:
    """The folder's own scorer, so that all figures of it are counted in one way."""
    spec = importlib.util.spec_from_file_location("gold_score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_gold(path: Path, readings: Path | None) -> list[Reading]:
    """The readings of the gold articles: those given, else freshly read."""
    if readings is not None:
        with readings.open(encoding="utf-8") as lines:
            return [reading_from_json(json.loads(line)) for line in lines]
    found = list(read([path], Settings(max_characters=10_000_000)))
    return [reading for reading in found if isinstance(reading, Reading)]


def match_triggers(
    gold: Iterable[dict[str, Any]], readings: dict[str, Reading], scorer: ModuleType
) -> list[Trigger]:
    """Gold events with the events of ours that have the same words, in checked sentences, as the
    scorer matches them.
    """
    matched: list[Trigger] = []
    for record in gold:
        reading = readings.get(record["id"])
        if reading is None:
            continue
        zones = record["checked_sentences"]
        ours = [
            ((trigger.begin, trigger.end), index)
            for index, event in enumerate(reading.events)
            for trigger in event.triggers
            if any(begin <= trigger.begin < end for begin, end in zones)
        ]
        theirs = [scorer.span(event) for event in record["events"]]
        for number, other in scorer.match(theirs, [where for where, _ in ours]):
            cluster = record["events"][number]["cluster"] or f"{record['id']} {number}"
            matched.append((record["id"], ours[other][1], cluster))
    return matched


def group_by(keys: Iterable[Hashable]) -> Clusters:
    """Positions with equal keys."""
    groups: dict[Hashable, set[int]] = defaultdict(set)
    for position, key in enumerate(keys):
        groups[key].add(position)
    return list(groups.values())


def figures(
    key: Clusters, response: Clusters, scorer: ModuleType
) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 by measure (Vilain et al. 1995, Bagga and Baldwin 1998, Luo 2005);
    of CoNLL only the F1 is defined.
    """
    total = scorer.ceaf_e(key, response)
    rows = {
        "MUC": prf(scorer.muc(response, key), scorer.muc(key, response)),
        "B3": prf(scorer.b_cubed(response, key), scorer.b_cubed(key, response)),
        "CEAF-e": prf((total, len(response)), (total, len(key))),
    }
    mean = sum(f1 for _, _, f1 in rows.values()) / len(rows)
    return {**rows, "CoNLL": (0.0, 0.0, mean)}


def prf(precision: Counts, recall: Counts) -> tuple[float, float, float]:
    p, r = (part / whole if whole else 0.0 for part, whole in (precision, recall))
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def show(title: str, rows: dict[str, tuple[float, float, float]]) -> None:
    """Prints one line: title, precision, recall and F1 of each measure, CoNLL F1."""
    cells = [
        f"{measure} {p:.3f} {r:.3f} {f1:.3f}" for measure, (p, r, f1) in list(rows.items())[:3]
    ]
    print(f"{title:14} {'   '.join(cells)}   CoNLL {rows['CoNLL'][2]:.3f}")


if __name__ == "__main__":
    main()
