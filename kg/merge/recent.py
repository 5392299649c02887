"""What was asked for last stays at hand: of the articles on a shelf "a.md", as the next question is
about it, too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar
from weakref import WeakMethod

Key = TypeVar("Key")
Value = TypeVar("Value")


def keep_recent(find: Callable[[Key], Value], size: int) -> Callable[[Key], Value]:
    """A method that holds what it gave for the last `size` keys, and not its object.

    An object that holds a cache that holds the object stays until the garbage collector comes by,
    with all that was cached; and the more there is, the more seldom it comes. Raises ReferenceError
    once the object is gone.
    """
    method = WeakMethod(find)

    @lru_cache(maxsize=size)
    def find_again(key: Key) -> Value:
        found = method()
        if found is None:
            raise ReferenceError("whose method this is is gone; hold the object as well")
        return found(key)

    return find_again
