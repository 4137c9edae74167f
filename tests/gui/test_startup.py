"""The window is there at once: nothing heavy is loaded before a packet is opened."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
HEAVY = ("sqlalchemy", "openpyxl", "reportlab", "docx", "fontTools", "pypdfium2", "lxml", "intake", "export")
NAMES_ALONE = {"export", "export.parts"}
"""What the parts of a packet are called, for the menus."""
MODEL = ("model.book", "model.forms", "model.rules", "model.progress", "model.livefields", "gui.prose_text")
SCRIPT = """
import sys
from pathlib import Path
from gui.app import make_application, make_window
from gui.settings import Settings
app = make_application(["jxzp"])
window = make_window(Settings.in_file(Path(sys.argv[1])))
window.show()
for _ in range(3):
    app.processEvents()
print(*sorted(name for name in sys.modules if name.partition(".")[0] in sys.argv[2:] or name in sys.argv[2:]))
window.close()
"""


def test_the_start_page_loads_no_document_library_and_nothing_of_a_packet(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "settings.ini"), *HEAVY, *MODEL]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) <= NAMES_ALONE


RETURNS = """
import sys
import gui
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(["jxzp"])
widget = QWidget()
references = sys.getrefcount(None)
for _ in range(references if references < 100_000 else 100_000):
    widget.update()
print(sys.getrefcount(None) > 10_000)
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from 3.12 on")
def test_a_long_session_does_not_wear_none_out() -> None:
    """PySide6 6.12 loses a reference to None with every void call: without protection this script is aborted."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", RETURNS],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "True"), done.stderr


READS = """
import linecache
import gui
from PySide6.QtWidgets import QApplication
import model.prose.audit
print(*(name for name in linecache.cache if "model" in name))
"""


def test_no_source_is_read_because_pyside_is_there() -> None:
    """PySide6's import reads the source of each module that it brings, and linecache keeps it."""
    done = subprocess.run(
        [sys.executable, "-c", READS], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


LATER = ("sqlalchemy", "model.prose", "gui.tabs.chapters", "gui.tabs.annex1")
OPENS = """
import sys
from pathlib import Path
from gui.app import make_application, make_window
from gui.settings import Settings
app = make_application(["jxzp"])
window = make_window(Settings.in_file(Path(sys.argv[1])))
assert "dock" not in vars(window), "made for the start page"
assert window.files.open_at_once(Path(sys.argv[2]))
window.show()
app.processEvents()
late = tuple(sys.argv[3:])
print(*sorted(name for name in sys.modules if name.startswith(late)))
window.close()
"""


def test_a_packet_is_shown_before_what_writes_it_or_reads_its_prose_is_loaded(tmp_path: Path) -> None:
    """Both take longer to load than the packet takes to open; they are loaded beside the window."""
    from model.profile import load_profile
    from model.project import Project

    path = tmp_path / "a.jxzp"
    Project.create(path, profile=load_profile(), year=2022).close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", OPENS, str(tmp_path / "settings.ini"), str(path), *LATER]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


START = """
import sys
from pathlib import Path
from gui.app import make_application, make_window
from gui.settings import Settings
app = make_application(["jxzp"])
window = make_window(Settings.in_file(Path(sys.argv[1])))
window.show()
app.processEvents()
print(*sorted(name for name in sys.modules if name.startswith("model.")))
window.close()
"""


def test_the_start_page_loads_nothing_of_the_model(tmp_path: Path) -> None:
    """Forms, rules and figures come with the first packet."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", START, str(tmp_path / "settings.ini")]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_every_page_is_what_its_tab_says() -> None:
    """A page's module is imported when it is looked at; the tab names it and its forms before."""
    from gui.tabs.registry import TABS

    assert [(tab.load().title, tab.load().sheets) for tab in TABS] == [
        (tab.title, tab.sheets) for tab in TABS
    ]
