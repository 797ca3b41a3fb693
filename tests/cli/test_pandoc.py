"""The filter of pandoc draws a map in a block, and one that an image leads to."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.source import ROOT
from tests.small_maps import THREE

pytestmark = pytest.mark.needs("pandoc")

FENCE = "```"


def converted(folder: Path, text: str, *options: str) -> subprocess.CompletedProcess[str]:
    """What pandoc does with a document in a folder that holds a map."""
    (folder / "map.yaml").write_text(THREE, encoding="utf-8")
    filter = folder / "filter.py"
    filter.write_text("from argmap.cli.pandoc import run\nrun()\n", encoding="utf-8")
    command = ["pandoc", "--from", "markdown", "--filter", str(filter), *options]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, input=text, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=environment
    )


def pictures(html: str) -> list[str]:
    found = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', html)
    return [base64.b64decode(picture).decode() for picture in found]


def test_blocks_and_links_become_pictures(tmp_path: Path) -> None:
    text = f'{FENCE}{{.argmap #one caption="The *street*" width=50%}}\n{THREE}{FENCE}\n\nSee ![it](map.yaml) here.\n'
    done = converted(tmp_path, text, "--to", "html")
    assert (done.returncode, done.stderr) == (0, "")
    assert [("<svg" in picture, "Close the" in picture) for picture in pictures(done.stdout)] == [(True, True)] * 2
    assert 'id="one"' in done.stdout
    assert re.search(r"width:50(\.0)?%", done.stdout)
    assert "<figcaption" in done.stdout
    assert "The *street*" in done.stdout
    assert 'alt="it"' in done.stdout


def test_other_blocks_and_images_stay(tmp_path: Path) -> None:
    text = f"{FENCE}yaml\n{THREE}{FENCE}\n\n![it](map.png)\n"
    plain = subprocess.run(["pandoc", "--to", "html"], input=text, capture_output=True, text=True, check=True)
    assert converted(tmp_path, text, "--to", "html").stdout == plain.stdout


@pytest.mark.needs("resvg")
def test_a_word_document_holds_the_picture(tmp_path: Path) -> None:
    done = converted(tmp_path, "![it](map.yaml)\n", "--to", "docx", "-o", "paper.docx")
    assert (done.returncode, done.stderr) == (0, "")
    with zipfile.ZipFile(tmp_path / "paper.docx") as document:
        (name,) = [name for name in document.namelist() if name.startswith("word/media/")]
        assert document.read(name).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{FENCE}argmap\nargmap: 1\nclaims: 3\n{FENCE}\n", "AM"),
        ("![it](gone.yaml)", "gone.yaml"),
        ("![it](map.yaml){focus=nobody}", "nobody"),
        ("![it](map.yaml){depth=far}", "depth is a whole number, and not 'far'."),
        (
            f"{FENCE}argmap\nargmap: 1\nclaims: [\n{FENCE}\n",
            "block that begins with 'argmap: 1 claims: [', line 2: AM004",
        ),
        (f"{FENCE}argmap\n{FENCE}\n", "The block is empty"),
        ("![it](https://example.org/map.yaml)", "is a web address, and nothing is fetched"),
        (">" * 400 + " deep", "nested too deep"),
    ],
)
def test_what_cannot_be_drawn_is_said_and_nothing_is_written(tmp_path: Path, text: str, said: str) -> None:
    done = converted(tmp_path, text, "-o", "paper.html")
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "paper.html").exists()


@pytest.mark.parametrize("target", ["<sub folder/die Brücke 100%.yaml>", "sub%20folder/die%20Brücke%20100%25.yaml"])
def test_names_of_files_may_have_spaces_and_signs(tmp_path: Path, target: str) -> None:
    (tmp_path / "sub folder").mkdir()
    (tmp_path / "sub folder" / "die Brücke 100%.yaml").write_text(THREE, encoding="utf-8")
    done = converted(tmp_path, f"![it]({target})\n", "--to", "html")
    assert (done.returncode, done.stderr, len(pictures(done.stdout))) == (0, "", 1)


@pytest.mark.parametrize("given", [b"", b"\xff\xfe{", b"x"])
def test_what_pandoc_never_gives_is_refused(given: bytes) -> None:
    command = [sys.executable, "-c", "from argmap.cli.pandoc import run; run()"]
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


@pytest.mark.parametrize(
    "given",
    [
        b'{"t":"Image"}',
        b'{"t":"Image","c":[]}',
        b'{"t":"Image","c":[["",[],[["depth"]]],[],["map.png",""]]}',
        b'{"t":"CodeBlock","c":["argmap","x"]}',
        b'[{"t":"CodeBlock","c":[3]}]',
    ],
)
def test_elements_laid_out_in_another_way_stay(given: bytes) -> None:
    command = [sys.executable, "-c", "from argmap.cli.pandoc import run; run()"]
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    assert (done.returncode, done.stderr, json.loads(done.stdout)) == (0, b"", json.loads(given))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said() -> None:
    command = [sys.executable, "-c", "from argmap.cli.pandoc import run; run()"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, input=b"{}", stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
