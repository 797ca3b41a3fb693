"""Which objections and undercuts of a map are answered on the map itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from argmap.model.types import Reason
from argmap.standing.labels import Label, Labels

Answer = Literal["unanswered", "disputed", "answered"]

ANSWER_BY_LABEL: Mapping[Label, Answer] = {"in": "unanswered", "undecided": "disputed", "out": "answered"}
"""What the label of an objection says of it."""


class Objection(NamedTuple):
    """An objection or undercut, and whether the map answers it."""

    reason: Reason
    answer: Answer


def objections(labels: Labels) -> tuple[Objection, ...]:
    """Every objection and undercut that takes part, in file order."""
    return tuple(
        Objection(reason, ANSWER_BY_LABEL[labels.of_reason(address)])
        for address, reason in labels.index.reasons.items()
        if reason.kind != "supports" and labels.takes_part(address)
    )


def unanswered(labels: Labels) -> tuple[Reason, ...]:
    """The objections and undercuts that are labelled in, in file order."""
    return tuple(objection.reason for objection in objections(labels) if objection.answer == "unanswered")
