"""The window: the only package that imports Qt."""

from __future__ import annotations

from gui.plain_import import import_without_reading
from gui.singletons import keep_singletons_alive

import_without_reading()
keep_singletons_alive()
