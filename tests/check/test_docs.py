"""The documentation of rules is the rules' own."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.cli.explain import main as explain
from argmap.report.findings.pages import as_markdown, pages

RULES_PAGE = Path(__file__).parents[2] / "docs" / "reference" / "findings.md"


def test_the_docs_page_is_current() -> None:
    assert RULES_PAGE.read_text(encoding="utf-8") == as_markdown(), "run: python -m tests.documents"


def test_every_link_in_the_table_leads_to_a_heading() -> None:
    text = as_markdown()
    assert len(pages()) > 50
    for page in pages().values():
        assert f"(#{page.code.lower()}-{page.name})" in text
        assert f"\n### {page.code} {page.name}\n" in text


def test_explain_finds_by_code_and_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(["am205"]) == 0
    by_code = capsys.readouterr().out
    assert explain(["unanswered-objection"]) == 0
    assert capsys.readouterr().out == by_code
    assert "Bad:" in by_code


def test_explain_without_a_code_lists_every_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain([]) == 0
    listed = capsys.readouterr().out
    assert all(page.code in listed and page.sentence in listed for page in pages().values())


def test_explain_refuses_what_is_no_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(["AM999"]) == 2
    assert "Unknown rule 'AM999'" in capsys.readouterr().err
