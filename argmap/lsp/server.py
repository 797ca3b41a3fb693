"""The language server: the files that an editor has open, when each is checked, and the other maps of its workspace.

It is built on pygls, which reads and writes messages. Texts are kept here and not by pygls, whose lines also end at
characters at which the protocol's do not.

At each key the entries around it are read and checked by rules of one entry. All else, which takes as long as
``argmap check``, is done in a thread once nothing is typed for a moment.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import from_fs_path, to_fs_path

from argmap import __version__
from argmap.check.rule import Subject
from argmap.check.rules import RULES
from argmap.check.settings import Settings
from argmap.escape import for_terminal
from argmap.io.evidence import evidence_of
from argmap.io.files import load
from argmap.io.map_files import maps_in
from argmap.io.project import Projects
from argmap.lsp.diagnostics import diagnostics
from argmap.lsp.open_map import CheckResult, OpenMap
from argmap.lsp.positions import EditedText
from argmap.mapfile.document import Document
from argmap.model.findings import Finding, MapError
from argmap.model.index import Index

AT_REST = 0.2
"""Seconds without a change after which a file is checked by all rules."""

REQUEST_FAILED = -32803
"""The protocol's code for a request that was understood and cannot be carried out."""


class MapProtocol(LanguageServerProtocol):
    """The protocol, with the texts of open files kept by :class:`OpenMap` alone."""

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> Iterator[object]:
        """Pass changes on to :class:`OpenMap`, without making them in a text of pygls's own."""
        yield self.fm.features[lsp.TEXT_DOCUMENT_DID_CHANGE], (params,), None


class MapServer(LanguageServer):
    """The server of one editor."""

    def __init__(self) -> None:
        super().__init__("argmap", __version__, protocol_cls=MapProtocol)
        self.maps: dict[str, OpenMap] = {}
        """The open files by address."""
        self.waiting: dict[str, asyncio.Task[None]] = {}

    # Open files

    def map_of(self, document: lsp.TextDocumentIdentifier) -> OpenMap:
        """The open file that a question is about. Raises JsonRpcException for one that is not open."""
        if document.uri not in self.maps:
            raise JsonRpcException(f"{document.uri} is not open.", code=REQUEST_FAILED)
        return self.maps[document.uri]

    def open(self, document: lsp.TextDocumentItem) -> None:
        """Read a file that an editor has opened."""
        encoding = self.workspace.position_encoding or lsp.PositionEncodingKind.Utf16
        file = to_fs_path(document.uri) or document.uri
        open_map = self.maps[document.uri] = OpenMap(file, EditedText(document.text, encoding))
        self.read_settings(open_map)
        self.publish(document.uri)
        self.check_soon(document.uri, 0.0)

    def close(self, uri: str) -> None:
        """Forget a file, and what was found in it."""
        self.maps.pop(uri, None)
        self._stop(uri)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def change(self, params: lsp.DidChangeTextDocumentParams) -> None:
        """Make changes in a file, and show at once what is wrong where they were made."""
        uri = params.text_document.uri
        if (open_map := self.maps.get(uri)) is not None:
            open_map.change(params.content_changes)
            self.publish(uri)
            self.check_soon(uri, AT_REST)

    def read_settings(self, open_map: OpenMap) -> None:
        """Read the settings of the project that a file belongs to. Errors in them are shown to the user."""
        projects = Projects(None)
        open_map.settings = Settings(today=date.today())
        try:
            choices = projects.choices_for(open_map.file)
            open_map.settings = choices.for_file(projects.name_of(open_map.file), (), (), date.today())
        except MapError as refused:
            message = lsp.ShowMessageParams(lsp.MessageType.Warning, for_terminal(str(refused)))
            self.window_show_message(message)

    # Findings

    def publish(self, uri: str) -> None:
        """Send what is found in a file."""
        open_map = self.maps[uri]
        found = diagnostics(uri, open_map) if open_map.is_map else []
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found))

    def check_soon(self, uri: str, seconds: float) -> None:
        """Check a file by all rules, unless it changes again before."""
        self._stop(uri)
        if self.maps[uri].is_map:
            self.waiting[uri] = asyncio.get_running_loop().create_task(self._check(uri, seconds))

    def _stop(self, uri: str) -> None:
        if (task := self.waiting.pop(uri, None)) is not None:
            task.cancel()

    async def _check(self, uri: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        open_map = self.maps[uri]
        if open_map.is_to_be_read:
            open_map.take(await asyncio.to_thread(open_map.outcome_of, open_map.text.text))
            self.publish(uri)
        document = open_map.document
        if document is None or not open_map.is_sound:
            return
        stop = threading.Event()
        try:
            found = await asyncio.to_thread(check_all, document, open_map.index, open_map.settings, stop)
        finally:
            stop.set()
        if open_map.document is document:
            open_map.checked = found
            self.publish(uri)
            self._show_again()

    def _show_again(self) -> None:
        """Ask the editor to fetch code lenses again, which say what follows from the whole map."""
        workspace = self.client_capabilities.workspace
        if workspace is not None and workspace.code_lens is not None and workspace.code_lens.refresh_support:
            self.workspace_code_lens_refresh(None)


def check_all(document: Document, index: Index, settings: Settings, stop: threading.Event) -> CheckResult:
    """What all rules find in a document, up to a rule before which ``stop`` is set.

    Quotations are looked for in the copies that are at hand beside the file.
    """
    evidence = None
    with suppress(MapError):  # of wrong settings, which the editor was told of when the file was opened
        evidence = evidence_of(document.map, document.file)
    subject = Subject(index, settings, evidence=evidence)
    found: list[Finding] = []
    for rule in RULES:
        if stop.is_set():
            break
        if settings.wants(rule.code, rule.name):
            found += rule.findings(subject)
    return CheckResult(document, found, evidence.outcomes if evidence else {})


_read: dict[str, tuple[int, OpenMap]] = {}
"""By path: when the file was changed, and the map that was in it then."""


def maps_in_folder(folders: Sequence[Path], is_open: Collection[str]) -> Iterator[tuple[str, OpenMap]]:
    """Each map in these folders and below, with its address; those of ``is_open`` and those that cannot be read are
    left out."""
    for folder in folders:
        with suppress(MapError, OSError):
            for file in maps_in([str(folder)]):
                uri = from_fs_path(os.path.realpath(file))
                if uri is not None and uri not in is_open and (found := _map_in(file)) is not None:
                    yield uri, found


def _map_in(file: str) -> OpenMap | None:
    changed = Path(file).stat().st_mtime_ns
    known = _read.get(file)
    if known is None or known[0] != changed:
        text = load(Path(file)).data.decode(errors="replace").removeprefix("\ufeff")
        known = _read[file] = changed, OpenMap(file, EditedText(text))
    return known[1]
