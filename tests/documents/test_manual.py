"""The manual page is current, and the program that shows manual pages finds nothing wrong with it."""

from __future__ import annotations

import re
import subprocess

import pytest

from argmap.cli.completion import parser_of
from argmap.cli.main import COMMANDS, HIDDEN
from tests.documents.manual import FILE, escaped, page


def test_the_page_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == page(), "run: python -m tests.documents"


@pytest.mark.needs("man")
def test_man_shows_every_command_and_option() -> None:
    command = ["man", "--warnings", "--encoding=UTF-8", "--local-file", str(FILE)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    shown = re.sub(".\b", "", done.stdout)
    for name in set(COMMANDS) - HIDDEN:
        assert f"   argmap {name}\n" in shown
        assert all(form in shown for form in re.findall(r"--[a-z-]+", parser_of(name).format_usage()))


@pytest.mark.parametrize(
    ("text", "roff"),
    [(".so x", "\\&.so x"), ("'x", "\\&'x"), ("a\\b", "a\\eb"), ("--fix", "\\-\\-fix")],
)
def test_a_text_is_no_command(text: str, roff: str) -> None:
    assert escaped(text) == roff
