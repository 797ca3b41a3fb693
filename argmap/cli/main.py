"""The ``argmap`` command: finds the subcommand and runs it. Imports nothing that a subcommand does not need."""

from __future__ import annotations

import gc
import os
import signal
import sys

from argmap import __version__
from argmap.exit_codes import ExitCode

TYPE_CHECKING = False  # typing takes as long to load as all of this
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TextIO

COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("argmap.cli.new", "start a map"),
    "import": ("argmap.cli.import_map", "make a map from a file of another tool"),
    "edit": ("argmap.cli.edit", "open a map in the terminal editor"),
    "tutor": ("argmap.cli.tutor", "learn the editor on a small dispute"),
    "show": ("argmap.cli.show", "print a map as a plain-text outline"),
    "check": ("argmap.cli.check", "check a map: errors, warnings and suggestions"),
    "lsp": ("argmap.cli.lsp", "check and complete maps in a text editor (language server)"),
    "source": ("argmap.cli.source", "add a source with its copy, check quotations, show passages"),
    "explain": ("argmap.cli.explain", "explain a finding code"),
    "fmt": ("argmap.cli.fmt", "format a map file"),
    "rename": ("argmap.cli.rename", "rename an id everywhere"),
    "unite": ("argmap.cli.unite", "make one claim of two that say the same"),
    "schema": ("argmap.cli.schema", "print the JSON Schema of the map format"),
    "export": ("argmap.cli.export.command", "export a map: SVG, HTML, PDF, PNG, Markdown, JSON"),
    "serve": ("argmap.cli.serve", "show a map in the browser, redrawn whenever its file is saved"),
    "report": ("argmap.cli.report", "analyse a map: unanswered objections, evidence gaps, positions"),
    "whatif": ("argmap.cli.whatif", "show what changes if claims or sources are accepted or rejected"),
    "matrix": ("argmap.cli.matrix", "show stakeholder positions as a table"),
    "diff": ("argmap.cli.diff", "show what changed between two versions of a map"),
    "merge": ("argmap.cli.merge", "merge two versions of a map with a common ancestor"),
    "resolve": ("argmap.cli.resolve", "resolve merge conflicts in a map"),
    "merge-driver": ("argmap.cli.merge_driver", "git's entry to merging (set up by 'argmap git install')"),
    "log": ("argmap.cli.log", "who changed a map or a claim, when and how"),
    "git": ("argmap.cli.git", "set git up to diff and merge maps"),
    "doctor": ("argmap.cli.doctor", "show what works on this machine, for bug reports"),
    "completion": ("argmap.cli.completion", "print what makes a shell complete commands and options"),
    "help": ("argmap.cli.help", "show a page of the documentation"),
}
"""Command name -> (module with ``main(argv) -> int``, what it is for). Order is that of the help."""

HIDDEN = frozenset({"merge-driver"})


def usage() -> str:
    """The text of ``argmap --help``."""
    rows = "\n".join(f"  {name:<11} {about}" for name, (_, about) in COMMANDS.items() if name not in HIDDEN)
    return (
        "usage: argmap COMMAND [OPTIONS] ...\n"
        "       argmap FILE              open a map in the editor\n\n"
        "Build, analyse and publish argument maps of public disputes.\n\n"
        f"commands:\n{rows}\n\n"
        "options:\n"
        "  -h, --help   show this help\n"
        "  --version    print the version\n\n"
        "exit codes: 0 success; 1 findings, differences or conflicts; 2 error; 70 a bug in argmap\n"
    )


def main(argv: Sequence[str]) -> int:
    """Run ``argmap`` with these arguments and return the exit code."""
    if not argv and sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty():
        from argmap.cli.opening import main as open_something

        return open_something([])
    if not argv or argv[0] in {"-h", "--help"}:
        sys.stdout.write(usage())
        return ExitCode.FINE
    first, rest = argv[0], list(argv[1:])
    if first in {"--version", "-V"}:
        sys.stdout.write(f"argmap {__version__}\n")
        return ExitCode.FINE
    if first == "help" and len(rest) == 1 and rest[0] in COMMANDS:
        return _run(rest[0], ["--help"])
    if first in COMMANDS:
        return _run(first, rest)
    if _looks_like_a_file(first) or (first == "--" and rest):
        return _run("edit", list(argv))
    return _unknown(first)


