"""Commands that set stances in the matrix of stakeholders and claims."""

from __future__ import annotations

from argmap.model.findings import Refusal
from argmap.tui.commands.links import take_stance
from argmap.tui.commands.targets import column_holder, row_name
from argmap.tui.context import EditorScreen


def _set_stance(screen: EditorScreen, stance: str) -> None:
    take_stance(screen, row_name(screen), column_holder(screen), stance)


def stance_agrees(screen: EditorScreen) -> None:
    """Set the stance to agrees."""
    _set_stance(screen, "agrees")


def stance_disagrees(screen: EditorScreen) -> None:
    """Set the stance to disagrees."""
    _set_stance(screen, "disagrees")


def stance_mixed(screen: EditorScreen) -> None:
    """Set the stance to mixed."""
    _set_stance(screen, "mixed")


AFTER = {"": "agrees", "agrees": "disagrees", "disagrees": "mixed", "mixed": ""}
"""The stance that follows each one; empty means no position."""


def stance_next(screen: EditorScreen) -> None:
    """Set the next stance. The source and the quote of the position stay until it is removed."""
    claim, holder = screen.state.index.claims[row_name(screen)], column_holder(screen)
    now = next((position for position in claim.positions if position.stakeholder == holder), None)
    _set_stance(screen, AFTER[now.stance if now else ""])


def stance_none(screen: EditorScreen) -> None:
    """Remove the position."""
    claim, holder = screen.state.index.claims[row_name(screen)], column_holder(screen)
    if all(position.stakeholder != holder for position in claim.positions):
        raise Refusal("There is no position here to take away.")
    _set_stance(screen, "")
