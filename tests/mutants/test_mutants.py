"""The faults that the tests are tried on are faults, and what would notice them is found."""

from __future__ import annotations

from pathlib import Path

from tests.mutants.operators import mutants
from tests.mutants.reach import reaching_tests
from tests.mutants.run import ROOT, Fault, noticed_by, sample

SOURCE = '''\
"""Words."""
from typing import cast


def first(values: "list[int]", most: int = 2) -> int:
    """A docstring."""
    if not values and most > 0:
        raise ValueError("none")
    found = sorted(value for value in values if value < most)
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
        (10, "result", "return None"),
        (10, "arguments swapped", 'return pick("é — ü", found) + 1'),
        (10, "text", 'return pick(found, "") + 1'),
        (10, "arithmetic", 'return pick(found, "é — ü") - 1'),
        (10, "number", 'return pick(found, "é — ü") + 2'),
    }


def test_every_fault_of_the_package_is_python() -> None:
    chosen = sample(300, 7, ())
    assert len(chosen) == 300
    for fault in chosen:
        compile(fault.mutant.applied((ROOT / fault.file).read_text(encoding="utf-8")), fault.file, "exec")


def test_the_tests_of_a_module_are_those_that_import_it_first() -> None:
    first, room, *_ = reaching_tests(ROOT, "argmap/semantics/labels.py")
    assert "tests/semantics/test_labels.py" in first
    assert {Path(test).parts[1] for test in room} == {"semantics"}


def test_a_fault_is_noticed_by_a_test_and_the_file_is_as_before(tmp_path: Path) -> None:
    (tmp_path / "argmap" / "room").mkdir(parents=True)
    (tmp_path / "tests" / "room").mkdir(parents=True)
    module = tmp_path / "argmap" / "room" / "sums.py"
    module.write_text("def double(x):\n    return x + x\n\n\ndef unused(x):\n    return x - 1\n")
    (tmp_path / "tests" / "room" / "test_sums.py").write_text(
        "from argmap.room.sums import double\n\n\ndef test_double():\n    assert double(2) == 4\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --import-mode=importlib\n")
    for package in (module.parent, module.parents[1]):
        (package / "__init__.py").touch()
    before = module.read_text()
    faults = [Fault("argmap/room/sums.py", one) for one in mutants(before)]
    killers = {(fault.mutant.line, fault.mutant.kind): noticed_by(tmp_path, fault) for fault in faults}
    assert killers == {
        (2, "arithmetic"): "tests/room/test_sums.py::test_double",
        (2, "result"): "tests/room/test_sums.py::test_double",
        (6, "arithmetic"): None,
        (6, "number"): None,
        (6, "result"): None,
    }
    assert module.read_text() == before
