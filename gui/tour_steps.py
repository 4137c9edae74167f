"""The first steps through an open packet: where the pages are, how a table is filled, what is found, that all is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from gui.tour import Step, place_in

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def steps_of(window: MainWindow) -> tuple[Step, ...]:
    """Four steps, each at a real widget of this window."""

    def tabs() -> QRect | None:
        bar = window.page.tabs.tabBar() if window.page is not None else None
        place = place_in(window, bar)
        if bar is None or place is None:
            return None
        return bar.tabRect(bar.currentIndex()).translated(place.topLeft())

    def strip() -> QRect | None:
        return place_in(window, window.assistance.strip)

    def findings() -> QRect | None:
        place = place_in(window, window.dock)
        return QRect(place.topLeft(), place.size() / 2) if place is not None else None

    def status() -> QRect | None:
        return place_in(window, window.status.progress)

    return (
        Step(
            "按表填写",
            "各页就是纸面材料的各个部分。页名旁的数字是这一页待处理的审核结果：红的必须改正，黄的请核对。",
            tabs,
        ),
        Step(
            "看着提示填",
            "光标到哪一格，这里就说明填什么、从决算报表哪里取数。Enter 向下，Tab 向右，灰底的格自动计算。",
            strip,
        ),
        Step(
            "随填随审",
            "每填一处，有关的关系马上重新核对。按 F8 逐条转到所在的栏目，数字无误的写审核说明。",
            findings,
        ),
        Step(
            "不用保存",
            "每一处改动随时存入文件。这里显示还缺多少，点开可以逐项转到没有填的栏目。F1 随时查看使用说明。",
            status,
        ),
    )
