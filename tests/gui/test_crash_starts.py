"""Faults through the real start of the program, each in a process of its own: in front of other windows, before there is a window, and fatal ones."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from project_kit import new_project

from gui.app import FAILED, NOT_STARTED, NOTHING_TOUCHED
from gui.crash_notes import ALL_SAVED
from gui.last_crash import ENDED, NOT_ALL, SAFE

ROOT = Path(__file__).resolve().parent.parent.parent
SECRET = "收入合计 5394.86"

DRIVER = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QDialogButtonBox, QLabel
import gui.app
from gui.crash_notice import CrashNotice
from gui.main_window import MainWindow

SECRET = "收入合计 5394.86"

def fail(*_):
    raise ValueError(SECRET)

def shown(kind):
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

def words(widget):
    return " ".join(one.text() for one in widget.findChildren(QLabel)).replace("\\u200b", "")

def click(widget, text):
    next(one for one in widget.findChildren(QAbstractButton) if one.text() == text).click()

def window():
    return shown(MainWindow)[0]

def step(*steps):
    # One after the other, each as soon as it says that it is done.
    left = list(steps)
    def look():
        if left[0]() is not False:
            left.pop(0)
        if left:
            QTimer.singleShot(20, look)
    QTimer.singleShot(20, look)

def die():
    os.kill(os.getpid(), 11)

def close():
    window().unsaved.leaving = True
    window().close()

def at_start():
    __STEPS__

make = gui.app.make_application
def made(argv):
    app = make(argv)
    at_start()
    return app
gui.app.make_application = made
sys.exit(gui.app.run(["jxzp", *sys.argv[1:]]))
"""


class Program:
    """The program with settings and records of its own."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.home.mkdir()

    def run(self, steps: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_DATA_HOME": str(self.home / "data"),
            "PYTHONIOENCODING": "utf-8",
        }
        script = DRIVER.replace("__STEPS__", steps.strip().replace("\n", "\n    "))
        return subprocess.run(
            [sys.executable, "-c", script, *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    def record(self, name: str) -> Path:
        (found,) = self.home.glob(f"data/**/{name}")
        return found

    @property
    def kept(self) -> str:
        """All that the program keeps on its faults."""
        return "".join(one.read_text(encoding="utf-8") for one in self.home.glob("data/**/*.log*"))


@pytest.fixture
def program(tmp_path: Path) -> Program:
    if os.name == "nt":
        pytest.skip("the places of settings and records are set by XDG's names")
    return Program(tmp_path)


@pytest.fixture
def packet(tmp_path: Path) -> Path:
    path = tmp_path / "吉首市科工信局.jxzp"
    new_project(path).close()
    return path


IN_FRONT = {
    "the preview": "window().papers.preview()",
    "a dialog of the window": "window().files.new()",
    "the guide": "window()._call('help')",
}


@pytest.mark.parametrize("opening", IN_FRONT.values(), ids=IN_FRONT)
def test_a_slot_that_fails_is_told_before_the_window_in_front(
    program: Program, packet: Path, opening: str
) -> None:
    done = program.run(
        f"""
fronts = []
def open_it():
    if not shown(MainWindow):
        return False
    {opening}
def open_and_fail():
    if not window().isVisible():
        return False
    fronts.append(QApplication.activeWindow())
    QTimer.singleShot(0, fail)
def tell():
    if not shown(CrashNotice):
        return False
    (notice,) = shown(CrashNotice)
    print(notice.parentWidget() is fronts[0], words(notice))
    click(notice, "复制出错信息")
    print("COPIED", QGuiApplication.clipboard().text())
    click(notice, "关闭")
    for one in shown(QDialog):
        one.close()
step(open_it, open_and_fail, tell, close)
""",
        str(packet),
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("True"), done.stdout
    assert ALL_SAVED in done.stdout
    assert str(program.record("jxzp.log")) in done.stdout.partition("COPIED")[0]
    assert "ValueError" in done.stdout.partition("COPIED")[2]
    for secret in ("5394.86", "科工信局"):
        assert secret not in done.stdout.partition("COPIED")[2]
        assert secret not in program.kept
    assert "Traceback" not in done.stderr


BREAKS = {
    "the window": "import gui.app; gui.app.make_window = fail",
    "the packet": "from gui.document import Document; Document.open = fail",
}


@pytest.mark.parametrize("broken", BREAKS.values(), ids=BREAKS)
def test_a_fault_before_there_is_a_window_is_told_in_a_dialog_and_ends_the_program(
    program: Program, packet: Path, broken: str
) -> None:
    before = packet.read_bytes()
    done = program.run(
        f"""
{broken}
def tell():
    if not shown(CrashNotice):
        return False
    print(len(shown(MainWindow)), words(shown(CrashNotice)[0]))
    click(shown(CrashNotice)[0], "关闭")
step(tell)
""",
        str(packet),
    )
    assert done.returncode == FAILED, done.stderr
    assert done.stdout.startswith("0 "), "half a window stands behind it"
    assert NOT_STARTED in done.stdout
    assert f"文件“{packet.name}”的内容没有改动" in done.stdout
    assert str(program.record("jxzp.log")) in done.stdout
    assert "ValueError" in program.kept
    assert "5394.86" not in program.kept + done.stderr
    assert "Traceback" not in done.stderr
    assert packet.read_bytes() == before


def test_without_a_packet_no_file_is_named(program: Program) -> None:
    done = program.run(
        """
gui.app.make_window = fail
def tell():
    if not shown(CrashNotice):
        return False
    print(words(shown(CrashNotice)[0]))
    click(shown(CrashNotice)[0], "关闭")
