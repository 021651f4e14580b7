"""What authors justify beside the document: findings that may stand, changes from one version to the next."""

from __future__ import annotations

from pydantic import RootModel

from methodology.model.scalars import Content, Separator, Text


class Acceptance(Content):
    """One finding that may stand."""

    rule: Text
    """The code of the rule."""
    path: Text
    """The content path of the finding.

    The path of a chapter's leaf is that of the chapter: a paragraph more does not take the acceptance away.
    """
    found: Separator
    """What was found there."""
    reason: Text
    """Why it may stand."""


class Acceptances(RootModel[tuple[Acceptance, ...]]):
    """``accepted.yaml``; there need not be one. Each entry accepts one finding."""

    model_config = {"frozen": True}


class AmendmentReason(Content):
    """The reason for the changes at some content paths."""

    path: Text
    """The content path of what changed, or a pattern in which * stands for anything.

    It covers everything below it: ``O.1.3`` the indicator's values and parts, ``O.1.*.target`` the targets of an
    objective. Where several cover a change, its own path counts first, then the longest pattern.
    """
    reason: Text
    """Why it changed, as the overview of changes prints it."""
    legal_basis: Text | None = None
    """The provision that the change rests on, where it is another than that of the amendment."""


class Amendment(Content):
    """``amendments/<version>.yaml``: what is said of the step to that version; there need not be one.

    The file is named by the ``version`` in ``programme.yaml``.
    """

    legal_basis: Text | None = None
    """The provision that the amendment rests on (CPR Art. 24)."""
    summary: Text | None = None
    """What the amendment is about, in a sentence or two."""
    reasons: tuple[AmendmentReason, ...] = ()
    """The reasons for the changes."""
