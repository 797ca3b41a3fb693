"""No test is skipped in CI for want of a tool: there is one way to need a tool, and CI has every one of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.needs import TOOLS, require

TESTS = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_a_missing_tool_fails_in_ci_and_skips_elsewhere(
    ci: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(outcome, match="needs dot"):
        require("dot")


def test_no_test_looks_for_a_tool_in_another_way() -> None:
    looked = re.compile(r"importorskip|skipif\([^)]*(?:which|find_spec)|skip\(\"needs")
    files = [file for file in TESTS.rglob("test_*.py") if file != Path(__file__)]
    assert len(files) > 40
    assert [file.name for file in files if looked.search(file.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_is_here_in_ci(tool: str) -> None:
    require(tool)
