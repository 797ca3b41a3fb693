"""The faults that the tests are tried on are faults, and what would notice them is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants.folders import ROOT
from tests.mutants.operators import Mutant, mutants
from tests.mutants.reach import Reached, batches, reaching_tests
from tests.mutants.record import reached_by
from tests.mutants.run import Fault, equivalents, faults_of, key, known, noticed_by, sample

SOURCE = '''\
"""Words."""
from typing import Literal
Kind = Literal["a", "b"]; Value = TypeVar("Value", bound="str"); Given = ParamSpec("Given")

def first(values: "list[int]", most: int = 2) -> int:
    """A docstring."""
    if not values and most > 0:
        raise ValueError("none")
    found = sorted(value for value in values if value < most)
    assert found is not None
    pairs = zip(found, values, strict=True)
    return pick(found, "é — ü") + 1
'''


def test_each_fault_is_one_small_change() -> None:
    made = {(one.line, one.kind, one.applied(SOURCE).splitlines()[one.line - 1].strip()) for one in mutants(SOURCE)}
    assert made == {
        (5, "number", 'def first(values: "list[int]", most: int = 3) -> int:'),
        (7, "condition", "if (not (not values and most > 0)):"),
        (7, "not", "if (values) and most > 0:"),
        (7, "and/or", "if not values or most > 0:"),
        (7, "comparison", "if not values and most >= 0:"),
        (7, "number", "if not values and most > 1:"),
        (8, "statement dropped", "pass"),
        (8, "text", 'raise ValueError("")'),
        (9, "call dropped", "found = ((value for value in values if value < most))"),
        (9, "comparison", "found = sorted(value for value in values if value <= most)"),
        (9, "filter", "found = sorted(value for value in values if True)"),
        (11, "arguments swapped", "pairs = zip(values, found, strict=True)"),
        (12, "result", "return None"),
        (12, "arguments swapped", 'return pick("é — ü", found) + 1'),
        (12, "text", 'return pick(found, "") + 1'),
        (12, "arithmetic", 'return pick(found, "é — ü") - 1'),
        (12, "number", 'return pick(found, "é — ü") + 2'),
    }


@pytest.mark.parametrize(
    "rooms", [("semantics", "views"), pytest.param((), marks=pytest.mark.slow)], ids=["some", "all"]
)
def test_every_fault_of_the_package_is_python(rooms: tuple[str, ...]) -> None:
    chosen = sample(300, 7, rooms)
    assert len(chosen) == 300 and (not rooms or {fault.room for fault in chosen} == {*rooms})
    for fault in chosen:
        compile(fault.mutant.applied((ROOT / fault.file).read_text(encoding="utf-8")), fault.file, "exec")


SUMS = "MOST = 9\n\n\ndef double(x):\n    return x + x\n\n\ndef unused(x):\n    return x\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small repository with one module, of which a test runs the first function and imports the constant."""
    (tmp_path / "argmap" / "room").mkdir(parents=True)
    (tmp_path / "tests" / "room").mkdir(parents=True)
    for package in ("argmap", "argmap/room"):
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / "argmap" / "room" / "sums.py").write_text(SUMS)
    (tmp_path / "tests" / "room" / "test_sums.py").write_text(
        "from argmap.room.sums import MOST, double\n\n\n"
        "def test_double():\n    assert double(2) == 4\n\n\n"
        "def test_most():\n    assert MOST\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --import-mode=importlib\n")
    return tmp_path


def test_without_notes_the_tests_of_a_line_are_the_files_that_import_the_module_first(project: Path) -> None:
    for file, text in {
        "argmap/far.py": "from argmap.room import sums\n",
        "tests/far/helper.py": "from argmap.room.sums import double\n",
        "tests/far/test_late.py": "def test():\n    import argmap.far\n",
        "tests/far/test_helped.py": "from tests.far.helper import double\n",
        "tests/far/test_other.py": "import argmap.other\n",
        "tests/room/test_texts.py": "",
        "tests/terminal/test_keys.py": "from argmap.room.sums import double\n",
    }.items():
        (project / file).parent.mkdir(exist_ok=True)
        (project / file).write_text(text)
    assert [*reaching_tests(project, "argmap/room/sums.py", 1, None)] == [
        ["tests/far/test_helped.py", "tests/room/test_sums.py"],
        ["tests/room/test_texts.py"],
        ["tests/far/test_late.py"],
    ]


DOUBLE, MOST = "tests/room/test_sums.py::test_double", "tests/room/test_sums.py::test_most"
NOTED = Reached({DOUBLE: 0.1, MOST: 0.2}, {"argmap/room/sums.py": {1: [], 4: [], 5: [DOUBLE], 9: []}})


@pytest.mark.parametrize(
    "reached", [pytest.param(None, marks=pytest.mark.slow), NOTED], ids=["by imports", "as noted"]
)
def test_a_fault_is_noticed_by_a_test_and_the_file_is_as_before(project: Path, reached: Reached | None) -> None:
    faults = [Fault("argmap/room/sums.py", one) for one in mutants(SUMS)]
    killers = {(fault.mutant.line, fault.mutant.kind): noticed_by(project, fault, reached) for fault in faults}
    assert killers == {
        (1, "number"): None,
        (5, "arithmetic"): DOUBLE,
        (5, "result"): DOUBLE,
        (9, "result"): None,
    }
    assert (project / "argmap" / "room" / "sums.py").read_text() == SUMS


