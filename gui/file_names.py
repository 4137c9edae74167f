"""Names for files that go out of the program: department, year and what it is, such that every system takes them."""

from __future__ import annotations

import re

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_SPACES = re.compile(r"\s+")
_WINDOWS_DEVICES = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10)))
)
_LONGEST = 80
"""Characters: three bytes each must stay below the 255 that Linux allows."""


def safe_name(stem: str, suffix: str = "") -> str:
    """A file name that Windows, too, takes: no forbidden characters, no device name, no dot or blank at the end."""
    name = _SPACES.sub(" ", _NOT_IN_NAMES.sub("", stem)).strip(" .")[:_LONGEST].rstrip(" .")
    if name.partition(".")[0].strip().upper() in _WINDOWS_DEVICES:
        name = f"_{name}"
    return f"{name or '未命名'}{suffix}"


def document_name(department: str, year: int, title: str, suffix: str) -> str:
    """吉首市科工信局2022年度绩效自评通知.pdf"""
    return safe_name(f"{department}{year}年度绩效自评{title.replace(' ', '')}", suffix)
