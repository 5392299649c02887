"""Finds the phrases that refer to something beside names: nominals and pronouns.

"the general ... he": a nominal whose noun tells a Person, and a pronoun.
"""

from __future__ import annotations

PROPER = frozenset({"NNP", "NNPS"})
PRONOUNS = {
    "he": ("Person", "m", False), "him": ("Person", "m", False), "his": ("Person", "m", False),
    "himself": ("Person", "m", False), "she": ("Person", "f", False), "her": ("Person", "f", False),
    "hers": ("Person", "f", False), "herself": ("Person", "f", False), "it": ("", "n", False),
    "its": ("", "n", False), "itself": ("", "n", False), "they": ("", "", True), "them": ("", "", True),
    "their": ("", "", True), "themselves": ("", "", True), "i": ("Person", "", False), "me": ("Person", "", False),
    "my": ("Person", "", False), "myself": ("Person", "", False), "we": ("", "", True), "us": ("", "", True),
    "our": ("", "", True), "ourselves": ("", "", True),
}  # fmt: skip
