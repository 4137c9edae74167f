"""The words and shapes of 指标值 and 完成值: comparators, lead-ins, dates, ranges.

:mod:`model.quantity` gives them their meaning.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from model.amounts import fold_width
from model.numerals import NUMERAL_CHARACTERS
from model.units import base_words, scale_words


class Comparator(Enum):
    """指标性质 as the clerk wrote it."""

    AT_LEAST = "≥"
    MORE = ">"
    AT_MOST = "≤"
    LESS = "<"
    EQUAL = "="
    ABOUT = "约"


# 民法典第一千二百五十九条: 以上、以下、以内 include the number; 不满、超过、以外 do not.
_PREFIXES: dict[Comparator, str] = {
    Comparator.AT_LEAST: "≥ ≧ ⩾ >= => 不低于 不少于 不小于 不得低于 不得少于 至少 "
    "最低 最少 大于等于 大于或等于 高于或等于",
    Comparator.MORE: "> 超过 高于 大于 多于 超",
    Comparator.AT_MOST: "≤ ≦ ⩽ <= =< 不超过 不高于 不大于 不多于 不得超过 不得高于 "
    "至多 最多 最高 小于等于 小于或等于 低于或等于 控制在",
    Comparator.LESS: "< 低于 小于 少于 不足 不满 不到",
    Comparator.EQUAL: "= 等于",
    Comparator.ABOUT: "约 大约 大概 约为 近 接近 将近 ≈",
}
_SUFFIXES: dict[Comparator, str] = {
    Comparator.AT_LEAST: "以上 及以上 或以上 起",
    Comparator.AT_MOST: "以下 及以下 或以下 以内 之内 内",
    Comparator.ABOUT: "左右 上下",
}
_AFTER_NUMBER: dict[Comparator, str] = {Comparator.MORE: "余 多"}


def _by_word(words: dict[Comparator, str]) -> dict[str, Comparator]:
    return {word: comparator for comparator, listed in words.items() for word in listed.split()}


COMPARATOR_OF_PREFIX = _by_word(_PREFIXES)
COMPARATOR_OF_SUFFIX = _by_word(_SUFFIXES)
COMPARATOR_AFTER_NUMBER = _by_word(_AFTER_NUMBER)


def _any_of(words: list[str] | dict[str, Comparator]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_NUMBER = rf"-?{_DIGITS}|百分之[{NUMERAL_CHARACTERS}]+|百分之{_DIGITS}|[{NUMERAL_CHARACTERS}]+"
_UNIT = rf"成|{_any_of(base_words())}|(?:{_any_of(scale_words())})(?:{_any_of(base_words())})?"
_PREFIX = _any_of(COMPARATOR_OF_PREFIX)
_SUFFIX = _any_of(COMPARATOR_OF_SUFFIX)
_AFTER = _any_of(COMPARATOR_AFTER_NUMBER)
# The lead says what is counted. A digit in it would be a second figure, save in names such as 5G.
_LEAD = r"(?:[^0-9,;，；。、%‰()<>≥≤=~.+\-]|[45]G(?![0-9])){0,24}?"
_NOUN = r"[\u4e00-\u9fff“”]{0,10}?"

SINGLE = re.compile(
    rf"(?P<lead>{_LEAD})(?P<prefix>{_PREFIX})?为?(?P<number>{_NUMBER})(?P<after>{_AFTER})?(?P<unit>{_UNIT})?"
    rf"(?P<suffix>{_SUFFIX})?(?P<noun>{_NOUN})(?P<final>{_SUFFIX})?"
)
_TO = "-|—|——|–|~|〜|至|到"
_MAYBE_RANGE = re.compile(rf"(?:{_TO})[0-9]")

_YEAR = r"(?:(?:(?:19|20)[0-9]{2}|[二一][〇零九一二三四五六七八]{3})年度?|本?当?年)"
_MONTH_DAY = r"(?:[01]?[0-9]|十?[一二三四五六七八九十])月(?:份|[0-3]?[0-9][日号]|底|末|初|中旬|上旬|下旬)?"
_QUARTER = r"第?[一二三四1-4]季度|上半年|下半年"
_DEADLINE = r"底|末|初|内|终"
_BEFORE = r"(?:之前|以前|前|内|止)?"
DATE = re.compile(
    rf"(?:于|在|到|截至|截止)?(?:(?:{_YEAR})?(?:{_MONTH_DAY}|{_QUARTER})(?:{_DEADLINE})?"
    rf"|{_YEAR}(?:{_DEADLINE})?|20[0-9]{{2}}[-./][01]?[0-9][-./][0-3]?[0-9])"
    rf"(?P<before>{_BEFORE})(?:全部|全面)?(?:完成|完工|竣工|建成|办结|报送|验收|投入使用|到位){{0,2}}(?:任务|工作)?"
)

_BLANK = re.compile(r"[\s\-_*/—–…·]*")
_LOOSE_SPACE = re.compile(r"(?<![0-9.])\s+|\s+(?![0-9.])")
_INCLUSIVE_NOTE = re.compile(r"\(含(?:本数)?\)")
# Words before the number that turn it into something else: a fall, an ordinal, a shortfall, a lead time.
_TURNING = re.compile(
    r"未|没|无|尚|不|下降|降|减|负|第|前|提前|延|推迟|超额|每|差|欠|缺|剩|缩|亏|或|倒数|除|平均每|相差|另|其中|折|翻|占"
)
_METRIC = re.compile(r"[^:：]*(?:率|度|值|量|(?<!超)额|数|比例|比重|占比|面积|规模)")
_UNDOING = re.compile(
    rf"[未无不没仅只差缺欠每中和与、]|^性|其余|以外|下降|减少|降低|增长|提高|分之|{_SUFFIX}"
)
_REACHED = frozenset(("完成", "达标", "覆盖", "全覆盖", "到位", "合格", "满意", "发放", "的"))


def clean(text: str) -> str:
    """The text without what carries no meaning here: width, blanks, a final stop, the note (含)."""
    folded = _INCLUSIVE_NOTE.sub("", fold_width(text).strip())
    return _LOOSE_SPACE.sub("", folded).rstrip("。；;,，、.!")


def match_range(text: str) -> re.Match[str] | None:
    """5—8个, 90%至95%之间; None for anything else, most of it without the long pattern, which is slow to make."""
    return _range().fullmatch(text) if _MAYBE_RANGE.search(text) else None


@cache
def _range() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<lead>{_LEAD})(?P<number>{_DIGITS})(?P<lower_unit>{_UNIT})?(?:{_TO})"
        rf"(?P<upper>{_DIGITS})(?P<unit>{_UNIT})?(?P<noun>{_NOUN})(?:之间)?"
    )


def is_blank(text: str) -> bool:
    """Nothing, or only the strokes clerks put where nothing applies."""
    return _BLANK.fullmatch(text) is not None


def lead_changes_meaning(lead: str) -> bool:
    """Whether the words before the number say that it is not simply the amount reached (下降, 第, 提前 …).

    The name of a measure may hold such words (缺勤率, 不合格率), so it is set aside first.
    """
    metric = _METRIC.match(lead)
    return _TURNING.search(lead[metric.end() :] if metric else lead) is not None


def noun_changes_meaning(noun: str) -> bool:
    """Whether the words after the unit undo the figure (8家未完成); most name what is counted (8家企业)."""
    return _UNDOING.search(noun) is not None


def may_follow_percent(noun: str) -> bool:
    """Whether the words say it was reached (100%完成), not of what (98%的企业满意)."""
    return not noun or noun in _REACHED
