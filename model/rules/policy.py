"""How hard each relation is judged, as data: its level, the difference that it lets pass, and what the clerk should know about it.

A relation without an entry is 强制 beyond rounding slack and lets nothing else pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from model.findings import Severity

if TYPE_CHECKING:
    from model.book import Book

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Policy:
    """``highest`` is the gravest verdict that the relation may give; ``note`` stands in the rules' documentation."""

    highest: Severity = Severity.MANDATORY
    tolerance: Decimal | None = None
    """A difference up to this passes."""
    profile_tolerance: bool = False
    """The profile says how much passes (``tolerances.score``)."""
    one_scope: bool = False
    """The figure is the same in every 口径: forms of different scope must agree all the same."""
    needs_filling: bool = False
    """Judged only where the clerk filled in a figure of the relation: what the program fills in by itself holds by construction."""
    note: str = ""


def _linked(
    note: str = "", highest: Severity = Severity.MANDATORY, tolerance: Decimal | None = None
) -> Policy:
    return Policy(highest, tolerance, needs_filling=True, note=note)


_ADVISORY = Severity.ADVISORY
_SLACK = "四舍五入造成的差为尾差；超出尾差而不超过各数半个末位之和的为提示。"

POLICIES: Mapping[str, Policy] = {
    "G01": Policy(note=_SLACK),
    "G02": Policy(note=_SLACK),
    "G03": Policy(note=_SLACK),
    "G04": Policy(_ADVISORY, note="收入合计是否含上年结转按本地规定。"),
    "G05": Policy(_ADVISORY),
    "G06": Policy(note=_SLACK),
    "G07": Policy(note=_SLACK),
    "G08": Policy(note=_SLACK),
    "G09": Policy(_ADVISORY, note="报告注明“非独立核算”且各表未填的，不作提示。"),
    "G10": _linked("附件2 没有填报数的不审核。"),
    "G11": _linked("附件2 没有填报数的不审核。"),
    "G12": _linked("附件2 没有填报数的不审核。"),
    "G13": _linked(
        "相差 0.01 个百分点以内为提示，超过为强制；全年预算数为 0 的不计算。指标表的预算执行率一并核对。"
    ),
    "G14": _linked("相差 0.1 分以内通过；执行率超过 100% 的按 100% 计分。", tolerance=Decimal("0.1")),
    "G15": Policy(_ADVISORY, note="超预算支出的，在审核说明中写明原因。"),
    "G16": _linked("上年结转是否计入按本地口径；与公式不同的写明原因。", _ADVISORY),
    "G17": _linked("分值没有尾差。"),
    "G18": Policy(note="有得分而没有分值的，也为强制。"),
    "G19": Policy(profile_tolerance=True, note="允许的差按本地规定（一般 0.05 分）。"),
    "G20": Policy(_ADVISORY, note="相差超过 0.5 分且没有写原因的提示；定性指标按完成档次的得分区间核对。"),
    "G21": Policy(note="未达到指标值，或得分低于分值，都须填写；同一指标只提一次。"),
    "G22": Policy(note="按计分规则四舍五入后仍为满分的（如完成 99.999%），不算违反。"),
    "G23": Policy(_ADVISORY, note="比例按本地规定；写明“≥”“以上”的指标超额完成是否说明，也按本地规定。"),
    "G24": Policy(),
    "G25": Policy(note="只审核填了分值的指标。"),
    "G26": Policy(_ADVISORY, note="只审核填了分值的定性指标。"),
    "G27": Policy(note="一条指标也没有填的，绩效目标或得分已经填写时为强制。"),
    "G28": Policy(),
    "G29": Policy(note="得分不先取整：89.995 分不到 90 分。"),
    "G30": Policy(note="按填列的小数位复算，截断的也通过。"),
    "G31": _linked("上年决算、预算、决算三列各自成立。" + _SLACK),
    "G32": _linked("上年决算、预算、决算三列各自成立。" + _SLACK),
    "G33": _linked("上年决算、预算、决算三列各自成立。" + _SLACK),
    "G34": Policy(note="三项是“其中”数，合计可以小于公用经费。"),
    "G35": _linked("相差 0.01 个百分点以内通过；实有人数超过编制数的提示。", tolerance=HUNDREDTH),
    "G36": _linked(
        "相差 0.01 个百分点以内通过；批复数为 0 而实际数大于 0 的为强制，均为 0 的不适用，超过 100% 的提示。",
        tolerance=HUNDREDTH,
    ),
    "G37": Policy(_ADVISORY, note="表中没有购置数量栏，只与报告文字核对，所以只作提示。"),
    "G38": _linked("人数没有尾差。"),
    "G39": Policy(one_scope=True, needs_filling=True, note="三公经费决算数只有一个口径，各表必须相等。"),
    "G40": Policy(note="按指标名称或所选共性指标找到指标行；指标值写百分比的只核对比率。"),
    "G41": Policy(note="先比口径：自评表公用支出为全口径，与基础数据表口径不同，至多提示。"),
    "G42": Policy(note="先换算成万元再比较；指标中位数较少的数按其末位的半个单位放宽。"),
    "G43": Policy(_ADVISORY, note="先比口径：基础数据表为部门决算口径，自评表为全口径，口径不同至多提示。"),
    "G44": _linked("附件2 没有填报数的不审核。"),
    "G45": Policy(
        note="附件2、自评表三和报告得分表共用同一组得分，表间一致由程序保证；这里核对填列数与合计。"
    ),
    "G46": Policy(note="指标写百分比的核对比率，写金额的核对金额。"),
    "G47": Policy(note=_SLACK),
    "G48": _linked("通知为四本预算口径，与全口径的支出合计相比至多提示。"),
    "G50": Policy(_ADVISORY, note="一处是另一处的一部分也算一致；可引用，不必重复填写。"),
    "G51": _linked(_SLACK),
    "G52": Policy(note="指标表中的共性指标按各表数据复算；填列的小数位内一致即通过。"),
    "G60": Policy(note="日期不存在（如 2月30日）的为强制，其余为提示。"),
    "G63": Policy(_ADVISORY, note="全文中与 8 字以上的单位名称只差一个字的也提示。"),
    "G64": Policy(_ADVISORY),
    "G65": Policy(_ADVISORY, note="分项为一般公共预算口径，三公经费表为全口径，分项可以小于。"),
    "G66": Policy(note="上年数提取后不手工改动，确需改动的写审核说明。"),
    "G67": Policy(),
    "G68": Policy(note="本年和上年都用预算数；上年预算数为 0 的不计算。"),
    "G69": Policy(_ADVISORY, note="比例按本地规定（一般 30%）。"),
    "G70": Policy(_ADVISORY, note="按本机装有的字体和自带字体判断；换一台电脑，结论可能不同。"),
    "G71": Policy(_ADVISORY, note="位数不审核：短号、分机号和一栏中几个号码都可以填。"),
}

_DEFAULT = Policy()


def policy(code: str) -> Policy:
    """The relation's policy."""
    return POLICIES.get(code, _DEFAULT)


def tolerance_of(code: str, book: Book) -> Decimal | None:
    """What passes without a word, the profile's own figure where it has one."""
    own = policy(code)
    return book.profile.score_tolerance if own.profile_tolerance else own.tolerance


def capped(code: str, severity: Severity | None) -> Severity | None:
    """The verdict, never graver than the relation's level."""
    if severity is None:
        return None
    highest = policy(code).highest
    return severity if severity.rank >= highest.rank else highest


@dataclass(frozen=True)
class ByConstruction:
    """A relation that cannot fail, because the packet keeps the figure in one place only."""

    code: str
    title: str
    text: str
    why: str


BY_CONSTRUCTION = (
    ByConstruction(
        "G49",
        "定量指标一致",
        "自评表三的定量指标与附件2 的三级指标一致（名称、指标值、完成值）",
        "两处由同一组指标生成，只填一次，不会不一致，因此不设审核。",
    ),
)
