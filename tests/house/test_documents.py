"""The documents keep their word: the commands they name exist, and the links between them hold."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from argmap.cli.export.options import parser
from argmap.cli.main import COMMANDS, HIDDEN
from argmap.mapfile.read.read import read
from tests.house.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_ci_runs_the_very_test_command_of_the_readme() -> None:
    (command,) = re.findall(r"```sh\n(.*pytest.*)\n```", README)
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_readme_names_every_command() -> None:
    named = set(re.findall(r"`argmap ([a-z-]+)", README))
    assert set(COMMANDS) - HIDDEN <= named


def test_the_map_in_the_readme_is_a_map() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert len(read(text.encode(), "README.md").map.claims) == 3


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_hold(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_the_scripts_that_are_named_exist() -> None:
    named = {
        script
        for pattern in ("*.md", "docs/**/*.md", "tests/**/*.py", ".github/**/*.yml", ".ci/*")
        for file in ROOT.glob(pattern)
        for script in re.findall(r"(?<![\w/])\.ci/[a-z]+", file.read_text(encoding="utf-8"))
    }
    assert {".ci/run", ".ci/slow"} <= named
    assert [script for script in named if not os.access(ROOT / script, os.X_OK)] == []


def test_the_index_of_the_documents_names_each() -> None:
    docs = ROOT / "docs"
    index = (docs / "README.md").read_text(encoding="utf-8")
    pages = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")} - {"README.md"}
    assert pages <= set(re.findall(r"\]\(([^)]+)\)", index))


def test_the_site_has_a_place_for_each_page() -> None:
    docs = ROOT / "docs"
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2]
    assert sorted(re.findall(r"[\w/-]+\.md", menu)) == sorted(
        path.relative_to(docs).as_posix() for path in docs.rglob("*.md")
    )


def test_the_page_on_exports_names_every_option_and_only_those() -> None:
    text = (ROOT / "docs" / "reference" / "exports.md").read_text(encoding="utf-8")
    helped = set(re.findall(r"--[a-z][a-z-]+", parser().format_help()))
    assert set(re.findall(r"--[a-z][a-z-]+", text)) == helped - {"--output"}


def test_the_changelog_is_grouped_by_kind_of_change() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    kinds = re.findall(r"^### (.*)$", text.partition("\n## ")[2], re.MULTILINE)
    assert kinds[:3] == ["Added", "Changed", "Fixed"]
    assert set(kinds) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
