"""What a person corrects: "the Ada Holm of these two articles is not one woman"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

CorrectionKind = Literal["same", "different", "retype", "rename", "drop"]
KINDS: tuple[CorrectionKind, ...] = get_args(CorrectionKind)


@dataclass(frozen=True, slots=True)
class Correction:
    """A row of corrections.toml.

    `about` are keys of entities ("person/ada-holm") and words of articles ("article/a#char=0,8").
    """

    kind: CorrectionKind
    about: tuple[str, ...]
    value: str  # the new type or name; "" for the other kinds
    reason: str
    where: str  # "sources/corrections.toml:4"
