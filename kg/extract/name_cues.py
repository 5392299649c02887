"""Words beside a name that tell what it is: "the CEO of Telnor", "the Marburg virus".

`kg.extract.name_types` counts them over all occurrences of a name.
"""

from __future__ import annotations

DOCUMENTS = frozenset({"Law", "Work", "EventName", "Product", "Quantity", "Weapon"})
HUMAN_VERBS = frozenset(
    "say tell add ask believe think speak explain claim argue warn note recall insist admit deny "
    "vow promise hope write thank greet meet smile marry die resign run love want feel".split()
)
ILLNESSES = frozenset({"virus", "disease", "syndrome", "fever", "flu", "bacterium", "infection"})
REACHED = frozenset({"visit", "reach", "leave", "enter", "tour"})
MOTIONS = frozenset(
    "go travel return move fly arrive drive come flee head sail march walk migrate deport trip "
    "journey flight road way visit export import km kilometre kilometer mile".split()
)
STAFF = frozenset(
    "ceo founder co-founder cofounder employee headquarters headquarter subsidiary shareholder "
    "customer spokesperson spokeswoman spokesman staff chairman owner coach goalkeeper striker "
    "midfielder manager chairperson board investor".split()
)
HEADED = frozenset({"ceo", "founder", "co-founder", "cofounder", "shareholder", "chairman"})
CALLED = frozenset(
    "city town village province state region district county island department municipality port "
    "suburb capital neighbourhood neighborhood prefecture governorate commune settlement hamlet "
    "area republic territory valley".split()
)
