"""The program's version, written into every file that it makes."""

from __future__ import annotations

VERSION = "0.1.0"
