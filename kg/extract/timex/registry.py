"""All rules of the grammar, in the order of preference:
dates, then periods and sets, then relative times.
"""

from kg.extract.timex import periods, relative, rules

__all__ = ["RULES"]

RULES = tuple(rules.RULES)  # filled by importing the modules above
MODULES = (rules, periods, relative)