def test_a_test_that_fails_without_the_fault_notices_nothing(project: Path) -> None:
    test = project / "tests" / "room" / "test_sums.py"
    test.write_text(test.read_text().replace("== 4", "== 5"))
    (fault,) = (
        Fault("argmap/room/sums.py", one) for one in mutants(SUMS) if one.kind == "arithmetic" and one.line == 5
    )
    assert noticed_by(project, fault, NOTED) is None


def test_a_test_with_an_environment_of_its_own_is_noted_like_any(project: Path) -> None:
    test = project / "tests" / "room" / "test_sums.py"
    test.write_text(
        "import os\n"
        + test.read_text()
        + "\n\ndef test_bare(monkeypatch):\n    monkeypatch.setattr(os, 'environ', {})\n"
    )
    (fault,) = (Fault("argmap/room/sums.py", one) for one in mutants(SUMS) if one.kind == "number" and one.line == 1)
    assert noticed_by(project, fault) is None


def test_a_fault_for_want_of_which_nothing_can_be_imported_is_noticed(project: Path) -> None:
    fault = Fault("argmap/room/sums.py", Mutant(1, "number", 7, 8, "none"))
    assert noticed_by(project, fault, NOTED) == "exit code 4"


def test_a_line_that_runs_at_import_is_not_only_of_the_test_that_loaded_it_first(project: Path) -> None:
    """As of modules that are loaded late: each test that runs anything of them can tell."""
    noted = Reached(NOTED.seconds, {"argmap/room/sums.py": {1: [DOUBLE], 4: [DOUBLE], 5: [DOUBLE], 9: [MOST]}})
    assert [*reaching_tests(project, "argmap/room/sums.py", 1, noted)] == [[DOUBLE, MOST]]
    assert [*reaching_tests(project, "argmap/room/sums.py", 4, noted)] == [[DOUBLE, MOST]]
    assert [*reaching_tests(project, "argmap/room/sums.py", 5, noted)] == [[DOUBLE]]


def test_tests_that_are_named_by_a_module_are_run_first_for_what_runs_at_import(project: Path) -> None:
    named = "tests/far/test_each.py::test_constants[argmap.room.sums]"
    noted = Reached({named: 0.1, **NOTED.seconds}, NOTED.lines)
    assert [*reaching_tests(project, "argmap/room/sums.py", 1, noted)] == [[named], [DOUBLE, MOST]]
    assert [*reaching_tests(project, "argmap/room/sums.py", 5, noted)] == [[DOUBLE]]


def test_near_tests_are_run_first_and_of_these_the_quickest_of_each_file() -> None:
    seconds = {
        "tests/far/test_a.py::a": 0.1,
        "tests/near/test_b.py::b": 5.0,
        "tests/near/test_b.py::c": 2.0,
        "tests/near/test_d.py::d": 4.0,
        "tests/near/test_d.py::e": 6.0,
    }
    assert list(batches(list(seconds), "near", seconds)) == [
        ["tests/near/test_b.py::c", "tests/near/test_d.py::d", "tests/near/test_b.py::b"],
        ["tests/near/test_d.py::e", "tests/far/test_a.py::a"],
    ]


def test_tests_of_slow_folders_are_run_last() -> None:
    seconds = {"tests/terminal/test_a.py::a": 0.1, "tests/near/test_b.py::b": 9.0, "tests/house/test_c.py::c": 70.0}
    assert list(batches(list(seconds), "terminal", seconds)) == [
        ["tests/near/test_b.py::b"],
        ["tests/terminal/test_a.py::a", "tests/house/test_c.py::c"],
    ]


def test_what_a_program_ran_is_of_the_test_that_started_it_or_of_all_that_share_it() -> None:
    first, second, other = "tests/a.py::test_one[|run]", "tests/a.py::test_two[ (call)]", "tests/b.py::test_three"
    of_file = {"tests/a.py": {first, second}, "tests/b.py": {other}}
    for context, found in {
        f"{first}|run": {first},
        f"{second} (call)": {second},
        f"{other}|teardown": {other},
        f"{first}|setup": {first, second},
        f"{second} (setup)": {first, second},
        "tests/a.py::test_that_failed (call)": set(),
        "tests/c.py::test_of_another_run|setup": set(),
        "": set(),
    }.items():
        assert reached_by(context, of_file) == found


def test_no_more_tests_are_run_than_there_is_time_for() -> None:
    seconds = {f"tests/near/test_b.py::t{number:02}": 6.0 for number in range(80)}
    groups = list(batches(list(seconds), "near", seconds))
    assert [len(group) for group in groups] == [2, 6, 11, 41]
    assert [test for group in groups for test in group] == sorted(seconds)[:60]


def test_every_fault_that_once_passed_is_in_the_code_and_its_test_is_there() -> None:
    faults = list(known())
    assert len(faults) > 10
    for fault in faults:
        file, _, name = fault.test.partition("::")
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")
        compile(fault.mutant.applied((ROOT / fault.file).read_text(encoding="utf-8")), fault.file, "exec")


def test_what_was_noted_is_read_again() -> None:
    assert Reached.from_json(NOTED.as_json()) == NOTED


def test_the_faults_that_change_nothing_are_in_the_code() -> None:
    """So that the list is kept: what was rewritten leaves it, and its reason has to be thought about again."""
    there = {key(fault) for path in {ROOT / one.file for one in equivalents()} for fault in faults_of(path)}
    assert equivalents() <= there
