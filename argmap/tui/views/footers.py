"""Which keys the footer names: those that do most for what is selected and has the focus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from argmap.session.outline.rows import RowKind
from argmap.tui.actions import ON_ENTRIES, ViewName
from argmap.tui.keys.keymap import Keymap, show_key
from argmap.tui.state import FullScreen
from argmap.tui.views.table_models import GROUP, TableModel, TableRow

PaneName = Literal["list", "claim", "brief"]

FooterItem = tuple[str, str, str]
"""Key, label, action name."""

NOTHING: Mapping[str, str] = MappingProxyType({})


class Footing(NamedTuple):
    """How the footer of a place differs from that of its tab.

    ``first``: actions that come first, with their labels there. ``without``: actions of the tab that are impossible
    there. ``scrolls``: whether the arrow keys scroll a pane.
    """

    first: Mapping[str, str] = NOTHING
    without: frozenset[str] = frozenset()
    scrolls: bool = False


USUAL = Footing()

ON_EMPTY_MAP = Footing(
    {"open-selected": "first claim", "edit-map": "question", "new": "new"},
    frozenset({"add-support", "add-objection", "edit-text", "set-position", "filter"}),
)
ON_TENSION = Footing(
    {"add-support": "claim on a side", "edit-text": "title", "edit-claim": "sides"},
    frozenset({"add-objection", "set-position"}),
)
ON_TENSIONS = Footing(
    {"toggle-fold": "fold", "add-support": "new tension"},
    frozenset({"add-objection", "edit-text", "set-position"}),
)
OF_ROWS: Mapping[RowKind | None, Footing] = {None: ON_EMPTY_MAP, "tension": ON_TENSION, "tensions": ON_TENSIONS}
IN_PANE = Footing({"next-pane": "next pane", "back": "outline"}, frozenset({"edit-text", "set-position"}), True)
FULL_SCREENS: Mapping[FullScreen, Footing] = {
    "": USUAL,
    "diagram": Footing({"diagram": "close", "zoom-in": "more text", "zoom-out": "less text"}),
    "brief": Footing({"brief": "close"}, frozenset({"edit-text", "set-position"}), True),
}
ON_FINDING = Footing({"open-row": "go there", "next-finding": "next finding"})
ON_FOLDED_RULE = Footing({"open-row": "show all", "next-finding": "next finding"})
ON_SHOWN_RULE = Footing({"open-row": "fold", "next-finding": "next finding"})
ON_ROW_OF_CLAIM = Footing({"open-row": "go to claim"})
ON_POSITION = Footing({"open-row": "edit"})
ON_ENTRY = Footing({"open-row": "edit"}, frozenset({"edit-entry"}))
WITHOUT_ROWS = Footing(NOTHING, frozenset({"open-row", "edit-entry", "delete-entry", "filter-table"}))
STANCES = frozenset({"stance-agrees", "stance-disagrees", "stance-mixed", "stance-next"})
WITHOUT_STAKEHOLDERS = Footing({"open-row": "go to claim", "new-stakeholder": "stakeholder"}, STANCES)
WITHOUT_CLAIMS = Footing({"new-stakeholder": "stakeholder"}, WITHOUT_ROWS.without | STANCES)


def of_map(selected: RowKind | None, full_screen: FullScreen) -> Footing:
    """The footer of the outline with a row of this kind selected; None in an empty map."""
    of_row = OF_ROWS.get(selected, USUAL)
    return FULL_SCREENS[full_screen] if full_screen and selected is not None else of_row


def of_table(view: ViewName, model: TableModel, row: TableRow | None) -> Footing:
    """The footer of a table, by the row under its cursor."""
    if view == "matrix":
        return _of_matrix(model)
    if row is None:
        return WITHOUT_ROWS
    if view in ON_ENTRIES:
        return ON_ENTRY
    if view == "changes":
        return ON_ROW_OF_CLAIM if row.claim_id is not None else Footing(without=frozenset({"open-row"}))
    if row.name.startswith(GROUP):
        return ON_FOLDED_RULE if row.is_folded else ON_SHOWN_RULE
    return ON_FINDING


def _of_matrix(model: TableModel) -> Footing:
    if not len(model.rows):
        return WITHOUT_CLAIMS
    return ON_POSITION if model.by_cell else WITHOUT_STAKEHOLDERS


def items_of(keymap: Keymap, view: ViewName, footing: Footing) -> Iterator[FooterItem]:
    """Key, label and action of each item, the most useful first."""
    if footing.scrolls:
        keys = [
            show_key(keymap.named(name).keys[0]) for name in ("cursor-up", "cursor-down") if keymap.named(name).keys
        ]
        yield "".join(keys), "scroll", "scroll-down"
    usual = [(one.name, one.label) for one in keymap.footer_of(view) if one.name not in footing.first]
    for name, label in [*footing.first.items(), *usual]:
        if name not in footing.without and (keys_of := keymap.named(name).keys):
            yield show_key(keys_of[0]), label, name
