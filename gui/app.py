"""Starts the window: fonts, Chinese standard texts, crash notes; then hands over to Qt."""

from __future__ import annotations

import faulthandler
import gc
import logging
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QStandardPaths, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from gui.appearance import apply_font_percent, apply_scheme
from gui.fonts import ensure_chinese_font
from gui.icons import app_icon
from gui.main_window import MainWindow
from gui.qt_words import QtWords
from gui.settings import Settings

log = logging.getLogger(__name__)

CRASH = "程序内部出错，刚才的操作可能没有完成；已填写的内容都在文件中。出错记录（不含填报内容）在“{place}”，请发给维护人员。"

_YOUNG = 20_000
"""So many more things than before must there be for the collector to look at those made last."""


def run(argv: Sequence[str]) -> int:
    """Show the window, with the packet named in the arguments if there is one; the exit code."""
    app = make_application(argv)
    settings = Settings.of_user()
    place = start_notes()
    window = make_window(settings)
    install_excepthook(window, place)
    path = next((Path(argument) for argument in argv[1:] if not argument.startswith("-")), None)
    if path is not None:
        window.files.open_path(path)
    follow_system(settings)
    if settings.window()[0].isEmpty():  # the first start: an office form needs all the room there is
        window.setWindowState(Qt.WindowState.WindowMaximized)
    window.show()
    window.assistance.offer_tour()
    QTimer.singleShot(0, resume_collecting)
    return app.exec()


def resume_collecting() -> None:
    """The window is there. What was made on the way stays for good: the collector need not look at it again.

    From now on it looks less often than Python lets it: one edit of a large packet makes thousands of things and drops nearly all
    of them by itself, while going through them took a fifth of the edit's time.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG)
    gc.enable()


def make_application(argv: Sequence[str]) -> QApplication:
    """The QApplication with its name, style, font and Chinese texts for Qt's own buttons and dialogs."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(list(argv))
    app.setApplicationName("jxzp")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("jxzp")
    app.setWindowIcon(app_icon())
    app.setStyle("Fusion")
    ensure_chinese_font(app)
    install_translation(app)
    return app


def make_window(settings: Settings) -> MainWindow:
    """The main window in the looks that the clerk chose."""
    apply_scheme(settings.scheme)
    apply_font_percent(settings.font_percent)
    return MainWindow(settings)


def follow_system(settings: Settings) -> None:
    """Change over with the system between light and dark, where the clerk chose so."""

    def follow() -> None:
        if settings.scheme == "system":
            apply_scheme(settings.scheme)

    QApplication.styleHints().colorSchemeChanged.connect(follow)


def install_translation(app: QApplication) -> bool:
    """Qt's own texts (确定, 取消, the print dialog) in Chinese, whatever the system's language."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    loaded = translator.load("qtbase_zh_CN", folder) and app.installTranslator(translator)
    return bool(app.installTranslator(QtWords(app)) and loaded)


# -- when something goes wrong ---------------------------------------------------------------------------------------


def start_notes() -> Path:
    """Notes for the maintainer in a file of their own; hard crashes are written beside it. Returns the notes' path."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / "jxzp.log"
    handler = _Notes(place)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    # Kept open for as long as the process lives: the handler writes to the descriptor while it dies.
    faulthandler.enable((folder / "crash.log").open("a", encoding="utf-8"))
    return place


class _Notes(logging.Handler):
    """Writes to a file that is kept short; its machinery is loaded with the first note."""

    def __init__(self, place: Path) -> None:
        super().__init__()
        self._place = place
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Note a record."""
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self._file = RotatingFileHandler(self._place, maxBytes=500_000, backupCount=2, encoding="utf-8")
            self._file.setFormatter(self.formatter)
        self._file.emit(record)

    def close(self) -> None:
        """Close the file, if there was anything to note."""
        if self._file is not None:
            self._file.close()
        super().close()


def install_excepthook(window: MainWindow, place: Path) -> None:
    """An exception that nobody caught is noted, and the clerk reads one sentence; the program goes on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("uncaught %s\n%s", kind.__name__, where(trace))
        window.messages.tell(CRASH.format(place=place))

    sys.excepthook = hook


def where(trace: TracebackType | None) -> str:
    """The way to the error without its words: those may quote figures from the packet."""
    frames = traceback.extract_tb(trace)
    return "\n".join(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
