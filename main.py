"""绩效自评: arguments in, exit code out. Without a verb the window opens; with one the same code runs headless."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from model import printable

if TYPE_CHECKING:
    from export.listing import Listing
    from intake.intake import Intake
    from model.book import Book

OK, MANDATORY_FOUND, UNUSABLE = 0, 1, 2
PACKET_SUFFIX = ".jxzp"
SAMPLE = Path(__file__).resolve().parent / "resources" / "samples" / "jishou-2022.txt"
VERBS = ("new", "import", "check", "export", "verify", "demo")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; 0 done, 1 强制性审核 findings are open, 2 the input or the request cannot be used."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    printable.ask(_has_type)
    try:
        if not arguments or arguments[0] not in (*VERBS, "-h", "--help"):
            return _window(arguments)
        from export.console import whoever_reads

        with whoever_reads():
            return _verb(arguments)
    except ModuleNotFoundError as missing:
        print(
            f"缺少组件“{missing.name}”：请先执行 make setup，再用 .venv/bin/python main.py 启动"
            "（Windows：.venv\\Scripts\\python main.py）。",
            file=sys.stderr,
        )
        return UNUSABLE


def _has_type(character: str) -> bool:
    """What the model asks about rare characters; fonts are read when it first does."""
    from export.pdf.fonts import has_type

    return has_type(character)


def _verb(arguments: list[str]) -> int:
    """One headless verb; every known problem is one sentence on stderr."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except _known_problems() as problem:
        print(problem, file=sys.stderr)
        return UNUSABLE
    except OSError as problem:
        print(f"文件读写失败（{problem.strerror or problem}），请检查路径和权限后重试。", file=sys.stderr)
        return UNUSABLE


def _known_problems() -> tuple[type[Exception], ...]:
    """Everything that ends in one Chinese sentence instead of a result."""
    from export.errors import ExportError
    from intake.problems import UnreadableSource
    from model.problems import FileProblem
    from model.profile import ProfileError

    return (ExportError, UnreadableSource, FileProblem, ProfileError)


def _window(arguments: list[str]) -> int:
    from gui.app import run

    return run([sys.argv[0], *arguments])


class _Parser(argparse.ArgumentParser):
    """argparse that complains in one Chinese line."""

    def error(self, message: str) -> NoReturn:
        print(f"命令写法有误（{message}），请用 --help 查看用法。", file=sys.stderr)
        sys.exit(UNUSABLE)


def _year(text: str) -> int:
    """A report year of our time."""
    if not (text.isascii() and text.isdigit() and 2000 <= int(text) <= 2100):
        raise argparse.ArgumentTypeError(f"“{text}”不是年度，请写四位数，如 2023")
    return int(text)


def _packet_path(text: str) -> Path:
    """A packet's file, with its suffix even where it was left out."""
    path = Path(text)
    return path if path.suffix.lower() == PACKET_SUFFIX else path.with_name(path.name + PACKET_SUFFIX)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="main.py", description="部门整体支出绩效自评：填报、审核、打印")
    verbs = parser.add_subparsers(required=True, metavar="命令")

    new = verbs.add_parser("new", help="新建年度文件")
    new.add_argument("--year", type=_year, required=True, help="报告年度，四位数")
    new.add_argument("--department", required=True, help="部门（单位）名称")
    new.add_argument("--from", dest="last", type=Path, default=None, help="上年文件：提取封面代码和年初数")
    new.add_argument("--profile", default=None, help="地区规定代码")
    new.add_argument("--to", type=_packet_path, required=True, help=f"新文件（{PACKET_SUFFIX}）")
    new.set_defaults(run=_new)

    read = verbs.add_parser("import", help="从公开文本或 Word 文件导入")
    read.add_argument("sources", type=Path, nargs="+", help="来源文件（.txt、.docx、.xlsx）")
    read.add_argument(
        "--to", type=_packet_path, required=True, help=f"年度文件（{PACKET_SUFFIX}），没有则新建"
    )
    read.set_defaults(run=_import)

    check = verbs.add_parser("check", help="全部审核；有强制性问题时退出码为 1")
    check.add_argument("file", type=Path, help="年度文件，或 .txt、.docx、.xlsx")
    check.add_argument("--json", action="store_true", help="输出 JSON")
    check.add_argument("--pdf", type=Path, help="另把审核报告写成 PDF")
    check.set_defaults(run=_check)

    export = verbs.add_parser("export", help="导出打印文件")
    export.add_argument("file", type=Path)
    for kind, words in (("pdf", "打印稿"), ("docx", "可编辑的 Word 稿"), ("xlsx", "带公式的 Excel 表")):
        export.add_argument(f"--{kind}", type=Path, help=words)
    export.add_argument("--part", default="all", help="notice、form、annex1、annex2、report 或 all")
    export.set_defaults(run=_export)

    verify = verbs.add_parser("verify", help="核对纸面校验码：纸面是否就是文件现在的内容")
    verify.add_argument("file", type=Path)
    verify.add_argument("code", help="纸面页脚的校验码")
    verify.set_defaults(run=_verify)

    demo = verbs.add_parser("demo", help="用自带的 2022 年样例走一遍：导入、审核、打印、打开窗口")
    demo.add_argument("--to", type=Path, default=Path("out"), help="结果文件夹")
    demo.set_defaults(run=_demo)
    return parser


