"""How many of the graph's edges are right, as a strict reader judges 200 of them.

    python benchmarks/precision.py            # the figures, from the verdicts that are recorded
    python benchmarks/precision.py --open     # the triples that nobody has judged yet, to be judged

The sample is drawn from what is read in `sources/` and `benchmarks/texts/`, articles of invented
happenings that no rule was written for: 140 edges from an event to who takes part ("agreed
--agent-> Castell Bank") and 60 from a claim to its source. It depends on nothing but the triples:
those whose hashes are the smallest. `verdicts.tsv` has a line for each triple that was judged; a
verdict of a triple that is read no longer, or in other words, is stale and is refused: run with
--open, judge, and take the stale lines out.

Of the articles in `benchmarks/unseen/`, which were written when the rules stood and were read once,
all claims are judged; no rule may be written for them: who mends one of their errors writes others.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from pathlib import Path

from kg.model import Claim, Event, Participant, Reading
from kg.pipeline import read
from kg.readers import Refusal

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT / "sources", ROOT / "benchmarks" / "texts")
UNSEEN = ROOT / "benchmarks" / "unseen"
VERDICTS = ROOT / "benchmarks" / "verdicts.tsv"
SIZES = {"role": 140, "source": 60}
HEAD = "key\tverdict\ttriple\twhy"


@dataclass(frozen=True, slots=True)
class Triple:
    """An edge of the graph in words, with the sentence it rests on."""

    kind: str  # "role" or "source"
    article: str
    words: str  # "agreed --agent-> Castell Bank"
    sentence: str

    @property
    def key(self) -> str:
        """What a verdict belongs to: the passage and the triple, first 12 hex digits of a hash."""
        told = "\n".join((self.kind, self.article, self.sentence, self.words))
        return sha256(told.encode()).hexdigest()[:12]


def main() -> int:
    options = read_options()
    triples = find_triples(read_all(FOLDERS))
    unseen = [t for t in find_triples(read_all((UNSEEN,))) if t.kind == "source"]
    sample = (*draw(triples), *unseen)
    verdicts = read_verdicts(VERDICTS)
    unjudged = [triple for triple in sample if triple.key not in verdicts]
    stale = sorted(set(verdicts) - {triple.key for triple in (*triples, *unseen)})
    if options.open:
        print(HEAD)
        for triple in unjudged:
            print(f"{triple.key}\t?\t{triple.words}\t{triple.sentence}")
        return 0
    for key in stale:
        print(f"{VERDICTS.name}: stale verdict {key}: {verdicts[key][1]}", file=sys.stderr)
    if stale or unjudged:
        print(
            f"{len(unjudged)} triples without verdict, {len(stale)} stale; "
            "judge with --open, take the stale lines out",
            file=sys.stderr,
        )
        return 1
    drawn = sample[: len(sample) - len(unseen)]
    for kind in SIZES:
        print(figure(kind, [verdicts[t.key][0] == "right" for t in drawn if t.kind == kind]))
    print(figure("source, unseen articles", [verdicts[t.key][0] == "right" for t in unseen]))
    return 0


def figure(name: str, right: list[bool]) -> str:
    """How many are right, with the interval."""
    low, high = wilson(sum(right), len(right))
    return (
        f"{name}\t{sum(right)} of {len(right)} right\t{sum(right) / len(right):.3f}"
        f"\t95 % interval {low:.3f} to {high:.3f}"
    )


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--open", action="store_true", help="print what is to be judged")
    return parser.parse_args()


def read_all(folders: Iterable[Path]) -> Iterator[Reading]:
    for found in read([str(folder) for folder in folders]):
        if isinstance(found, Refusal):
            raise SystemExit(str(found))
        yield found


def find_triples(readings: Iterable[Reading]) -> tuple[Triple, ...]:
    """Every edge from an event to a participant and from a claim to its source, each once."""
    found: dict[str, Triple] = {}
    for reading in readings:
        for event, claim in first_claims(reading):
            sentence = " ".join(claim.evidence.text.split())
            for participant in event.participants:
                words = edge_words(reading, event, participant)
                triple = Triple("role", reading.article.id, words, sentence)
                found.setdefault(triple.key, triple)
            words = f"claim of {trigger_words(event)!r} --source-> {source_words(reading, claim)}"
            triple = Triple("source", reading.article.id, words, sentence)
            found.setdefault(triple.key, triple)
    return tuple(found.values())


def first_claims(reading: Reading) -> Iterator[tuple[Event, Claim]]:
    """Each event with its claim."""
    for claim in reading.claims:
        yield reading.events[claim.event], claim


def trigger_words(event: Event) -> str:
    return " ".join(event.triggers[0].text.split())


def edge_words(reading: Reading, event: Event, participant: Participant) -> str:
    """ "agreed --agent-> Castell Bank": an entity by its name, else by the words."""
    words = " ".join(participant.passage.text.split())
    if participant.entity is not None:
        name = reading.entities[participant.entity].name
        words = name if name == words else f"{words} (= {name})"
    elif participant.event is not None:
        words = f"{words} (event {trigger_words(reading.events[participant.event])})"
    return f"{trigger_words(event)} --{participant.role}-> {words}"


def source_words(reading: Reading, claim: Claim) -> str:
    """The name of who is said to say it; the publisher where nobody is."""
    if claim.attribution is None:
        return "the publisher"
    source = reading.attributions[claim.attribution].source
    return "somebody unnamed" if source is None else reading.entities[source].name


def draw(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """The sample: of each kind those with the smallest keys."""
    ordered = sorted(triples, key=lambda triple: triple.key)
    return tuple(
        triple
        for kind, size in SIZES.items()
        for triple in [each for each in ordered if each.kind == kind][:size]
    )


def read_verdicts(path: Path) -> dict[str, tuple[str, str]]:
    """(verdict, triple) by key; refuses a verdict that is neither right nor wrong."""
    if not path.is_file():
        return {}
    verdicts: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or line == HEAD or not line:
            continue
        key, verdict, triple = line.split("\t")[:3]
        if verdict not in {"right", "wrong"}:
            raise SystemExit(
                f"{path.name}, line {number}: no verdict {verdict!r}; write right or wrong"
            )
        verdicts[key] = verdict, triple
    return verdicts


def wilson(right: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval for a share, 95 % (Wilson 1927)."""
    share, square = right / total, z * z
    middle = share + square / (2 * total)
    half = z * sqrt(share * (1 - share) / total + square / (4 * total * total))
    below = 1 + square / total
    return (middle - half) / below, (middle + half) / below


if __name__ == "__main__":
    sys.exit(main())
