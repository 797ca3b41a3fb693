"""Programs that show SVG, and what each shows of a file: its pixels, and where it can tell, its words."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import NamedTuple

from tests.browser import Page

SCALE = 1.5
"""Pixels a point."""

CSS_PIXELS = 4 / 3
"""CSS pixels a point."""


class Word(NamedTuple):
    """A word with its box, in points from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Shown(NamedTuple):
    """What a reader shows: a PNG of :data:`SCALE` pixels a point, and the words if it keeps them as text."""

    png: bytes
    words: Sequence[Word] | None = None


Reader = Callable[[Sequence[Path], Path, Page], list[Shown]]
"""Shows each of some files, with a folder for its own use and a browser."""


def chromium(files: Sequence[Path], folder: Path, page: Page) -> list[Shown]:
    """A browser."""
    found = []
    for file in files:
        page.open(file)
        found.append(Shown(page.screenshot(SCALE / CSS_PIXELS)))
    return found


def resvg(files: Sequence[Path], folder: Path, page: Page) -> list[Shown]:
    """The library in Rust that draws argmap's own PNG, and the icons of several desktops."""
    import resvg_py

    return [
        Shown(bytes(resvg_py.svg_to_bytes(svg_path=str(file), zoom=SCALE / CSS_PIXELS, dpi=96))) for file in files
    ]


def rsvg(files: Sequence[Path], folder: Path, page: Page) -> list[Shown]:
    """The library of GNOME, Wikipedia and ImageMagick."""
    written = []
    for place, file in enumerate(files):
        written.append(folder / f"{place}.pdf")
        _run("rsvg-convert", "--format=pdf", f"--output={written[-1]}", str(file))
    return [shown for pdf in written for shown in _pages(pdf)]


def draw(files: Sequence[Path], folder: Path, page: Page) -> list[Shown]:
    """LibreOffice Draw, which opens the file."""
    for place, file in enumerate(files):
        shutil.copy(file, folder / f"{place}.svg")
    names = [f"{place}.svg" for place in range(len(files))]
    _office(folder, *names)
    return [shown for name in names for shown in _pages((folder / name).with_suffix(".pdf"))]


def writer(files: Sequence[Path], folder: Path, page: Page) -> list[Shown]:
    """LibreOffice Writer, with the files as images in the corners of a document's pages."""
    (folder / "letter.fodt").write_text(DOCUMENT % "".join(map(_image, files)), encoding="utf-8")
    _office(folder, "letter.fodt")
    return _pages(folder / "letter.pdf")


READERS: Mapping[str, tuple[Reader, tuple[str, ...]]] = {
    "chromium": (chromium, ()),
    "resvg": (resvg, ("resvg",)),
    "rsvg": (rsvg, ("rsvg", "pdftotext")),
    "draw": (draw, ("libreoffice", "pdftotext")),
    "writer": (writer, ("libreoffice", "pdftotext")),
}
"""Each reader, and the tools that it needs beside the browser."""

DOCUMENT = """\
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:page-layout style:name="large">
<style:page-layout-properties fo:page-width="1300pt" fo:page-height="700pt" fo:margin="0pt"/>
</style:page-layout>
<style:style style:name="page" style:family="paragraph">
<style:paragraph-properties fo:break-before="page"/>
</style:style>
<style:style style:name="corner" style:family="graphic">
<style:graphic-properties style:vertical-pos="from-top" style:vertical-rel="page" style:horizontal-pos="from-left"
 style:horizontal-rel="page" style:wrap="run-through"/>
</style:style>
</office:automatic-styles>
<office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="large"/>
</office:master-styles>
<office:body><office:text>%s</office:text></office:body>
</office:document>
"""


def _image(file: Path) -> str:
    data = file.read_bytes()
    size = re.search(rb'<svg [^>]*?width="([\d.]+)pt" height="([\d.]+)pt"', data)
    assert size
    wide, tall = size[1].decode(), size[2].decode()
    return (
        '<text:p text:style-name="page"><draw:frame draw:style-name="corner" text:anchor-type="paragraph"'
        f' svg:x="0pt" svg:y="0pt" svg:width="{wide}pt" svg:height="{tall}pt">'
        '<draw:image draw:mime-type="image/svg+xml">'
        f"<office:binary-data>{base64.b64encode(data).decode()}</office:binary-data>"
        "</draw:image></draw:frame></text:p>"
    )


def _office(folder: Path, *names: str) -> None:
    program = shutil.which("soffice") or "libreoffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run(program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *names, cwd=folder)


def _pages(pdf: Path) -> list[Shown]:
    """The pages of a PDF."""
    _run("pdftoppm", "-png", "-r", str(SCALE * 72), str(pdf), str(pdf.with_suffix("")))
    pictures = sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))
    told = _run("pdftotext", "-bbox", str(pdf), "-").decode()
    pages = told.split("<page ")[1:]
    return [
        Shown(picture.read_bytes(), [_word(found) for found in _WORD.finditer(words)])
        for picture, words in zip(pictures, pages, strict=True)
    ]


_WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')


def _word(found: re.Match[str]) -> Word:
    left, top, right, bottom = map(float, found.groups()[:4])
    return Word(unescape(found[5]), left, top, right, bottom)


def _run(*command: str, cwd: Path | None = None) -> bytes:
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, timeout=300).stdout
