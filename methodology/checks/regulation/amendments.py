"""What Article 24 of the CPR wants of the changes from one version to the next: that they are reasoned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rules
from methodology.messages import translate
from methodology.model.programme import Programme

RULES = Rules(Family.REGULATION)

_CODE = re.compile(r"[A-Z]\.\d+\.\d+")
"""The code of an indicator at the beginning of a content path."""


@RULES.warning("reason-of-nothing")
def _reasons_of_nothing(programme: Programme) -> Iterator[Found]:
    """An indicator that went has its reason too: it is one of the fund."""
    if programme.fund is None:
        return
    known = {indicator.id for indicator in programme.indicators}
    known |= {code for objective in programme.fund.objectives for code in objective.indicators}
    for version, amendment in programme.amendments.items():
        for reason in amendment.reasons:
            code = _CODE.match(reason.path)
            if code is not None and code[0] not in known:
                message = translate(
                    "the amendment gives a reason for {path}, and neither content nor fund has {code}",
                    path=reason.path,
                    code=code[0],
                )
                yield Found(f"amendments.{version}", message, reason.path)


@RULES.warning("reason-missing")
def _missing_reasons(programme: Programme) -> Iterator[Found]:
    for version, amendment in programme.amendments.items():
        for reason in amendment.reasons:
            if not reason.is_given:
                message = translate("the reason for the change of {path} is not written yet", path=reason.path)
                yield Found(f"amendments.{version}", message, reason.path)
