"""What the start costs beside a bare PySide6 window: process start to first paint, to a packet's data, and memory.

python -m benchmarks.start_up [RUNS]

Every figure is the median of so many processes of each kind, run in turn, so that a busy moment hits all alike. The
clock starts just before the process does; a process tells the time when its paint events are worked off, and how much
of the processor it had till then: on a busy machine that is the figure to compare. Ours runs
``main.py`` as the user's does, with a home folder of its own; only ``QApplication.exec`` is replaced, by the report.
"Settled" is the packet with the verdicts on its prose, which come in after it is shown.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 9

REPORT = """
def report():
    import resource, time
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(time.monotonic(), time.process_time(), memory, flush=True)
"""

BARE = f"""
{REPORT}
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTabWidget
app = QApplication(["bare"])
window, tabs = QMainWindow(), QTabWidget()
window.setCentralWidget(tabs)
for number in range(4):
    tabs.addTab(QTableWidget(20, 8), str(number))
window.show()
app.processEvents()
report()
"""
"""Four tabs of 20 × 8 empty cells, and nothing else."""

OURS = f"""
import os, sys
{REPORT}
def run_briefly(*_):
    QApplication.processEvents()
    report()
    window = next(one for one in QApplication.topLevelWidgets() if hasattr(one, "document"))
    assert window.document.is_open == (len(sys.argv) > 1)
    while not window.document.is_settled:
        QApplication.processEvents()
    report()
    os._exit(0)
from PySide6.QtWidgets import QApplication
QApplication.exec = run_briefly
sys.argv[0] = __file__ = "main.py"
with open(__file__, encoding="utf-8") as source:
    exec(compile(source.read(), __file__, "exec"))
"""


def one_run(script: str, home: Path, *arguments: str) -> list[tuple[float, ...]]:
    """Seconds since the start, of the processor among them, and MiB, at each report of the process."""
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        env=_environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    reports = (map(float, line.split()) for line in done.stdout.splitlines())
    return [(moment - start, processor, memory) for moment, processor, memory in reports]


def _environment(home: Path) -> Mapping[str, str]:
    """No screen, an empty home, and byte code kept as an installed program has it."""
    return {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
    }


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    kinds = ("bare window", "start page", "packet open", "packet settled")
    seen: dict[str, list[tuple[float, ...]]] = {kind: [] for kind in kinds}
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        (home / "jxzp").mkdir()
        (home / "jxzp" / "jxzp.ini").write_text("[General]\ntour_done=1\n")  # the first steps come only once
        packet = sample_packet(home)
        for _ in range(runs + 1):
            start, _ = one_run(OURS, home)
            opened, settled = one_run(OURS, home, str(packet))
            for kind, figures in zip(kinds, (*one_run(BARE, home), start, opened, settled), strict=True):
                seen[kind].append(figures)
    base: list[float] = []
    print(f"{'':16}" + "".join(f"{unit:>10}{'ratio':>7}" for unit in ("seconds", "processor", "MiB")))
    for kind, rows in seen.items():
        medians = [statistics.median(column) for column in zip(*rows[1:], strict=True)]
        base = base or medians
        shown = (
            f"{one:10.{3 if one < 30 else 0}f}{one / bare:7.2f}"
            for one, bare in zip(medians, base, strict=True)
        )
        print(f"{kind:16}" + "".join(shown))


def sample_packet(folder: Path) -> Path:
    """The published packet of 2022 in a file, with its import as history."""
    from intake.intake import read_source
    from model.profile import load_profile
    from model.project import Project
    from model.starting import bare_book

    path = folder / "packet.jxzp"
    source = ROOT / "resources" / "samples" / "jishou-2022.txt"
    with Project.create(path, profile=load_profile(), year=2022) as project:
        project.apply(read_source(source, bare_book(2022)).edit)
    return path


if __name__ == "__main__":
    main()
