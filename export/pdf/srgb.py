"""The sRGB colour space (IEC 61966-2-1) as an ICC profile of version 2, worked out from its published figures.

An archived page has to say what its black is. Profiles that others hand out have terms of their own.
"""

from __future__ import annotations

import struct
from functools import lru_cache

_WHITE = (0.9642, 1.0, 0.8249)
"""D50, to which profiles refer."""
_PRIMARIES = {
    b"r": (0.4360747, 0.2225045, 0.0139322),
    b"g": (0.3850649, 0.7168786, 0.0971045),
    b"b": (0.1430804, 0.0606169, 0.7141733),
}
"""The primaries of sRGB, adapted to D50 (Bradford)."""
_STEPS = 1024
_HEADER = 128
_NAME = "sRGB"
_VERSION = 0x02100000


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """The profile; the same bytes each time."""
    tags = {b"desc": _description(), b"cprt": _text("No rights reserved"), b"wtpt": _xyz(*_WHITE)}
    tags |= {name + b"XYZ": _xyz(*primary) for name, primary in _PRIMARIES.items()}
    tags |= {name + b"TRC": _curve() for name in _PRIMARIES}
    begin = _HEADER + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    body = b""
    for content in tags.values():
        if content not in places:
            places[content] = begin + len(body)
            body += content + b"\0" * (-len(content) % 4)
    table = struct.pack(">I", len(tags))
    for name, content in tags.items():
        table += name + struct.pack(">II", places[content], len(content))
    return _header(_HEADER + len(table) + len(body)) + table + body


def _header(size: int) -> bytes:
    kinds = struct.pack(">4s4s4s", b"mntr", b"RGB ", b"XYZ ")
    made = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    start = struct.pack(">I4xI", size, _VERSION) + kinds + made + b"acsp"
    return (start.ljust(68, b"\0") + b"".join(map(_fixed, _WHITE))).ljust(_HEADER, b"\0")


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 0x10000))


def _xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_fixed, values))


def _text(words: str) -> bytes:
    return b"text\0\0\0\0" + words.encode("ascii") + b"\0"


def _description() -> bytes:
    words = _NAME.encode("ascii") + b"\0"
    without_other_scripts = b"\0" * (4 + 4 + 2 + 1 + 67)
    return b"desc\0\0\0\0" + struct.pack(">I", len(words)) + words + without_other_scripts


def _curve() -> bytes:
    steps = (round(_linear(step / (_STEPS - 1)) * 0xFFFF) for step in range(_STEPS))
    return b"curv\0\0\0\0" + struct.pack(f">I{_STEPS}H", _STEPS, *steps)


def _linear(value: float) -> float:
    """The light of a stated value."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
