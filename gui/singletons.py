"""Keeps PySide6 from wearing None out under Python 3.11.

PySide6 6.12 takes None, True and NotImplemented to be immortal, as they are from Python 3.12 on: its methods hand them
out without counting. Under 3.11 every ``update()`` or ``setText()`` so costs one of the few thousand references that
there are to None, and after some minutes of painting the interpreter ends with "none_dealloc". A count that no session
can use up is what 3.12 itself gives them.
"""

from __future__ import annotations

import ctypes
import sys

IMMORTAL_SINCE = (3, 12)
_BEYOND_REACH = sys.maxsize >> 4


def keep_singletons_alive() -> None:
    """Give the singletons a count that lasts; nothing to do where they are immortal already."""
    if sys.version_info >= IMMORTAL_SINCE or sys.implementation.name != "cpython":
        return
    for singleton in (None, True, False, NotImplemented, Ellipsis):
        if sys.getrefcount(singleton) < _BEYOND_REACH:
            # CPython 3.11 keeps an object's reference count in its first machine word.
            ctypes.c_ssize_t.from_address(id(singleton)).value += _BEYOND_REACH
