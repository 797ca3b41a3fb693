"""The desktop around the terminal: its clipboard, and its program that shows a file."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import webbrowser
from collections.abc import Mapping
from pathlib import Path

LONGEST_OSC_52 = 74_000
"""Bytes of base64 that common terminals still take (xterm, tmux)."""

TERMINAL_BROWSERS = frozenset({"www-browser", "links", "elinks", "lynx", "w3m"})
"""Browsers that would paint over the editor's screen."""


def fits_osc_52(text: str) -> bool:
    """Whether common terminals take ``text`` by the sequence OSC 52 (xterm control sequences)."""
    return len(base64.b64encode(text.encode("utf-8", "replace"))) <= LONGEST_OSC_52


def tool(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> tuple[str, ...] | None:
    """The desktop's own command that reads what to copy on standard input, or None."""
    candidates: list[tuple[str, ...]] = []
    if platform == "darwin":
        candidates.append(("pbcopy",))
    if platform == "win32":
        candidates.append(("clip.exe",))
    if environment.get("WAYLAND_DISPLAY"):
        candidates.append(("wl-copy",))
    if environment.get("DISPLAY"):
        candidates += [("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input")]
    return next((command for command in candidates if shutil.which(command[0])), None)


def copy_with_tool(text: str, command: tuple[str, ...]) -> bool:
    """Whether ``command`` took ``text`` within two seconds."""
    try:
        ended = subprocess.run(
            command, input=text.encode("utf-8", "replace"), timeout=2, check=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0


def show_address(address: str) -> bool:
    """Show a web address in the desktop's browser; False where there is none outside the terminal."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if Path(str(getattr(browser, "name", ""))).name in TERMINAL_BROWSERS:
        return False
    return browser.open(address)
