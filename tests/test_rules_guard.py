"""No rule without an official text, an example that holds and one that fails; no rule that cannot be looked up."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from model.findings import Severity
from model.rules import RULES
from model.rules.policy import BY_CONSTRUCTION, policy
from tests import rule_cases_dates, rule_cases_indicators, rule_cases_prose, rule_cases_tables
from tests.rule_kit import at, book_of, findings_at

ROOT = Path(__file__).resolve().parent.parent
CASES = (
    *rule_cases_tables.CASES,
    *rule_cases_dates.CASES,
    *rule_cases_indicators.CASES,
    *rule_cases_prose.CASES,
)
CODES = [rule.code for rule in RULES]


def rules_doc():
    spec = importlib.util.spec_from_file_location("rules_doc", ROOT / "scripts" / "rules_doc.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_relation_has_one_rule():
    assert len(set(CODES)) == len(CODES)


def test_a_relation_that_holds_by_construction_is_no_rule():
    assert not {one.code for one in BY_CONSTRUCTION} & set(CODES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_what_it_demands(rule):
    assert rule.title
    assert len(rule.text) >= 6


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_an_example_that_holds_and_one_that_fails(code):
    assert [case for case in CASES if case.code == code], f"{code} has no example in tests/rule_cases_*.py"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_finding_is_graver_than_its_relations_level(case):
    (found,) = findings_at(book_of(case.holds | case.broken), case)
    assert found.severity.rank >= policy(case.code).highest.rank


def test_each_level_is_reached_by_some_example():
    """A relation that is 强制 by its level has an example that is."""
    gravest = {code: min(case.severity.rank for case in CASES if case.code == code) for code in CODES}
    assert {code: rank for code, rank in gravest.items() if rank != policy(code).highest.rank} == {}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_edit_at_a_time_says_what_a_fresh_audit_says(case):
    """The checks declare all that they read: breaking a packet cell by cell finds what reading it broken finds."""
    from model.edits import set_cells

    book, broken = book_of(case.holds), book_of(case.holds | case.broken)
    for address in case.broken:
        book.apply(set_cells("改", [(at(address), broken.stated(at(address)))]))
    if {name: book.group(name) for name in ("units", "indicators")} == {
        name: broken.group(name) for name in ("units", "indicators")
    }:
        assert book.findings == broken.findings
        assert set(book.not_checked) == set(broken.not_checked)


def test_the_rules_page_is_up_to_date():
    """docs/rules.md is written by scripts/rules_doc.py."""
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == rules_doc().page()


def test_levels_are_those_of_the_trade():
    assert {policy(code).highest for code in CODES} == {Severity.MANDATORY, Severity.ADVISORY}
