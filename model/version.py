"""The program's version, written into every file that it makes."""

from __future__ import annotations

VERSION = "1.0.0"
