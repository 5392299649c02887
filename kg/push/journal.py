"""What is in which store already: `push.json` in the output folder, written after every graph.

A push that was cut off goes on with the next article; one that is repeated sends only what changed.
Passwords are not in it.
"""

from __future__ import annotations

import json
from pathlib import Path

from kg.errors import OutputError

NAME = "push.json"


class Journal:
    """Digests of the graphs that a store has, by their names."""

    def __init__(self, output: Path, address: str) -> None:
        self.path = output / NAME
        self.address = address
        self.stores: dict[str, dict[str, str]] = read_journal(self.path)

    def digest_of(self, name: str) -> str | None:
        return self.stores.get(self.address, {}).get(name)

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self.stores.get(self.address, {})))

    def note(self, name: str, digest: str | None) -> None:
        """Notes that the store has a graph, or (None) has it no longer."""
        known = self.stores.setdefault(self.address, {})
        if digest is None:
            known.pop(name, None)
        else:
            known[name] = digest
        words = json.dumps(self.stores, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        fresh = self.path.with_suffix(".json.new")
        fresh.write_text(words, encoding="utf-8")
        fresh.replace(self.path)


def read_journal(path: Path) -> dict[str, dict[str, str]]:
    """The journal of an output, empty where there is none."""
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text("utf-8"))
        return {
            str(store): {str(n): str(d) for n, d in has.items()} for store, has in found.items()
        }
    except (ValueError, AttributeError) as error:
        raise OutputError(
            f"{path}: cannot be read ({error}); remove it to push everything"
        ) from error
