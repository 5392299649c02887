"""Times: what "last month", "since 2011" or "on Friday" mean on the day an article came out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.model.article import Passage

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Grain = Literal[
    "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century", "unknown"
]


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression, or (passage None) a time that an event has by inference.

    `earliest` and `latest` bound it, both inclusive; None is open or unknown. `value` is a TIMEX3
    value (TimeML 1.2.1), `edtf` the same as EDTF (ISO 8601-2), empty where there is none
    (durations, sets). `basis` says what it was resolved against: "explicit", "publication day",
    "narrative", "day of speaking", "open".
    """

    passage: Passage | None
    type: TimexType
    value: str
    edtf: str
    earliest: date | None
    latest: date | None
    grain: Grain
    basis: str
    rule: str
