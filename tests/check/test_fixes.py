"""Each fix mends what its rule finds, changes nothing else, and says what it did."""

from __future__ import annotations

import pytest

from argmap.check.fixes import FIXES, Fix, mend
from argmap.check.rules import check
from argmap.check.settings import Settings
from argmap.mapfile.document import Document
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.report.findings.pages import FIXABLE

MAP = """\
argmap: 1
title: Night buses
stakeholders:
  council:
    name: The council
claims:
  run:
    text: Run night buses.
  safe:
    text: They are safe.
    supports:
      - claim: run
        with: [wanted]
        note: On most days.
    sources:
      - report
      - source: report
        locator: p. 2
    positions:
      council:
        stance: agrees
        date: "2025-07-21"
  wanted:
    text: They are wanted.
sources:
  report:
    title: A report
    date: 2025-07
"""

WRONG = {
    "AM030": ("They are safe.", '"They are \\u202Esafe."'),
    "AM110": ("with: [wanted]", "with: [safe, wanted]"),
    "AM111": (
        "They are wanted.\n",
        "They are wanted.\n    supports:\n      - claim: run\n        with: [safe]\n",
    ),
    "AM116": ("date: 2025-07\n", "date: July 2025\n"),
    "AM307": ("They are wanted.", '"They are \\u200Bwanted."'),
    "AM309": ("      - report\n", "      - report\n      - report\n"),
}
"""By code: what of the map is written otherwise, so that the rule finds it."""


def document(text: str) -> Document:
    return read(text.encode(), "map.yaml")


def codes(document: Document) -> set[str]:
    found = check(Index.build(document.map), Settings())
    return {finding.code for finding in (*document.findings, *found)} & FIXABLE


def test_every_fix_is_tried() -> None:
    assert {fix.code for fix in FIXES} == set(WRONG) == FIXABLE


@pytest.mark.parametrize("fix", FIXES, ids=lambda fix: fix.code)
def test_a_fix_mends_what_its_rule_finds_and_nothing_else(fix: Fix) -> None:
    right, wrong = WRONG[fix.code]
    broken = document(MAP.replace(right, wrong))
    assert codes(broken) == {fix.code}
    mended, done = mend(broken.map)
    assert mended == document(MAP).map
    assert done == (f"{fix.code}: {fix.what}",)
    assert codes(document(revise(broken, mended).text)) == set()


def test_what_is_right_is_left_as_it_is() -> None:
    sound = document(MAP).map
    assert mend(sound) == (sound, ())
