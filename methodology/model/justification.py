"""What authors justify beside the document: findings that may stand, changes from one version to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Self

from pydantic import ConfigDict, RootModel, model_validator

from methodology.messages import translate
from methodology.model.paths import Place
from methodology.model.scalars import Content, Date, Separator, Text, Unfinished, wrong_value


class AcceptedFinding(Content):
    """One finding that may stand."""

    rule: Text
    """The code of the rule."""
    path: Text
    """The content path of the finding.

    The path of a chapter's leaf is that of the chapter: a paragraph more does not take the acceptance away.
    """
    found: Separator
    """What was found there."""


_OF_ONE = tuple(AcceptedFinding.model_fields)


class Acceptance(Content):
    """Why findings may stand: several under ``findings``, or a single one by its ``rule``, ``path`` and ``found``."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": ["findings"], "not": {"anyOf": [{"required": [key]} for key in _OF_ONE]}},
                {"required": list(_OF_ONE), "not": {"required": ["findings"]}},
            ]
        }
    )

    rule: Text | None = None
    """The code of the rule, where the reason is that of a single finding."""
    path: Text | None = None
    """The content path of the single finding."""
    found: Separator | None = None
    """What was found there."""
    reason: Text
    """Why it may stand."""
    until: Text | None = None
    """The programme's version whose text the reason excuses; in a later one the findings are open again."""
    findings: tuple[AcceptedFinding, ...] | None = None
    """The findings that may stand for this reason."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        given = [key for key in _OF_ONE if getattr(self, key) is not None]
        if self.findings is not None and given:
            raise wrong_value(
                "unknown-key",
                translate("the key '{given}' stands beside 'findings'", given=given[0]),
                translate("write it in findings"),
            )
        if self.findings is None and len(given) < len(_OF_ONE):
            missing = next(key for key in _OF_ONE if key not in given)
            hint = translate("write rule, path and found of the finding, or several of them under findings")
            raise wrong_value("missing-key", translate("the key '{missing}' is missing", missing=missing), hint)
        return self

    @property
    def entries(self) -> Iterator[tuple[Place, AcceptedFinding]]:
        """Each finding with its place below the acceptance."""
        if self.rule is not None and self.path is not None and self.found is not None:
            yield (), AcceptedFinding(rule=self.rule, path=self.path, found=self.found)
        for number, finding in enumerate(self.findings or ()):
            yield ("findings", number), finding


class Acceptances(RootModel[tuple[Acceptance, ...]]):
    """``accepted.yaml``; there need not be one. Each entry of it accepts one finding."""

    model_config = {"frozen": True}


_TO_COME = re.compile(r"(?i)\W*(?:todo|fixme|tbd|tbc|x{2,}|\[[^\[\]]*\]|<[^<>]*>)\W*")
"""What is written where a reason is still to be given: ``TODO``, ``[reason]``."""


class AmendmentReason(Content):
    """The reason for the changes at some content paths."""

    path: Text
    """The content path of what changed, or a pattern in which * stands for anything.

    It covers everything below it: ``O.1.3`` the indicator's values and parts, ``O.1.*.target`` the targets of an
    objective. Where several cover a change, its own path counts first, then the longest pattern.
    """
    reason: Unfinished
    """Why it changed, as the overview of changes prints it; empty where nobody has written it yet."""
    legal_basis: Text | None = None
    """The provision that the change rests on, where it is another than that of the amendment."""

    @property
    def is_given(self) -> bool:
        """Whether the reason says something: marks without a letter, and what stands for words to come, do not."""
        return any(map(str.isalpha, self.reason)) and not _TO_COME.fullmatch(self.reason)


class CoverLetter(Content):
    """The letter that goes with the files of an amendment; it is signed by hand."""

    addressee: tuple[Text, ...]
    """Whom it is sent to, a line each: the committee or the unit, its address."""
    number: Text | None = None
    """The letter's number in the office's files."""
    date: Date | None = None
    """The day of the letter; without it that of the new version."""
    subject: Text | None = None
    """What it is about; without it the title of the document, with the version."""
    salutation: Text | None = None
    """How it begins, where the usual words do not fit."""
    signature: tuple[Text, ...] = ()
    """Who signs, a line each: function, name. Without it the managing authority."""

    @property
    def open_keys(self) -> tuple[str, ...]:
        """The keys whose text is still to be given: ``TODO``."""
        return tuple(
            key
            for key, value in self
            for text in (value if isinstance(value, tuple) else (value,))
            if isinstance(text, str) and _TO_COME.fullmatch(text)
        )


class Amendment(Content):
    """``amendments/<version>.yaml``: what is said of the step to that version; there need not be one.

    The file is named by the ``version`` in ``programme.yaml``.
    """

    date: Date | None = None
    """The date of the version, year-month-day, for the history of versions."""
    legal_basis: Text | None = None
    """The provision that the amendment rests on (CPR Art. 24)."""
    summary: Text | None = None
    """What the amendment is about, in a sentence or two."""
    letter: CoverLetter | None = None
    """What makes the cover note a letter; without it the note is an explanation."""
    reasons: tuple[AmendmentReason, ...] = ()
    """The reasons for the changes."""