step(tell)
"""
    )
    assert done.returncode == FAILED, done.stderr
    assert NOTHING_TOUCHED in done.stdout


def test_a_fault_in_a_slot_on_the_way_to_the_window_is_told_when_it_is_there(
    program: Program, packet: Path
) -> None:
    done = program.run(
        """
from gui.packet_page import PacketPage
PacketPage.enter = fail
def tell():
    if not shown(CrashNotice):
        return False
    print(words(shown(CrashNotice)[0]))
    click(shown(CrashNotice)[0], "关闭")
step(tell, close)
""",
        str(packet),
    )
    assert done.returncode == 0, done.stderr
    assert ALL_SAVED in done.stdout


# -- what ends the program at once -------------------------------------------------------------------------------------

LOOK = """
def look():
    if not shown(MainWindow):
        return False
    print(window().messages.text)
    print(*(one.text() for one in window().messages.offers))
step(look, close)
"""
OPEN_IT = """
def open_it():
    if not shown(MainWindow):
        return False
    print(window().messages.text)
    window().messages.offers[0].click()
def is_open():
    if not window().document.is_open:
        return False
    print("OPEN", window().document.path)
    print("TOLD", window().messages.text)
step(open_it, is_open, close)
"""
DIE = """
def ready():
    if not shown(MainWindow) or not window().document.is_open:
        return False
step(ready, lambda: None, die)
"""


def test_after_a_crash_the_next_start_says_so_once_and_leads_back_to_the_packet(
    program: Program, packet: Path
) -> None:
    assert program.run(DIE, str(packet)).returncode == -signal.SIGSEGV
    done = program.run(OPEN_IT)
    assert done.returncode == 0, done.stderr
    told, _, after = done.stdout.partition("OPEN ")
    assert ENDED + SAFE in told
    assert str(program.record("crash-before.log")) in told
    assert after.startswith(f"{packet}\nTOLD ")
    assert ENDED not in after
    assert "Segmentation fault" in program.record("crash-before.log").read_text(encoding="utf-8")
    assert "科工信局" not in program.kept
    assert ENDED not in program.run(LOOK).stdout  # once


def test_a_packet_that_is_named_anyway_is_not_offered_once_more(program: Program, packet: Path) -> None:
    program.run(DIE, str(packet))
    done = program.run(LOOK, str(packet))
    assert ENDED + SAFE in done.stdout
    assert packet.stem not in done.stdout.splitlines()[-1]


def test_what_could_not_be_written_before_the_crash_is_not_said_to_be_in_the_file(
    program: Program, packet: Path
) -> None:
    program.run(
        """
from model.cells import CellRef
from model.edits import Edit, SetCell
from model.problems import FileProblem, Reason
from decimal import Decimal
def full(*_):
    raise FileProblem(Reason.DISK_FULL, window().document.path)
def change():
    if not shown(MainWindow) or not window().document.is_open:
        return False
    window().document.project._file.commit = full
    window().document.apply(Edit("改", (SetCell(CellRef("sangong", "bureau", "total"), Decimal(1)),)))
step(change, lambda: None, die)
""",
        str(packet),
    )
    assert NOT_ALL in program.run(LOOK).stdout


@pytest.mark.parametrize(
    "end", ["close", "lambda: os.kill(os.getpid(), 15)", "lambda: os.kill(os.getpid(), 9)"]
)
def test_a_program_that_was_closed_or_killed_by_the_system_did_not_crash(
    program: Program, packet: Path, end: str
) -> None:
    program.run(DIE.replace("die", end), str(packet))
    assert ENDED not in program.run(LOOK).stdout


def test_what_the_program_outlived_is_no_crash(program: Program, packet: Path) -> None:
    """Some faults on Windows are noted as fatal and are not."""
    program.run(
        """
def note():
    if not shown(MainWindow):
        return False
    import faulthandler
    from PySide6.QtCore import QStandardPaths
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
    with (folder / "crash.log").open("a") as file:
        faulthandler.dump_traceback(file)
step(note, close)
""",
        str(packet),
    )
    assert ENDED not in program.run(LOOK).stdout
    assert program.record("crash-before.log").stat().st_size


def test_where_the_record_cannot_be_kept_the_crash_is_told_all_the_same(
    program: Program, packet: Path
) -> None:
    program.run(DIE, str(packet))
    (program.record("crash.log").parent / "crash-before.log").mkdir()
    done = program.run(LOOK)
    assert done.returncode == 0, done.stderr
    assert ENDED + SAFE in done.stdout
    assert ENDED not in program.run(LOOK).stdout


def test_where_nothing_can_be_recorded_the_program_starts_all_the_same(program: Program) -> None:
    (program.home / "data").write_text("in the way")
    done = program.run(LOOK)
    assert done.returncode == 0, done.stderr


def test_the_program_ends_well_with_a_chapter_on_the_clipboard(program: Program, packet: Path) -> None:
    """Where the platform keeps the clipboard until Python has gone, an object of Python's in it ended the process with a crash."""
    done = program.run(
        """
from gui.prose_edit import ProseEdit
from model.forms.prose import CHAPTERS
def go_there():
    if not shown(MainWindow):
        return False
    window().goto(CHAPTERS.ref("c1", "text"))
    window().page.finish()
def copy_and_quit():
    chapter = next(one for one in window().findChildren(ProseEdit) if one.isVisible())
    chapter.insertPlainText("本单位2022年收入5394.86万元。")
    chapter.selectAll()
    chapter.copy()
    window().close()
step(go_there, copy_and_quit)
""",
        str(packet),
    )
    assert done.returncode == 0, done.stderr