def _new(options: argparse.Namespace) -> int:
    from intake.carry_forward import another_department, carry_forward, why_not_last_years
    from model.starting import new_packet

    last = _read_packet(options.last) if options.last else None
    refused = why_not_last_years(options.last.name, last, options.year) if last is not None else ""
    if refused:
        print(f"{refused.removesuffix('。')}，也没有新建文件。", file=sys.stderr)
        return UNUSABLE
    project = new_packet(options.to, options.year, options.department, options.profile)
    if last is not None:
        project.apply(carry_forward(last, project.book))
        if whose := another_department(last, options.department):
            print(whose, file=sys.stderr)
    print(f"已新建：{project.path}")
    project.close()
    return OK


def _import(options: argparse.Namespace) -> int:
    from intake.intake import read_source
    from model.project import Project
    from model.starting import bare_book, create_for

    project = Project.open(options.to) if options.to.exists() else None
    try:
        for source in options.sources:
            book = project.book if project else bare_book()
            intake = read_source(source, book)
            if project is None:
                project = create_for(options.to, intake.found_year, intake.found_department)
            project.apply(intake.edit)
            if not project.save_state.saved:
                print(project.save_state.message, file=sys.stderr)
                return UNUSABLE
            _print_intake(source, intake, project.book)
    finally:
        if project is not None:
            project.close()
    return OK


def _print_intake(source: Path, intake: Intake, book: Book) -> None:
    print(
        f"【{source.name}】读入 {len(intake.read)} 项，未识别 {len(intake.unread)} 项，问题 {len(intake.problems)} 个"
    )
    for item in intake.read:
        print(f"  读入　{book.name(item.ref)}：{_short(item.quote)}")
    for unread in intake.unread:
        print(f"  未读　{_short(unread.quote)}（{unread.why}）")
    for problem in intake.problems:
        print(f"  问题　{problem.message}")
    for sentence in intake.removed:
        print(f"  删除　{sentence}")


def _check(options: argparse.Namespace) -> int:
    from model.findings import Severity

    if options.file.suffix.lower() == PACKET_SUFFIX:
        listing = _check_packet(options)
    elif options.pdf:
        print("审核报告只能由年度文件（.jxzp）生成，请先用 import 导入。", file=sys.stderr)
        return UNUSABLE
    else:
        listing = _check_source(options.file)
    if options.json:
        print(listing.to_json())
    else:
        _print_listing(listing)
    return MANDATORY_FOUND if listing.count(Severity.MANDATORY) else OK


def _check_packet(options: argparse.Namespace) -> Listing:
    """A packet's own file, opened read-only."""
    from export.listing import listing_of

    book = _read_packet(options.file)
    if options.pdf:
        _write_audit_report(book, options.pdf, told=not options.json)
    return listing_of(book)


def _read_packet(path: Path) -> Book:
    from model.project import Project

    project = Project.open(path, read_only=True)
    project.close()
    return project.book


