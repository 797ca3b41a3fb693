"""Each rule finds fault with its bad example and none with its good one; docstrings show parts of the files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from argmap.check.rule import Rule
from argmap.check.rules import RULES, check
from argmap.check.settings import Settings
from argmap.io.evidence import evidence_of
from argmap.mapfile.document import Document
from argmap.mapfile.occurrences import place_of
from argmap.mapfile.read.read import read
from argmap.model.findings import Finding
from argmap.model.index import Index
from tests.golden import kept

EXAMPLES = Path(__file__).parent / "examples"
COPIES = Path(__file__).parent / "copies"
TODAY = date(2026, 1, 31)


def example(rule: Rule, which: str) -> Document:
    path = EXAMPLES / f"{rule.code}-{rule.name}-{which}.yaml"
    return read(path.read_bytes(), path.name)


def found_in(document: Document) -> list[Finding]:
    evidence = evidence_of(document.map, document.file, COPIES)
    return list(check(Index.build(document.map), Settings(today=TODAY), evidence=evidence))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_bad_example_is_found(rule: Rule) -> None:
    document = example(rule, "bad")
    found = [finding for finding in found_in(document) if finding.code == rule.code]
    assert found
    for finding in found:
        assert finding.severity == rule.level
        assert finding.hint
        assert place_of(document, finding.path) is not None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_good_example_has_no_error_or_warning_and_nothing_of_this_rule(rule: Rule) -> None:
    found = found_in(example(rule, "good"))
    assert [finding for finding in found if finding.code == rule.code or finding.severity != "suggestion"] == []


@pytest.mark.parametrize("which", ["bad", "good"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_docstring_shows_a_part_of_the_file(rule: Rule, which: str) -> None:
    whole = (EXAMPLES / f"{rule.code}-{rule.name}-{which}.yaml").read_text(encoding="utf-8").splitlines()
    shown = getattr(rule, which).splitlines()
    assert shown
    assert [line for line in shown if line not in whole] == []


def told(rule: Rule) -> str:
    """All that is found in the bad example of a rule, a line for each part of a finding."""
    lines = [f"{rule.code} {rule.name}"]
    for finding in found_in(example(rule, "bad")):
        whole = " of the whole map" if finding.whole else ""
        lines.append(f"  {finding.severity} {finding.code}{whole} at {' '.join(finding.path)}")
        lines += [f"    {finding.message}", f"    {finding.hint}"]
        lines += [f"    see {' '.join(path)}" for path in finding.related]
    return "\n".join(lines) + "\n"


def test_each_bad_example_is_told_what_it_was_told() -> None:
    text = "\n".join(map(told, RULES))
    assert text == kept(EXAMPLES.with_name("found.txt"), text)


def test_every_example_belongs_to_a_rule() -> None:
    expected = {f"{rule.code}-{rule.name}-{which}.yaml" for rule in RULES for which in ("bad", "good")}
    assert {path.name for path in EXAMPLES.iterdir()} == expected
