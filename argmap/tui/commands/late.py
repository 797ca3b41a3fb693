"""The files of commands, for the tables of actions: each is imported when one of its functions is called first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.tui.actions import LateModule

if TYPE_CHECKING:
    from argmap.tui.commands import citations as citations
    from argmap.tui.commands import cursor as cursor
    from argmap.tui.commands import file as file
    from argmap.tui.commands import findings as findings
    from argmap.tui.commands import forms as forms
    from argmap.tui.commands import links as links
    from argmap.tui.commands import looking as looking
    from argmap.tui.commands import palette as palette
    from argmap.tui.commands import positions as positions
    from argmap.tui.commands import reading as reading
    from argmap.tui.commands import records as records
    from argmap.tui.commands import replace as replace
    from argmap.tui.commands import reports as reports
    from argmap.tui.commands import restructure as restructure
    from argmap.tui.commands import table_actions as table_actions
    from argmap.tui.commands import unite as unite
    from argmap.tui.commands import write as write
else:

    def __getattr__(name: str) -> LateModule:
        """The file of commands called ``name``. Raises AttributeError for what Python asks of modules."""
        if name.startswith("__"):
            raise AttributeError(name)
        return LateModule(name)
