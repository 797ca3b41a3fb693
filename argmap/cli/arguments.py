"""A command's arguments, as :mod:`argparse` reads them; what is wrong with them is said in one sentence."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NoReturn

from argmap.cli.output import print_error
from argmap.escape import one_line
from argmap.exit_codes import ExitCode

FILES = frozenset({"BASE", "FILE", "MAP", "OURS", "PATH", "THEIRS", "VERSION"})
"""Metavars of arguments that are files."""

FOLDERS = frozenset({"FOLDER"})


class ForParser(list[str]):
    """Arguments given to a command to get its parser: instead of running, it raises :class:`ParserFound`."""


class ParserFound(Exception):
    """Carries the parser that was asked for."""

    def __init__(self, parser: Arguments) -> None:
        super().__init__(parser)
        self.parser = parser


class Value(argparse.Action):
    """Keeps a value, which a shell can complete where its metavar says that it is a file or a folder."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option: str | None = None,
    ) -> None:
        """Keep the value."""
        # argparse of Python 3.11 makes an empty list of the value in "--title=--", and looks at it no further.
        if self.nargs is None and values == []:
            if self.type is not None or self.choices is not None:
                parser.error(f"argument {option}: '--' is not a valid value")
            values = "--"
        self.keep(namespace, values)

    def keep(self, namespace: argparse.Namespace, value: Any) -> None:
        """Keep ``value`` among the arguments."""
        setattr(namespace, self.dest, value)

    @property
    def complete(self) -> object:
        """How each shell completes the value, as shtab reads it. Raises AttributeError for free text."""
        import shtab

        if self.metavar in FILES:
            return shtab.FILE
        if self.metavar in FOLDERS:
            return shtab.DIRECTORY
        raise AttributeError("complete")


class RepeatedValue(Value):
    """Keeps the values of an option that may be given several times."""

    def keep(self, namespace: argparse.Namespace, value: Any) -> None:
        """Keep one more value. The default is a list, and stays as it is."""
        setattr(namespace, self.dest, [*getattr(namespace, self.dest), value])


class ListedValues(Value):
    """Keeps the items of an option's lists; it may be given several times."""

    def keep(self, namespace: argparse.Namespace, value: Any) -> None:
        """Keep the items of one more list. The default is a list, and stays as it is."""
        setattr(namespace, self.dest, [*getattr(namespace, self.dest), *value])


class Arguments(argparse.ArgumentParser):
    """Reads the arguments of one command. Its help is laid out as it is written."""

    def __init__(self, **options: Any) -> None:
        self._given: Sequence[str] = ()
        super().__init__(**{"formatter_class": argparse.RawDescriptionHelpFormatter, **options})
        self.register("action", None, Value)
        self.register("action", "store", Value)
        self.register("action", "append", RepeatedValue)
        self.register("action", "extend", ListedValues)

    def add_format(self, formats: Collection[str]) -> None:
        """Add ``--format``: one of some formats, however another command spells it; text if none is asked for."""
        self.add_argument(
            "--format",
            type=spelt_as(formats),
            choices=list(formats),
            default="text",
            help="output format (default: text)",
        )

    def actions(self, about: Mapping[str, str]) -> Iterator[tuple[str, Arguments]]:
        """Make a parser for each action by what it is for, such as ``install`` of ``argmap git``, and give both.

        The action that is asked for is kept as ``action``. There is no doing without one.
        """
        actions = self.add_subparsers(dest="action", required=True, metavar="|".join(about))
        for name, help in about.items():
            yield name, actions.add_parser(name, help=help, description=f"{self.prog} {name}: {help}.")

    def read(self, argv: Sequence[str], *, mixed: bool = False) -> argparse.Namespace:
        """The arguments by name. Ends the process with exit code 2 when they are wrong.

        ``mixed``: options may stand between several files. Raises ParserFound for :class:`ForParser`.
        """
        if isinstance(argv, ForParser):
            raise ParserFound(self)
        self._given = argv
        parse = self.parse_known_intermixed_args if mixed else self.parse_known_args
        asked, left_over = parse(argv)
        if left_over:
            self.error(self._what_is_too_much(left_over[0]))
        return asked

    def _what_is_too_much(self, word: str) -> str:
        if not word.startswith("-"):
            arrow = "-o" if "-o" in self._option_string_actions else ">"
            hint = f"; to write to it, put {arrow} before it" if _ends_like_an_output(word) else ""
            return f"'{word}' is an unexpected argument{hint}"
        option = word.partition("=")[0]
        known = {name.lstrip("-"): name for name in self._option_string_actions}
        from argmap.model.lookup import nearest  # most options are typed right

        near = nearest(option.lstrip("-"), known)
        return f"unknown option '{option}'" + (f"; did you mean '{known[near]}'?" if near else "")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where to look, and end with exit code 2."""
        sentence = one_line(message)
        stop = "" if sentence.endswith("?") else "."
        if any(map(_is_a_file, self._given)):
            stop += " Write './' before a name that begins with '-'."
        print_error(f"{self.prog}: {sentence}{stop} Run '{self.prog} --help' for usage.\n")
        self.exit(ExitCode.COULD_NOT_RUN)


def _ends_like_an_output(word: str) -> bool:
    _, stop, ending = word.rpartition(".")
    return bool(stop and ending.isalnum()) and ending.lower() not in {"yaml", "yml"}


def _is_a_file(word: str) -> bool:
    """Whether what begins like an option is the name of a file: by its ending, or because it is there."""
    begins_so = word.startswith("-") and not word.startswith("--") and word != "-"
    _, stop, ending = word.rpartition(".")
    return begins_so and (bool(stop and ending.isalpha()) or os.path.lexists(word))


class RenamedOption(argparse.Action):
    """An option of an earlier version: it is refused with a sentence that says what it is called now."""

    def __init__(self, option_strings: Sequence[str], dest: str, *, now: str) -> None:
        super().__init__(option_strings, dest, nargs="?", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        self.now = now

    def __call__(self, parser: argparse.ArgumentParser, *given: object) -> None:
        """Refuse the option, whatever follows it."""
        parser.error(f"{self.option_strings[0]} is now {self.now}")


SPELLINGS = {"md": "markdown", "markdown": "md", "txt": "text", "text": "txt"}
"""Names of formats that mean the same; each command lists one of them."""


def spelt_as(formats: Collection[str]) -> Callable[[str], str]:
    """For :mod:`argparse`: reads the name of one of some formats, which may be spelt as another command has it."""

    def read(name: str) -> str:
        other = SPELLINGS.get(name, name)
        return other if other in formats and name not in formats else name

    return read


def existing_folder(text: str) -> str:
    """The name of a folder that is there, for :mod:`argparse`: with a misspelt one nothing would be found in it."""
    if not os.path.isdir(text):  # noqa: PTH112 - pathlib takes 5 ms to load
        raise argparse.ArgumentTypeError(f"'{text}' is not a folder")
    return text


def whole_number(text: str) -> int:
    """The number in an argument, 0 or more, for :mod:`argparse`."""
    with contextlib.suppress(ValueError):
        if int(text) >= 0:
            return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' must be a whole number, 0 or more")
