"""What printing costs: the whole packet, in this process and as a command; Word → LibreOffice → PDF beside it.

python -m benchmarks.paper
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from export.packet import packet_blocks
from export.pdf.writer import FontOptions, render_pdf
from intake.intake import read_source
from model.book import Book
from model.cells import CellRef
from model.edits import set_cells
from model.profile import load_profile

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "jishou-2022.txt"
RUNS = 5


def seconds(action: Callable[[], object], runs: int = RUNS) -> float:
    """The median time of an action."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def command_cost(action: Callable[[], object], runs: int = 3) -> tuple[float, float]:
    """The median time of an action that starts processes, and how much of the processor they had."""
    times: list[float] = []

    def used() -> float:
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        return spent.ru_utime + spent.ru_stime

    def timed() -> None:
        before = used()
        action()
        times.append(used() - before)

    return seconds(timed, runs), statistics.median(times)


def command(*arguments: str | Path) -> None:
    """One of the headless verbs, with byte code kept as an installed program has it."""
    kept = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run(
        [sys.executable, ROOT / "main.py", *arguments], check=True, capture_output=True, cwd=ROOT, env=kept
    )


def sample() -> Book:
    book = Book(load_profile(), 2022)
    book.apply(read_source(SAMPLE, book).edit)
    return book


def in_process(book: Book) -> tuple[int, float]:
    """Pages and seconds of the whole packet, fonts already loaded."""
    fonts = FontOptions(prefer_system=False)
    pages = render_pdf(packet_blocks(book), fonts=fonts)[1].pages
    return pages, seconds(lambda: render_pdf(packet_blocks(book), fonts=fonts))


def long_report(book: Book) -> tuple[int, float]:
    """Pages and seconds of a report of some four hundred pages."""
    line = (
        "2022年度一般公共预算支出3173.85万元，其中：基本支出454.45万元（含公用经费），项目支出2123.53万元。"
        * 5
    )
    book.apply(set_cells("长", [(CellRef("chapters", "c6", "text"), "\n".join([line] * 940))]))
    fonts = FontOptions(prefer_system=False)
    start = time.perf_counter()
    report = render_pdf(packet_blocks(book, "report"), fonts=fonts)[1]
    return report.pages, time.perf_counter() - start


def libreoffice(soffice: str, folder: Path, docx: Path) -> tuple[float, float]:
    """Seconds, and those of the processor, that LibreOffice takes to turn the Word file into a PDF, its profile already made."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"

    def convert() -> None:
        arguments = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder / "lo", docx]
        subprocess.run(arguments, check=True, capture_output=True, timeout=300)

    convert()
    return command_cost(convert)


def main() -> None:
    """Print the times and their ratios."""
    book = sample()
    pages, warm = in_process(book)
    print(f"in process, warm: {pages} pages in {warm * 1000:.0f} ms ({warm / pages * 1000:.1f} ms a page)")
    many, long = long_report(book)
    print(f"a report of {many} pages: {long:.2f} s, {long / many / (warm / pages):.2f} × the time a page")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        packet, pdf, docx = folder / "x.jxzp", folder / "x.pdf", folder / "x.docx"
        command("import", SAMPLE, "--to", packet)
        ours, own = command_cost(lambda: command("export", packet, "--pdf", pdf, "--part", "all"))
        print(f"export --part all --pdf as a command: {ours:.2f} s, {own:.2f} s of the processor")
        soffice = shutil.which("soffice")
        if soffice is None:
            print("LibreOffice is not installed: nothing to compare with")
            return
        command("export", packet, "--docx", docx, "--part", "all")
        other, its = libreoffice(soffice, folder, docx)
        print(f"LibreOffice, Word file to PDF: {other:.2f} s, {its:.2f} s of the processor")
        print(f"ours beside LibreOffice: {ours / other:.2f} × the time, {own / its:.2f} × the processor's")


if __name__ == "__main__":
    main()
