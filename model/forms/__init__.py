"""The official forms, a file a family. ``FORMS`` is the packet in paper order."""

from __future__ import annotations

from model.formdef import FormDef
from model.forms.annex1 import BASE_BUILDING, BASE_EXTRA, BASE_FUNDS, BASE_STAFF
from model.forms.annex2 import EXECUTION, FUNDING, SELF_EXTRA
from model.forms.detail import BUDGETS, SPECIALS, SUBJECTS, USES
from model.forms.explanations import EXPLANATIONS
from model.forms.finance import ASSETS, INCOME, SANGONG, SPENDING, UNITS
from model.forms.indicators import GOALS, INDICATORS, RESULT, SCORES
from model.forms.last_year import LAST_YEAR
from model.forms.overview import COVER, OVERVIEW
from model.forms.people import EVALUATORS, OPINIONS
from model.forms.prose import CHAPTERS, NOTICE

FORMS: dict[str, FormDef] = {
    form.code: form
    for form in (
        NOTICE,
        COVER,
        OVERVIEW,
        UNITS,
        INCOME,
        SPENDING,
        SANGONG,
        ASSETS,
        GOALS,
        INDICATORS,
        RESULT,
        EVALUATORS,
        OPINIONS,
        BASE_STAFF,
        SPECIALS,
        BASE_FUNDS,
        BASE_BUILDING,
        BASE_EXTRA,
        EXECUTION,
        FUNDING,
        SELF_EXTRA,
        SCORES,
        BUDGETS,
        SUBJECTS,
        USES,
        CHAPTERS,
        LAST_YEAR,
        EXPLANATIONS,
    )
}

GROUPS: dict[str, tuple[FormDef, ...]] = {}
for _form in FORMS.values():
    if _form.template is not None:
        GROUPS[_form.template.group] = (*GROUPS.get(_form.template.group, ()), _form)
