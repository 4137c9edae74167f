"""How long a text is, as a clerk counts it: one number wherever it is told."""

from __future__ import annotations


def length_of(text: str) -> int:
    """Its characters without blanks, tabs and line breaks, which is WPS's 字符数（不计空格）."""
    return len("".join(text.split()))


def length_words(length: int) -> str:
    """2,862 字; 空 for none."""
    return f"{length:,} 字" if length else "空"
