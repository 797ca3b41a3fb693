"""``argmap edit`` where there is no terminal that could show the editor."""

from __future__ import annotations

import sys

import pytest

from argmap.cli.edit import refuse_without_terminal
from argmap.model.findings import MapError

TERMINAL = {"stdin": True, "stdout": True, "stderr": True}


@pytest.mark.parametrize(
    ("leads_to_terminal", "term", "why"),
    [
        (TERMINAL | {"stdin": False}, "xterm", "The editor needs a terminal."),
        (TERMINAL | {"stdout": False}, "xterm", "The editor needs a terminal."),
        (TERMINAL | {"stderr": False}, "xterm", "Run the editor without '2>'."),
        (TERMINAL, "dumb", "TERM=dumb"),
        (TERMINAL, "xterm", None),
    ],
)
def test_the_editor_says_why_it_cannot_be_shown(
    leads_to_terminal: dict[str, bool], term: str, why: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stream, leads in leads_to_terminal.items():
        monkeypatch.setattr(getattr(sys, stream), "isatty", lambda leads=leads: leads, raising=False)
    monkeypatch.setenv("TERM", term)
    if why is None:
        refuse_without_terminal()
        return
    with pytest.raises(MapError) as refused:
        refuse_without_terminal()
    assert why in str(refused.value)
