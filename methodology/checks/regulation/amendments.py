"""What Article 24 of the CPR wants of the changes from one version to the next: that they are reasoned."""

from __future__ import annotations

from collections.abc import Iterator

from methodology.checks.finding import Family, Found, Rules
from methodology.messages import translate
from methodology.model.programme import Programme

RULES = Rules(Family.REGULATION)


@RULES.warning("reason-missing")
def _missing_reasons(programme: Programme) -> Iterator[Found]:
    for version, amendment in programme.amendments.items():
        for reason in amendment.reasons:
            if not reason.is_given:
                message = translate("the reason for the change of {path} is not written yet", path=reason.path)
                yield Found(f"amendments.{version}", message, reason.path)
