"""The model's table of word vectors, opened in place: "Kremlin" -> row 2,931, without a dictionary
of half a million words.

spaCy reads the row of each word into a dictionary and the table into memory: a tenth of a short
run, and memory that each worker needs anew. Here a row is read from the bytes of its file when its
word is first met, and the table is a map of its file. What is found is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.vectors import Vectors

# MessagePack: a map, the number of its pairs in four bytes, then pairs
MAP, HEAD = 0xDF, 5
WIDE = 0xCF  # the sign of a number of eight bytes, as nearly all hashes are
BYTES = {0xCC: 1, 0xCD: 2, 0xCE: 4, WIDE: 8}  # of numbers with a sign; those below 128 have none
Ints = Any  # numpy array of whole numbers


class Rows(Mapping[int, int]):
    """Row by the hash of a word: a file in MessagePack, hash, row, hash, row ...

    Raises ValueError for a file of another form.
    """

    def __init__(self, packed: bytes) -> None:
        import numpy

        raw = numpy.frombuffer(packed + bytes(8), "uint8")
        begins, ends = find_wide_pairs(raw, len(packed))
        first = raw[begins + 1].astype("uint16") << 8 | raw[begins + 2]
        self._packed = packed
        self._begins = begins[numpy.argsort(first, kind="stable")]
        self._ends = numpy.cumsum(numpy.bincount(first, minlength=1 << 16))  # by the first bytes
        self._known: dict[int, int | None] = dict(narrow_pairs(packed, begins, ends))
        self._narrow = tuple(self._known)
        if packed[:HEAD] != MAP.to_bytes(1, "big") + len(self).to_bytes(4, "big"):
            raise ValueError(f"{packed[:HEAD].hex()}: no map of {len(self)} pairs")

    def get(self, key: int, default: Any = None) -> Any:
        if key not in self._known:
            self._known[key] = self._find(key.to_bytes(8, "big"))
        row = self._known[key]
        return default if row is None else row

    def _find(self, key: bytes) -> int | None:
        first = int.from_bytes(key[:2], "big")
        others = self._ends[first - 1] if first else 0
        for begin in self._begins[others : self._ends[first]].tolist():
            if self._packed[begin + 1 : begin + 9] == key:
                return read_number(self._packed, begin + 9)[0]
        return None

    def __getitem__(self, key: int) -> int:
        row = self.get(key)
        if row is None:
            raise KeyError(key)
        return int(row)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int) and self.get(key) is not None

    def __iter__(self) -> Iterator[int]:
        yield from self._narrow
        for begin in self._begins.tolist():
            yield int.from_bytes(self._packed[begin + 1 : begin + 9], "big")

    def __len__(self) -> int:
        return len(self._begins) + len(self._narrow)


def read_vectors(folder: Path) -> Vectors | None:
    """The vectors in the folder `vocab` of a model; None if they are not kept as those of
    en_core_web_md are: of whole words, in three files, with the rows of many words.
    """
    import numpy
    from spacy.vectors import Vectors

    names = {path.name for path in folder.glob("*")}
    if not {"key2row", "vectors", "vectors.cfg"} <= names or "keys" in names:
        return None
    if json.loads((folder / "vectors.cfg").read_bytes()) != {"mode": "default"}:
        return None
    try:
        rows = Rows((folder / "key2row").read_bytes())
    except ValueError:
        return None
    vectors = Vectors(data=numpy.load(folder / "vectors", mmap_mode="r").view(numpy.ndarray))
    vectors.key2row = rows
    return vectors


def find_wide_pairs(raw: Ints, size: int) -> tuple[Ints, Ints]:
    """Where pairs with a wide hash begin and end: at each sign of one, but those that stand within
    such a pair.
    """
    import numpy

    sizes = numpy.ones(256, "int32")
    sizes[list(BYTES)] += list(BYTES.values())
    begins = (HEAD + numpy.flatnonzero(raw[HEAD : size - 9] == WIDE)).astype("int32")
    while True:
        ends = begins + 9
        ends += sizes[raw[ends]]
        within = 1 + (begins[1:] < numpy.maximum.accumulate(ends)[:-1]).nonzero()[0]
        if not len(within):
            return begins, ends
        # of signs in a row the first stands in the pair before, which stands in none
        begins = numpy.delete(begins, within[numpy.diff(within, prepend=-1) > 1])


def narrow_pairs(packed: bytes, begins: Ints, ends: Ints) -> Iterator[tuple[int, int]]:
    """The pairs in all gaps between wide ones, some dozens; hashes of words like "DATE", which
    spaCy counts through. Raises ValueError if pairs do not fill a gap.

    If they do, and are as many as the file says, all pairs are right: there is one way to read it.
    """
    gaps = (begins[1:] != ends[:-1]).nonzero()[0]
    lefts = [HEAD, *ends[gaps].tolist(), *ends[-1:].tolist()]
    rights = [*begins[:1].tolist(), *begins[gaps + 1].tolist(), len(packed)]
    for at, right in zip(lefts, rights, strict=True):
        while at < right:
            key, at = read_number(packed, at)
            row, at = read_number(packed, at)
            yield key, row
        if at != right:
            raise ValueError(f"byte {right}: a pair reaches over it")


def read_number(packed: bytes, at: int) -> tuple[int, int]:
    """The number that begins there, and where it ends; raises ValueError if there is none."""
    sign = packed[at] if at < len(packed) else -1
    if 0 <= sign < 128:
        return sign, at + 1
    if sign not in BYTES:
        raise ValueError(f"byte {at}: no number")
    end = at + 1 + BYTES[sign]
    return int.from_bytes(packed[at + 1 : end], "big"), end
