"""Dates as the packet writes them: 2023年7月24日, or only 2023年7月; 二〇二三年七月 is read as well."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from model.numerals import parse_numeral

_DATE = re.compile(
    r"(?<!\d)(?:(?P<year>\d{4})\s*[-年./]\s*)?(?P<month>\d{1,2})(?!\d)"
    r"\s*(?(year)[-月./]?|月)\s*(?:(?P<day>\d{1,2})(?!\d))?"
)
"""2023年7月24日, 2023年7月, 2023-7-24, 7月24日."""
_NUMERAL = re.compile("[〇零一二三四五六七八九十]+(?=[年月日])")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_LEAP_YEAR = 2000
"""Where no year is written, 2月29日 may be one."""


@dataclass(frozen=True)
class WrittenDate:
    """The time that a text names: a day, or a month, which ends on another day than it begins."""

    begin: date
    end: date

    @property
    def day(self) -> date | None:
        """The day, where the text names one."""
        return self.begin if self.begin == self.end else None


def read_date(text: str) -> WrittenDate | None:
    """The first date with a year in the text; None when there is none or it does not exist (2月30日)."""
    for found in _found(text):
        if found["year"] and not _fault(found):
            year, month = int(found["year"]), int(found["month"])
            days = (int(found["day"]),) * 2 if found["day"] else (1, monthrange(year, month)[1])
            return WrittenDate(date(year, month, days[0]), date(year, month, days[1]))
    return None


def date_fault(text: str) -> str:
    """Why a date in the text cannot be, in a few words (没有13月); empty where there is no such date."""
    return next(filter(None, map(_fault, _found(text))), "")


def _found(text: str) -> list[re.Match[str]]:
    return list(_DATE.finditer(_NUMERAL.sub(_in_digits, unicodedata.normalize("NFKC", text))))


def _in_digits(numeral: re.Match[str]) -> str:
    """二〇二三, which is spelled digit by digit, and 十二."""
    spelled = numeral.group().translate(_DIGITS)
    return spelled if spelled.isascii() else str(parse_numeral(numeral.group()) or numeral.group())


def _fault(found: re.Match[str]) -> str:
    year, month = int(found["year"] or _LEAP_YEAR), int(found["month"])
    if not 1 <= month <= 12:
        return f"没有{month}月"
    if year == 0:
        return f"没有{found['year']}年"
    days = monthrange(year, month)[1]
    if found["day"] and not 1 <= int(found["day"]) <= days:
        told = f"{year}年" if found["year"] else ""
        return f"{told}{month}月没有{int(found['day'])}日"
    return ""