def _check_source(path: Path) -> Listing:
    """Any other file, read on the fly: spans count characters of its text."""
    from export.listing import FindingLine, Listing, in_order
    from intake.checking import check_source

    said = check_source(path)
    tables = (
        FindingLine(
            one.finding.code,
            one.finding.severity,
            one.place,
            one.span,
            one.quote,
            one.finding.stated,
            one.finding.expected,
            one.finding.message,
        )
        for one in said.tables
    )
    prose = (
        FindingLine(
            one.code, one.severity, "正文", one.span, one.quote, one.stated, one.expected, one.message
        )
        for one in said.prose
    )
    return Listing(
        in_order((*tables, *prose)), said.not_checked, said.passed, said.numbers_read, said.numbers_checked
    )


def _write_audit_report(book: Book, target: Path, *, told: bool) -> None:
    """The 审核报告 as PDF; with --json, stdout stays the one object that was asked for."""
    from export.service import export_audit_report

    report = export_audit_report(book, target)
    if told:
        print(f"已导出审核报告 {target}，共 {report.pages} 页")
    for missing in report.missing_glyphs:
        print(missing, file=sys.stderr)


def _print_listing(listing: Listing) -> None:
    from model.findings import Severity

    for finding in listing.findings:
        place = "" if finding.place in finding.message or finding.place == "正文" else f"{finding.place}："
        print(f"{finding.severity.title}　{finding.code}　{place}{finding.message}")
    counts = [f"{level.title} {listing.count(level)}" for level in Severity]
    print("　".join((*counts, f"未核关系 {len(listing.not_checked)}", f"相符 {listing.passed}")))
    print(f"识别 {listing.numbers_read} 个数字，核对 {listing.numbers_checked} 个")


def _export(options: argparse.Namespace) -> int:
    from model.project import Project

    if not (options.pdf or options.docx or options.xlsx):
        print("请写明要导出的文件，如 --pdf 自评报告.pdf。", file=sys.stderr)
        return UNUSABLE
    project = Project.open(options.file, read_only=True)
    try:
        _write_documents(project.book, options)
    finally:
        project.close()
    return OK


def _write_documents(book: Book, options: argparse.Namespace) -> None:
    from export.packet import left_out
    from export.service import export_docx, export_pdf, export_xlsx

    if (options.pdf or options.docx) and (sentence := left_out(book, options.part)):
        print(sentence)
    if options.pdf:
        report = export_pdf(book, options.pdf, options.part)
        faces = "、".join(f"{face}（{font}）" for face, font in report.faces.items())
        print(f"已导出 {options.pdf}，共 {report.pages} 页；字体：{faces}")
        for missing in report.missing_glyphs:
            print(missing, file=sys.stderr)
    if options.docx:
        export_docx(book, options.docx, options.part)
        print(f"已导出 {options.docx}")
    if options.xlsx:
        export_xlsx(book, options.xlsx)
        print(f"已导出 {options.xlsx}")


def _verify(options: argparse.Namespace) -> int:
    from export.paper_check import PaperState, check_paper
    from model.project import Project

    project = Project.open(options.file, read_only=True)
    project.close()
    check = check_paper(project.book, options.code)
    miscopied = check.state is PaperState.MISCOPIED
    print(check.sentence, file=sys.stderr if miscopied else sys.stdout)
    return {PaperState.AGREES: OK, PaperState.DIFFERS: MANDATORY_FOUND, PaperState.MISCOPIED: UNUSABLE}[
        check.state
    ]


def _demo(options: argparse.Namespace) -> int:
    """The main job on the real packet: import, findings, PDF, and the window where there is a display."""
    options.to.mkdir(parents=True, exist_ok=True)
    packet, pdf = options.to / f"吉首市科工信局2022{PACKET_SUFFIX}", options.to / "绩效自评报告.pdf"
    packet.unlink(missing_ok=True)
    main(["import", str(SAMPLE), "--to", str(packet)])
    main(["check", str(packet)])
    exported = main(["export", str(packet), "--pdf", str(pdf)])
    if exported != OK or not _has_display():
        print("没有图形显示，窗口未打开。" if exported == OK else "导出未完成。")
        return exported
    return _window([str(packet)])


def _has_display() -> bool:
    if sys.platform.startswith(("win", "darwin")):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _short(text: str, limit: int = 40) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else f"{flat[:limit]}…"


if __name__ == "__main__":
    gc.disable()  # a verb makes next to nothing that goes round in circles; the window collects once it is there
    code = main()
    gc.freeze()  # else Python looks through all that there is before it ends
    sys.exit(code)
