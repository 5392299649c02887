"""All rules of the grammar of times, in the order of preference: dates ("8 December 2017"), then
periods and sets, then relative times.
"""

from kg.extract.timex import periods, relative, rules  # noqa: F401 - each adds its rules

__all__ = ["RULES"]

RULES = tuple(rules.RULES)
