"""Laws are tried on a share of their examples, and ``.ci/slow`` tries each on all."""

from __future__ import annotations

from hypothesis import settings

from tests.examples import PROFILES, WHOLE, examples
from tests.house.source import ROOT


def test_a_law_is_tried_on_its_share() -> None:
    share = settings().max_examples
    assert examples(WHOLE).max_examples == share
    assert 1 <= examples(1).max_examples <= examples(60).max_examples <= 60 * share / WHOLE + 1
    assert examples(15, stateful_step_count=8).stateful_step_count == 8


def test_the_nightly_run_tries_every_example() -> None:
    assert PROFILES["slow"]["max_examples"] == WHOLE
    run = (ROOT / ".ci" / "slow").read_text(encoding="utf-8")
    assert "-m '' --hypothesis-profile=slow" in run
    assert "--hypothesis-profile=fuzz" in run
    assert ".ci/slow" in (ROOT / ".github" / "workflows" / "nightly.yml").read_text(encoding="utf-8")


def test_no_law_sets_its_number_in_another_way() -> None:
    tests = ROOT / "tests"
    files = [file for file in tests.rglob("*.py") if file.parent != tests / "house" and file.stem != "examples"]
    assert len(files) > 150
    assert [file.name for file in files if "max_examples" in file.read_text(encoding="utf-8")] == []
