"""The parts of the documentation that are made from the program: commands, keys, fields of the format, findings."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

from argmap.cli.arguments import Arguments
from argmap.cli.completion import parser_of
from argmap.cli.main import COMMANDS, HIDDEN
from argmap.mapfile import models
from argmap.mapfile.fields import RECORDS
from argmap.mapfile.record import Record
from argmap.mapfile.syntax.problems import PROBLEMS
from argmap.tui.commands.table import TABLE
from argmap.tui.dialogs.help import SIGNS
from argmap.tui.keys.keymap import as_markdown
from argmap.vocabulary import STATUSES

BEGIN, END = "<!-- made by the program: {} -->", "<!-- end -->"


def with_parts(page: str) -> str:
    """A page with each of its generated parts made again."""

    def made(found: re.Match[str]) -> str:
        return f"{BEGIN.format(found[1])}\n\n{PARTS[found[1]]().strip()}\n\n{END}"

    return re.sub(BEGIN.format(r"(\w+)") + r"\n.*?" + END, made, page, flags=re.DOTALL)


def commands() -> str:
    """A section for each command: what it does, its arguments and options, examples, exit codes."""
    shown = [name for name in COMMANDS if name not in HIDDEN]
    table = "\n".join(f"| [`argmap {name}`](#argmap-{name}) | {COMMANDS[name][1]} |" for name in shown)
    return "\n\n".join(
        [f"| command | what it is for |\n| --- | --- |\n{table}", *(section(parser_of(name)) for name in shown)]
    )


def section(parser: Arguments) -> str:
    """One command as Markdown."""
    parts = [f"## {parser.prog}", " ".join((parser.description or "").split())]
    for group in parser._action_groups:
        rows = [row for action in group._group_actions for row in rows_of(action)]
        if rows:
            title = {"positional arguments": "arguments"}.get(group.title or "", group.title)
            parts.append(f"| {title} | |\n| --- | --- |\n" + "\n".join(rows))
    for block in (parser.epilog or "").strip().split("\n\n"):
        parts.append(f"```text\n{block}\n```" if "\n  " in block else " ".join(block.split()))
    return "\n\n".join(part for part in parts if part)


def rows_of(action: argparse.Action) -> Iterator[str]:
    """The rows of a table for one argument or option."""
    if isinstance(action, argparse._HelpAction) or action.help == argparse.SUPPRESS:
        return
    if isinstance(action, argparse._SubParsersAction):
        yield from (f"| `{choice.dest}` | {cell(choice.help or '')} |" for choice in action._choices_actions)
        return
    about = cell((action.help or "") % {**vars(action)})
    choices = [] if action.choices is None else [f"`{choice}`" for choice in action.choices]
    if len(choices) > 1 and not all(choice.strip("`") in about for choice in choices):
        about += f". One of: {', '.join(choices)}"
    yield f"| {named(action)} | {about.removeprefix('. ')} |"


def named(action: argparse.Action) -> str:
    """The forms of an option, with its value; or the name of an argument."""
    value = action.metavar or ("WORD" if action.choices else action.dest.upper() if action.nargs != 0 else "")
    if isinstance(value, tuple):
        value = " ".join(value)
    if not action.option_strings:
        return f"`{value}`"
    forms = ", ".join(f"`{form}`" for form in action.option_strings[:-1])
    last = f"`{action.option_strings[-1]}{f' {value}' if value and action.nargs != 0 else ''}`"
    return f"{forms}, {last}" if forms else last


def cell(text: str) -> str:
    """A text in one cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def signs() -> str:
    """The signs of the outline."""
    return "| sign | meaning |\n| --- | --- |\n" + "\n".join(f"| `{sign}` | {meaning} |" for sign, meaning in SIGNS)


def statuses() -> str:
    """Every status with its badge and meaning."""
    rows = "\n".join(f"| `{words.badge}` | {words.label} | {words.meaning} |" for words in STATUSES.values())
    return f"| badge | status | meaning |\n| --- | --- | --- |\n{rows}"


def fields() -> str:
    """A section for each record of the format: its fields and what each holds."""
    return "\n\n".join(
        f"### {'An' if record.name[0] in 'aeiou' else 'A'} {record.name}\n\n{(model.__doc__ or '').strip()}\n\n"
        "| field | what it holds |\n|---|---|\n" + "\n".join(_rows_of_fields(model, record))
        for model, record in zip(models.RECORDS, RECORDS, strict=True)
    )


def _rows_of_fields(model: type[models.FileRecord], record: Record) -> Iterator[str]:
    about = {info.alias or name: info.description for name, info in model.model_fields.items()}
    for field in record.fields:
        choices = ", ".join(f"`{choice}`" for choice in field.choices)
        said = (
            about[field.name],
            f"One of: {choices}." if choices else "",
            f"At most {field.limit} characters." if field.limit else "",
            "Needed." if field.required else "",
        )
        yield f"| `{field.name}` | {' '.join(one for one in said if one)} |"


def problems() -> str:
    """What is refused or warned of when a map is read."""
    rows = []
    for one in PROBLEMS:
        how = " (warning)" if one.severity == "warning" else "" if one.refuses else " (error, but the file opens)"
        rows.append(f"| {one.code} | {one.name}{how} | {one.sentence} |")
    return "| code | name | |\n|---|---|---|\n" + "\n".join(rows)


PARTS = {
    "commands": commands,
    "fields": fields,
    "keys": lambda: as_markdown(TABLE),
    "problems": problems,
    "signs": signs,
    "statuses": statuses,
}
