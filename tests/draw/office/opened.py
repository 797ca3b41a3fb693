"""Office files as other programs find them: their parts, and what LibreOffice shows."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree


def parts_of(data: bytes) -> dict[str, str]:
    """The XML parts of a file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}


def texts_of(part: str) -> str:
    """All text in a part."""
    return "".join(ElementTree.fromstring(part).itertext())


def shown_by_libreoffice(name: str, data: bytes, folder: Path) -> list[str]:
    """The text of each page that LibreOffice makes of a file."""
    (folder / name).write_bytes(data)
    program = shutil.which("soffice") or "libreoffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / name)]
    subprocess.run(convert, check=True, capture_output=True, timeout=240)
    pdf = (folder / name).with_suffix(".pdf")
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60).stdout
    return told.decode().split("\f")[:-1]
