"""What a relative time is measured from: publication day, the story so far, tense. "In August"
-> of which year?

News is told from its publication day; a history (no such day, or many dates long before it) from
its last date.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kg.extract.timex.calendar import When, day_in, day_of, month_length, stretch

Tense = Literal["past", "present", "future"]
NEAR = (
    60  # tokens in which an explicit date of the past governs bare months and days of a news text
)


@dataclass(slots=True)
class Story:
    """The anchors at one point of a text; `find_times` moves it forward."""

    published: date | None
    history: bool
    tense: Tense = "past"
    quoted: bool = False
    month_first: bool = False  # 08/12/2017 is 12 August
    token: int = 0
    last: When | None = None  # the last date told, relative ones included
    explicit: When | None = None  # the last date told with its year
    explicit_token: int = -1

    @property
    def publication_basis(self) -> str:
        return "day of speaking" if self.quoted else "publication day"

    def told_day(self) -> date | None:
        """The day of the last date told, where it was told to the day."""
        last = self.last
        if last and last.grain in ("day", "hour") and last.earliest:
            return last.earliest
        return None

    def told_year(self) -> int | None:
        return self.last.year if self.last else None

    def is_local(self) -> bool:
        """True if an explicit date of another year was told shortly before, so that the story is
        there.
        """
        if self.explicit is None or self.explicit.year is None:
            return False
        if self.history or self.published is None:
            return True
        near = self.token - self.explicit_token <= NEAR
        return near and self.tense != "future" and self.explicit.year < self.published.year

    def year_of_month(self, month: int, day: int | None = None) -> tuple[int, str] | None:
        """The year of a month or day that is told without one, and its basis; None if nothing
        tells.
        """
        if self.is_local() and self.explicit and self.explicit.year is not None:
            told = self.last if self.last and self.last.year is not None else self.explicit
            return self.narrative_year(told, month), "narrative"
        if self.published is None:
            return None
        return nearest_year(self.published, month, day, self.tense), self.publication_basis

    def narrative_year(self, told: When, month: int) -> int:
        """A story moves on: after November, "January" is the next year's."""
        year = told.year or 0
        if told.month and told.grain in ("day", "month", "hour") and told.month - month >= 8:
            return year + 1
        return year


def nearest_year(published: date, month: int, day: int | None, tense: Tense) -> int:
    """The year in which a bare month or day lies nearest to the publication day on the side of
    the tense.
    """
    year = published.year
    bounds = stretch((year, month, day or 1), (year, month, day or month_length(year, month)))
    first, last = bounds
    if first is None or last is None:
        return year
    if tense == "past":
        return year - 1 if first > published else year
    if tense == "future":
        return year + 1 if last < published else year
    months = (first.year - published.year) * 12 + first.month - published.month
    return year - 1 if months > 6 else year + 1 if months < -6 else year


def open_day(month: int | None = None, day: int | None = None) -> When:
    """A day whose year (or month) nobody tells."""
    value = "XXXX" if month is None else f"XXXX-{month:02d}"
    return When(
        value if day is None else f"{value}-{day:02d}", grain="day" if day else "month",
        month=month, day=day, basis="open",
    )  # fmt: skip


def day_from(story: Story, month: int, day: int) -> When | None:
    """A day without a year."""
    found = story.year_of_month(month, day)
    if found is None:
        return open_day(month, day) if 1 <= day <= month_length(2000, month) else None
    when = day_in(found[0], month, day)
    return when and based(when, found[1])


def based(when: When, basis: str) -> When:
    return replace(when, basis=basis)


def published_day(story: Story) -> When:
    if story.published is None:
        return When("XXXX-XX-XX", grain="day", basis="open")
    return based(day_of(story.published), story.publication_basis)
