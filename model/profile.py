"""What differs from year to year and from place to place, read from ``resources/profiles/*.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from model.common_indicators import CARRYOVER_BASES

PROFILE_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "profiles"
DEFAULT_PROFILE = "hunan-jishou-2022"


class ProfileError(ValueError):
    """A profile that cannot be used; the message is one Chinese sentence naming file, line and remedy."""


@dataclass(frozen=True)
class IndicatorGroup:
    """A first-level heading of the indicator table and its second-level headings."""

    level1: str
    level2: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """One locality's rules for one edition of the forms. Money is in ``money_unit``; lengths in millimetres."""

    code: str
    title: str
    edition: int
    region: str
    money_unit: str
    notice_number: str
    legal_bases: tuple[str, ...]
    notice_bases: tuple[str, ...]
    notice_contents: tuple[str, ...]
    notice_requirements: tuple[str, ...]
    annexes: Mapping[str, str]
    weights: Mapping[str, Decimal]
    grades: tuple[tuple[str, Decimal], ...]
    grade_note: str
    deviation_percent: Decimal
    explain_above_floor: bool
    change_percent: Decimal
    execution_rate_percent: Decimal
    balance_includes_carryover: bool
    carryover_rate_base: str
    score_tolerance: Decimal
    indicator_groups: tuple[IndicatorGroup, ...]
    seal_mm: Decimal
    code_with_findings: bool
    signatures: Mapping[str, tuple[str, ...]]


def available_profiles() -> tuple[str, ...]:
    """Codes of the profiles that ship with the program."""
    return tuple(sorted(path.stem for path in PROFILE_FOLDER.glob("*.toml")))


def load_profile(code: str = DEFAULT_PROFILE) -> Profile:
    """The profile of that code; raises ProfileError when there is none or it does not hold together."""
    path = PROFILE_FOLDER / f"{code}.toml"
    if not path.is_file():
        raise ProfileError(f"找不到地区规定“{code}”，请确认程序的 resources/profiles 文件夹完整。")
    return read_profile(path)


def read_profile(path: Path) -> Profile:
    """Read one file; raises ProfileError with the line where it can be told."""
    text = path.read_text(encoding="utf-8")
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"地区规定文件“{path.name}”格式有误（{error}），请改正后再打开。") from error
    return _Reader(path.name, text, data).profile()


class _Reader:
    """Takes typed values out of the TOML tables; every complaint names the file and, where it can, the line."""

    def __init__(self, name: str, text: str, data: dict[str, Any]) -> None:
        self._name, self._lines, self._data = name, text.splitlines(), data

    def profile(self) -> Profile:
        profile = Profile(
            code=self._get(str, "code"),
            title=self._get(str, "title"),
            edition=self._get(int, "edition"),
            region=self._get(str, "region"),
            money_unit=self._get(str, "money_unit"),
            notice_number=self._get(str, "legal", "notice_number"),
            legal_bases=tuple(self._get(list, "legal", "bases")),
            notice_bases=tuple(self._get(list, "notice", "bases")),
            notice_contents=tuple(self._get(list, "notice", "contents")),
            notice_requirements=tuple(self._get(list, "notice", "requirements")),
            annexes=self._get(dict, "annexes"),
            weights={name: Decimal(value) for name, value in self._get(dict, "weights").items()},
            grades=tuple((item["name"], Decimal(item["lower"])) for item in self._get(list, "grades")),
            grade_note=self._get(str, "grade_note", "text"),
            deviation_percent=self._decimal("thresholds", "deviation_percent"),
            explain_above_floor=self._get(bool, "thresholds", "explain_above_floor"),
            change_percent=self._decimal("thresholds", "change_percent"),
            execution_rate_percent=self._decimal("thresholds", "execution_rate_percent"),
            balance_includes_carryover=self._get(bool, "balance", "includes_carryover"),
            carryover_rate_base=self._get(str, "balance", "carryover_rate_base"),
            score_tolerance=self._decimal("tolerances", "score"),
            indicator_groups=tuple(
                IndicatorGroup(item["level1"], tuple(item["level2"]))
                for item in self._get(list, "indicators", "groups")
            ),
            seal_mm=self._decimal("paper", "seal_mm"),
            code_with_findings=self._get(bool, "paper", "code_with_findings"),
            signatures={name: tuple(lines) for name, lines in self._get(dict, "signatures").items()},
        )
        self._prove(profile)
        return profile

    def _get(self, kind: type[Any], *path: str) -> Any:
        node: Any = self._data
        for key in path:
            if not isinstance(node, dict) or key not in node:
                raise ProfileError(f"地区规定文件“{self._name}”缺少“{'.'.join(path)}”一项，请补上。")
            node = node[key]
        if not isinstance(node, kind) or (kind is int and isinstance(node, bool)):
            raise ProfileError(
                f"地区规定文件“{self._name}”{self._line(path[-1])}“{'.'.join(path)}”的写法不对，请改正。"
            )
        return node

    def _decimal(self, *path: str) -> Decimal:
        node = self._get(object, *path)
        if isinstance(node, bool) or not isinstance(node, int | Decimal):
            raise ProfileError(
                f"地区规定文件“{self._name}”{self._line(path[-1])}“{'.'.join(path)}”应为数字，请改正。"
            )
        return Decimal(node)

    def _line(self, key: str) -> str:
        for number, line in enumerate(self._lines, 1):
            if line.lstrip().startswith(key):
                return f"第{number}行"
        return ""

    def _prove(self, profile: Profile) -> None:
        total = sum(profile.weights.values())
        if total != 100:
            raise ProfileError(
                f"地区规定文件“{self._name}”{self._line('[weights]')}各一级指标分值合计为{total}，应为100。"
            )
        lowers = [lower for _, lower in profile.grades]
        if lowers != sorted(lowers, reverse=True) or lowers[-1:] != [Decimal(0)]:
            raise ProfileError(
                f"地区规定文件“{self._name}”{self._line('[[grades]]')}等次应从高到低排列，最后一档下限为0。"
            )
        if profile.carryover_rate_base not in CARRYOVER_BASES:
            known = "、".join(CARRYOVER_BASES)
            raise ProfileError(
                f"地区规定文件“{self._name}”{self._line('carryover_rate_base')}结转结余率的分母应为以下之一：{known}。"
            )
        if not 20 <= profile.seal_mm <= 60:
            raise ProfileError(
                f"地区规定文件“{self._name}”{self._line('seal_mm')}公章直径应在20至60毫米之间。"
            )
