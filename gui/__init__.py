"""The window: the only package that imports Qt."""

from __future__ import annotations

from gui.singletons import keep_singletons_alive

keep_singletons_alive()
