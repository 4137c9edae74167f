"""What takes long to load and is not needed to show a packet is loaded beside it, while the clerk looks at the first page."""

from __future__ import annotations

import atexit
from functools import cache
from importlib import import_module

from gui.collecting import WorkerThread

LATER = ("model.prose.audit", "model.store")
"""The readers of prose, and SQLAlchemy with the file's writer: for the verdicts on prose and for the first edit."""

SHOWN = (
    "gui.packet_page",
    "gui.tabs.overview",
    "gui.guidance_strip",
    "gui.findings_dock",
    "gui.chapter_editor",
    "gui.progress_popup",
)
"""What a packet is shown with: loaded where it is opened, beside the window, it does not hold the window when it is shown."""


class WarmUp(WorkerThread):
    """Imports and nothing else: it touches no widget, no packet and no file."""

    def run(self) -> None:
        """Qt's entry point of the thread."""
        for name in LATER:
            import_module(name)


@cache
def warm_up() -> WarmUp:
    """The one of this process, which needs it once; whoever leaves waits for it, as Qt demands of a thread."""
    thread = WarmUp()
    atexit.register(thread.wait)
    return thread
