"""Commands work where the system lacks what only POSIX has, as Windows does.

The commands run in this system's Python, in a process in which the modules, functions and signals that Windows lacks
are gone for argmap, and ``os.name`` is ``nt`` for it. Other libraries see the system as it is.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

from tests.house.source import FILES, name_of, tree_of

POSIX_MODULES = frozenset({"fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"})

WITHOUT_POSIX = """
import asyncio, importlib, pkgutil, select, signal, socket, subprocess, sys, tempfile, types, os

MODULES, LIBRARIES, COMMANDS = sys.argv[1:]
for name in LIBRARIES.split():
    try:
        importlib.import_module(name)
    except ImportError:
        pass

def without(module, gone, **changed):
    made = types.ModuleType(module.__name__)
    made.__dict__.update({name: it for name, it in vars(module).items() if name not in gone} | changed)
    return made

gone = {name for name in vars(os) if name.startswith(("fchmod", "fchown", "chown", "fork", "get", "set", "kill", "mk",
        "pread", "pwrite", "O_", "W", "sched", "posix", "tcget", "tcset", "uname", "wait", "nice", "sync"))}
gone -= {"getenv", "getcwd", "getcwdb", "getpid", "getppid", "get_terminal_size", "get_exec_path", "getlogin", "kill",
         "mkdir", "makedirs", "get_inheritable", "set_inheritable", "get_handle_inheritable", "waitpid",
         "waitstatus_to_exitcode", "W_OK", "get_blocking", "set_blocking"}
gone -= {f"O_{name}" for name in ("RDONLY", "WRONLY", "RDWR", "APPEND", "CREAT", "EXCL", "TRUNC")}
signals = {"SIGHUP", "SIGTSTP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGKILL", "SIGWINCH", "SIGCONT", "SIGALRM", "alarm",
           "setitimer", "pthread_sigmask", "sigwait"}
sys.modules["os"] = without(os, gone, name="nt", O_BINARY=0)
sys.modules["signal"] = without(signal, signals)
sys.modules["select"] = without(select, {"poll", "epoll"})
for name in MODULES.split():
    sys.modules[name] = None
import json
from argmap.cli.main import main
print("codes", [int(main(argv)) for argv in json.loads(COMMANDS)])
"""

LIBRARIES = """argparse concurrent.futures ctypes csv email.parser fileinput getpass graphviz hashlib html http.server
importlib.metadata importlib.resources json locale logging mimetypes multiprocessing pathlib platform pydantic random
secrets shlex shutil site textwrap threading tomllib urllib.request uuid venv wasmtime webbrowser
xml.etree.ElementTree yaml zipfile openpyxl resvg_py pypdf docx pptx"""

MAP = """\
argmap: 1
title: Two claims
claims:
  close:
    text: The street should be closed.
  noise:
    text: The street is loud.
    supports:
      - close
"""

COMMANDS = [
    ["--version"],
    ["check", "map.yaml"],
    ["fmt", "rough.yaml"],
    ["report", "map.yaml"],
    ["show", "map.yaml"],
    ["rename", "map.yaml", "noise", "loud"],
    ["export", "map.yaml", "-o", "map.svg"],
    ["export", "map.yaml", "-o", "map.html"],
    ["export", "map.yaml", "-o", "map.md"],
    ["diff", "map.yaml", "rough.yaml"],
    ["new", "fresh.yaml"],
    ["doctor"],
]


def test_commands_need_nothing_that_only_posix_has(tmp_path: Path) -> None:
    """One after the other in one process, which takes half a second to load the libraries."""
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "rough.yaml").write_text(MAP.replace("  - close", "- close"), encoding="utf-8")
    given = (" ".join(POSIX_MODULES), " ".join(LIBRARIES.split()), json.dumps(COMMANDS))
    script = [sys.executable, "-c", WITHOUT_POSIX, *given]
    done = subprocess.run(script, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    codes = json.loads(done.stdout.rpartition("codes ")[2])
    for command, code in zip(COMMANDS, codes, strict=True):
        assert code in ({0, 1} if command[0] in {"diff", "doctor"} else {0}), (command, done.stderr)


def test_modules_that_only_posix_has_are_imported_where_they_are_used() -> None:
    """An import at the top of a file would end every command on Windows."""
    found = []
    for file in FILES:
        for node in tree_of(file).body:
            named = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{name_of(file)}: {one}" for one in named if one in POSIX_MODULES]
    assert found == []