def _looks_like_a_file(word: str) -> bool:
    return not word.startswith("-") and (word.endswith((".yaml", ".yml")) or os.sep in word or os.path.exists(word))  # noqa: PTH110


def _unknown(word: str) -> int:
    from argmap.cli.output import print_refusal
    from argmap.model.lookup import nearest

    near = nearest(word, COMMANDS)
    guess = f" Did you mean '{near}'?" if near else " 'argmap --help' lists the commands."
    print_refusal(f"unknown command or file '{word}'.{guess}")
    return ExitCode.COULD_NOT_RUN


def _run(name: str, argv: list[str]) -> int:
    return loaded(name)(argv)


def loaded(name: str) -> Callable[[list[str]], int]:
    """The function that runs a command."""
    from importlib import import_module

    command: Callable[[list[str]], int] = import_module(COMMANDS[name][0]).main
    return command


def _drop(stream: TextIO) -> None:
    """Discard what is still buffered: flushing it at exit would fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _say_failure(error: OSError) -> None:
    """Say what the system refused, where no command has a better sentence."""
    from argmap.cli.output import print_refusal

    if error.filename is not None:
        print_refusal(f"{os.fsdecode(error.filename)} cannot be used: {error.strerror}.")
    elif isinstance(error, FileNotFoundError):
        print_refusal("the folder that this runs in is gone. Change to another one.")
    else:  # no file, so one of the streams that are open already
        _drop(sys.stdout)
        print_refusal(f"the output cannot be written: {error.strerror}.")


def _say_want(error: MemoryError | ImportError | SystemError) -> None:
    """Say that memory, or a part of the program, is missing; a library that finds no room is one that is missing.

    Where there is no room for an exception either, Python raises SystemError.
    """
    if not isinstance(error, ImportError):
        sys.stderr.write("argmap: There is not enough memory for this.\n")
        return
    what = " ".join(str(error).split())
    sys.stderr.write(
        f"argmap: A part of the program cannot be loaded ({what}). Install it again, or give it more memory.\n"
    )


def _say_bug(fault: Exception) -> None:
    """Say that argmap itself failed, and where the details are: a traceback on the screen helps no user."""
    from argmap.cli.output import print_refusal
    from argmap.io.fault_log import fault_name, where_to_look, write_fault_log

    log = write_fault_log(fault, " ".join(sys.argv[1:2]))
    print_refusal(f"A bug in argmap stopped this command ({fault_name(fault)}). {where_to_look(log)}")


LAST_RESORT = "argmap: A bug in argmap stopped this command. Please report it with what you did.\n"
"""What is said where the better sentence could not be made."""


def _said_somehow(error: Exception) -> ExitCode:
    """Say what ended a command, in a fixed sentence if a bug stops that too; the exit code."""
    try:
        return _said(error)
    except Exception:  # noqa: BLE001  there is nothing behind this but a traceback
        try:
            sys.stderr.write(LAST_RESORT)
        except OSError:  # the stream itself is what fails
            _drop(sys.stderr)
        return ExitCode.BUG


def _said(error: Exception) -> ExitCode:
    """Say what ended a command, where the command has no better sentence; the exit code."""
    if isinstance(error, BrokenPipeError):  # the reader went away (`argmap show map.yaml | head`)
        _drop(sys.stdout)
        return ExitCode.FINE
    if isinstance(error, OSError):
        _say_failure(error)
    elif isinstance(error, MemoryError | ImportError | SystemError):
        _say_want(error)
    else:
        _say_bug(error)
        return ExitCode.BUG
    return ExitCode.COULD_NOT_RUN


def run(command: Callable[[list[str]], int] = main, *, listens: bool) -> None:
    """A command on the process's arguments, its code as the exit status. ``listens``: Ctrl+C interrupts it."""
    # Loading modules and maps leaves no garbage. Collecting rarely saves 5% of a small check, and skipping the
    # collection at exit 10%.
    gc.set_threshold(200_000)
    # Installed pydantic plugins must not change the model; searching for them costs another 4%.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # `argmap check map.yaml >&-`: the exit code is still of use
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Windows would write what is redirected to a file in the code page of the machine.
            stream.reconfigure(encoding="utf-8" if os.name == "nt" else None, errors="backslashreplace")
    try:
        if listens:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        code = command(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001  any fault must be reported, and not as a traceback
        code = _said_somehow(error)
    gc.freeze()
    sys.exit(code)
