"""``argmap export --check`` says that an export is out of date only when that is sure."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.cli.export.command import main
from argmap.draw.layout.strategy import LayoutError, no_answer, no_embedded_engine, too_slow
from argmap.io.graphviz import engines
from argmap.io.graphviz.engines import lay_out
from argmap.mapfile.canonical import write as yaml_of
from tests.draw.small_maps import HELD, PLAIN, claim, supports

PAGED = ["held.yaml", "--pages"]
ROOT = Path(__file__).resolve().parents[2]
SMALL = "docs/gallery/linked-premises"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, map in (("plain", PLAIN), ("held", HELD)):
        (tmp_path / f"{name}.yaml").write_text(yaml_of(map), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refuse_with(refused: LayoutError, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise refused

    monkeypatch.setattr(engines, "lay_out", refuse)


@pytest.mark.parametrize(
    "refused",
    [too_slow(1.0), no_answer("without places"), no_embedded_engine("the package wasmtime does not load here")],
    ids=lambda refused: refused.cause,
)
@pytest.mark.parametrize("argv", [["plain.yaml"], ["plain.yaml", "--fit", "a4"], PAGED, [*PAGED, "--format", "pdf"]])
def test_a_simple_layout_is_no_reason_to_call_an_export_out_of_date(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    refused: LayoutError,
    argv: list[str],
) -> None:
    assert main(argv) == 0
    before = {file: file.read_bytes() for file in (folder / "exports").iterdir()}
    refuse_with(refused, monkeypatch)
    capsys.readouterr()
    assert main([*argv, "--check"]) == 2
    said = capsys.readouterr().err
    assert f"could not be checked. Simple layout used. {str(refused)[:22]}" in said
    assert "out of date" not in said
    assert "Delete" not in said
    assert {file: file.read_bytes() for file in (folder / "exports").iterdir()} == before


def test_a_simple_layout_that_is_the_same_is_current(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_with(too_slow(1.0), monkeypatch)
    assert main(["plain.yaml"]) == 0
    assert main(["plain.yaml", "--check"]) == 0


def test_what_is_missing_is_missing_however_it_is_drawn(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_with(too_slow(1.0), monkeypatch)
    assert main(["plain.yaml", "--check"]) == 1
    assert "is missing" in capsys.readouterr().err


def test_formats_without_a_layout_are_checked_all_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    argv = ["plain.yaml", "-o", "map.svg", "-o", "map.md"]
    assert main(argv) == 0
    (folder / "map.md").write_text("something else", encoding="utf-8")
    refuse_with(too_slow(1.0), monkeypatch)
    assert main([*argv, "--check"]) == 2
    said = capsys.readouterr().err
    assert "map.md is out of date" in said
    assert "map.svg could not be checked" in said


def test_a_better_layout_that_ran_out_of_time_is_no_reason_either(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two layouts the second is the better one here, and a slow machine does not come to try it."""
    web = PLAIN.__class__(
        title="A web",
        claims=tuple(
            claim(f"c{n}", f"Claim {n}.", *(supports(f"c{n}", f"c{m}") for m in range(n) if (n * m + n) % 3 == 0))
            for n in range(9)
        ),
    )
    (folder / "web.yaml").write_text(yaml_of(web), encoding="utf-8")
    assert main(["web.yaml", "--fit", "a4"]) == 0
    asked: list[str] = []

    def lay_out_once(dot: str, *rest: object) -> bytes:
        asked.append(dot)
        if len(asked) > 1:
            raise too_slow(1.0)
        return lay_out(dot.replace("nodesep=", "nodesep=9"))

    monkeypatch.setattr(engines, "lay_out", lay_out_once)
    assert main(["web.yaml", "--fit", "a4", "--check"]) == 2
    assert "could not be checked. Time ran out" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit address space")
@pytest.mark.parametrize(("gigabytes", "cached"), [(0.5, False), (1, True), (2, False), (4, True)])
def test_an_export_is_the_same_where_address_space_is_short(
    tmp_path_factory: pytest.TempPathFactory, gigabytes: float, cached: bool
) -> None:
    cache = tmp_path_factory.getbasetemp() / f"cache-{gigabytes if not cached else 'all'}"
    command = f"ulimit -v {int(gigabytes * 1e6)}; exec {shlex.join([sys.executable, '-m', 'argmap'])} export --check"
    done = subprocess.run(
        ["sh", "-c", f"{command} {SMALL}.yaml -o {SMALL}.svg"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(cache), "HOME": str(cache)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
