"""Labels of nodes in the picture: "the Syrian people's congress" in two lines, and the room that
they take.

Widths are estimates on the wide side, so that labels do not overlap in whatever font a machine has.
"""

from __future__ import annotations

from kg.publish.layout import Box
from kg.publish.view import ViewNode, shortened


def printable(text: str) -> str:
    """The text without lone surrogates, which UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def size_of(node: ViewNode) -> int:
    """The half height of a node's shape, in pixels."""
    if node.kind == "event":
        return 13 if node.main else 8
    return 8 + min(node.weight, 10) * 4 // 5


def font_of(node: ViewNode) -> int:
    return 15 if node.main or (node.kind == "entity" and node.weight >= 6) else 13


def lines_of(node: ViewNode) -> list[str]:
    """The label, at most two lines (three for a main event); the panel has the whole name."""
    name = printable(node.name)
    if node.status == "denied":
        name = f"not: {name}"
    words = shortened(name, 54 if node.main else 38).split()
    lines: list[str] = []
    for word in words:
        word = shortened(word, 26)
        if lines and len(lines[-1]) + len(word) < 20:
            lines[-1] += " " + word
        else:
            lines.append(word)
    limit = 3 if node.main else 2
    if len(lines) > limit:
        lines = [*lines[: limit - 1], lines[limit - 1].rstrip("…") + "…"]
    return lines or ["…"]


def box_of(node: ViewNode) -> Box:
    lines, font, size = lines_of(node), font_of(node), size_of(node)
    wide = max(width(line) for line in lines) * font // 100
    return Box(max(wide // 2 + 1, size), size + 1, size + 5 + len(lines) * font * 5 // 4)


def width(line: str) -> int:
    """The width of a line in hundredths of its font size, on the wide side (DejaVu Sans is
    the widest we meet).
    """
    total = 0
    for char in line:
        if char in "iIljJ.,:;'|!’ ":
            total += 33
        elif char in 'frt()[]-–“”"':
            total += 43
        elif char in "mwMWQO@%—…&":
            total += 92
        elif ord(char) > 0x2E80:
            total += 102
        else:
            total += 70 if char.isupper() else 62
    return total
