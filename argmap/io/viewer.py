"""Showing a file in the program that the user's system has for it."""

from __future__ import annotations

import webbrowser
from pathlib import Path

IN_TERMINAL = frozenset({"www-browser", "links", "elinks", "lynx", "w3m"})
"""Browsers that would paint over the editor's screen."""


def show(file: Path) -> bool:
    """Show a file; False where there is no program for it outside of the terminal."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if Path(str(getattr(browser, "name", ""))).name in IN_TERMINAL:
        return False
    return browser.open(file.absolute().as_uri())
