"""Starts the window: fonts, Chinese standard texts, crash notes; then hands over to Qt."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from gui.appearance import apply_font_percent, apply_scheme
from gui.collecting import resume_collecting
from gui.copied_text import leave_plain_text
from gui.crash_log import CrashLog
from gui.crash_notes import CrashNotes
from gui.fonts import ensure_chinese_font
from gui.icons import app_icon
from gui.last_crash import LastCrash
from gui.main_window import MainWindow
from gui.qt_words import QtWords
from gui.settings import Settings

NOT_STARTED = "程序内部出错，没有能打开窗口，现在退出。"
NOT_OPENED = "文件“{name}”的内容没有改动。请再启动一次；仍不能打开的，请联系维护人员。"
NOTHING_TOUCHED = "已有的填报文件都没有改动。请再启动一次；仍不能打开的，请联系维护人员。"
FAILED = 3
"""The exit code where there could be no window."""
_SHARED_S = 0.0005
"""So long may a thread keep the interpreter when another waits for it. Python's own 5 ms are felt: painting a table asks for it
dozens of times, and beside an export waited so long each time.
"""


def run(argv: Sequence[str]) -> int:
    """Show the window, with the packet named in the arguments if there is one; the exit code."""
    app = make_application(argv)
    log_files = CrashLog()
    notes = CrashNotes(log_files.notes, app)
    notes.install()
    sys.setswitchinterval(_SHARED_S)
    path = next((Path(argument) for argument in argv[1:] if not argument.startswith("-")), None)
    try:
        window, last_crash = _open_window(log_files, path)
    except Exception as error:  # noqa: BLE001  whatever it is: there is no window yet that could tell it
        return _tell_failed_start(notes, log_files, path, error)
    notes.attach(window)
    QTimer.singleShot(0, resume_collecting)
    code = app.exec()
    window.background.end()  # the session ended with the window still open
    leave_plain_text()
    last_crash.end()
    log_files.end()
    return code


def _open_window(log_files: CrashLog, path: Path | None) -> tuple[MainWindow, LastCrash]:
    """The window as the clerk finds it, with the packet that was named."""
    settings = Settings.of_user()
    window = make_window(settings)
    last_crash = LastCrash(log_files, window)
    if path is not None:
        window.files.open_at_once(path)
    follow_system(settings)
    if settings.window()[0].isEmpty():  # the first start: an office form needs all the room there is
        window.setWindowState(Qt.WindowState.WindowMaximized)
    window.show()
    window.assistance.offer_tour()
    last_crash.tell()
    return window, last_crash


def _tell_failed_start(notes: CrashNotes, log_files: CrashLog, path: Path | None, error: Exception) -> int:
    """Say so in a dialog of its own, and end."""
    from gui.crash_notice import CrashNotice

    notes.note(error)
    for half_made in QApplication.topLevelWidgets():
        half_made.hide()
    notice = CrashNotice(log_files.notes, lambda: notes.report)
    notice.say(NOT_STARTED, NOT_OPENED.format(name=path.name) if path is not None else NOTHING_TOUCHED)
    notice.exec()
    log_files.end()
    return FAILED


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
