"""What every picture that the repository holds tells those who cannot see it, and what its PDF gives to copy."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest

from argmap.cli.export.command import main
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from tests.draw.committed import EACH, ROOT
from tests.views.outline_order import claims_in_order

SVG = "{http://www.w3.org/2000/svg}"
MAPS = [ROOT / "maps" / "uk_openai.yaml", *sorted((ROOT / "docs" / "gallery").glob("*.yaml"))]
EACH_MAP = pytest.mark.parametrize("file", MAPS, ids=[file.stem for file in MAPS])


def index_of(file: Path) -> Index:
    return Index.build(read(file.read_bytes(), file.name).map)


def picture_of(file: Path) -> Path:
    return ROOT / "exports" / f"{file.stem}.svg" if file.parent.name == "maps" else file.with_suffix(".svg")


@EACH
def test_every_part_of_a_picture_has_a_name_and_an_id_of_its_own(file: Path) -> None:
    root = ElementTree.parse(file).getroot()
    assert root.get("role") == "graphics-document"
    ids = [element.get("id") for element in root.iter() if element.get("id") is not None]
    assert len(ids) == len(set(ids))
    assert set((root.get("aria-labelledby") or "").split()) <= set(ids)
    assert (root.findtext(f"{SVG}title") or "").strip()
    parts = [element for element in root.iter() if element.get("role") == "graphics-object"]
    assert len(parts) >= 2
    for part in parts:
        assert (part.findtext(f"{SVG}title") or part.get("aria-label") or "").strip(), part.get("id")
    addresses = [value for element in root.iter() for name, value in element.attrib.items() if "href" in name]
    assert [address for address in addresses if not re.match(r"https?://|mailto:|#|[\w-]+\.svg", address)] == []
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "g", "a", "title", "desc", "style", "defs", "rect", "path", "circle", "text", "tspan")
    }


@EACH_MAP
def test_a_picture_tells_every_claim_in_the_order_of_the_outline(file: Path) -> None:
    index = index_of(file)
    boxes = {
        (element.get("id") or "").removeprefix("claim-"): element
        for element in ElementTree.parse(picture_of(file)).getroot().iter(f"{SVG}g")
        if (element.get("id") or "").startswith("claim-")
    }
    assert tuple(boxes) == claims_in_order(index)
    for name, box in boxes.items():
        words = " ".join(index.claims[name].text.split())
        assert words in (box.findtext(f"{SVG}title") or "")
        targets = {reason.target for reason in index.claims[name].reasons if reason.target in index.claims}
        told = box.findtext(f"{SVG}desc") or ""
        assert all(" ".join(index.claims[target].text.split())[:40] in told for target in targets)


def bare(text: str) -> str:
    """``text`` without spaces, hyphens, which long words get, and the marks by which a reader shows directions.

    Poppler gives the two letters of an Arabic ligature the other way round, and so does this.
    """
    text = re.sub("\u0644([\u0622\u0623\u0625\u0627\u0649])", "\\1\u0644", text)
    text = re.sub(r"[\s\-\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    return unicodedata.normalize("NFKC", text)


def copied_together(text: str) -> list[str]:
    """What of ``text`` this reader is to give in one piece: all of it, or its words where it runs from the right,
    since with ``-raw`` the reader leaves lines as they are seen.
    """
    runs_from_right = any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)
    return [bare(word) for word in (re.findall(r"\w+", text) if runs_from_right else [text])]


@pytest.mark.needs("pdftotext", "fonts")
@EACH_MAP
def test_every_claim_can_be_copied_from_its_pdf_in_the_order_of_the_outline(file: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "map.pdf"
    assert main([str(file), "-o", str(pdf)]) == 0
    done = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True)
    assert done.stderr == b""
    copied = bare(done.stdout.decode())
    index = index_of(file)
    at = 0
    for name in claims_in_order(index):
        places = [copied.find(words, at) for words in copied_together(index.claims[name].text)]
        assert min(places) >= 0, name
        at = min(places)
