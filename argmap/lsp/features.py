"""The requests and notifications of the protocol, and the functions that answer them: the table of the language
server."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.uris import to_fs_path

from argmap.lsp import actions, decorations, navigation
from argmap.lsp.completion import completion
from argmap.lsp.edits import laid_out, laid_out_within, renameable, renamed
from argmap.lsp.hover import hover
from argmap.lsp.server import REQUEST_FAILED, MapServer, maps_in_folder
from argmap.model.findings import MapError


def serve() -> None:
    """Answer an editor on standard input and output until it says that it ends."""
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_no_refusal)
    # pygls closes what it writes to, which the rest of the program still flushes.
    with os.fdopen(os.dup(sys.stdin.fileno()), "rb") as reading, os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        make_server().start_io(reading, out)


def _is_no_refusal(record: logging.LogRecord) -> bool:
    """Whether an error belongs in an editor's log; the editor itself shows refusals."""
    problem = record.exc_info[1] if record.exc_info else None
    return not (isinstance(problem, JsonRpcException) and problem.code == REQUEST_FAILED)


def make_server() -> MapServer:
    """A server that answers everything."""
    server = MapServer()
    _follow_texts(server)
    _tell(server)
    _change(server)
    return server


@contextmanager
def refusals_told() -> Iterator[None]:
    """Answer with the sentence of a MapError where a request cannot be carried out."""
    try:
        yield
    except MapError as refused:
        raise JsonRpcException(str(refused), code=REQUEST_FAILED) from refused


def _follow_texts(server: MapServer) -> None:
    """Notifications about the files that an editor has open."""

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: lsp.DidOpenTextDocumentParams) -> None:
        server.open(params.text_document)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: lsp.DidChangeTextDocumentParams) -> None:
        server.change(params)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: lsp.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: lsp.DidSaveTextDocumentParams) -> None:
        server.read_settings(server.map_of(params.text_document))
        server.check_soon(params.text_document.uri, 0.0)


def _tell(server: MapServer) -> None:
    """Requests for information about a file."""

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" ", "[", ",", "-"]))
    def complete(params: lsp.CompletionParams) -> lsp.CompletionList | None:
        open_map = server.map_of(params.text_document)
        return completion(open_map, params.position) if open_map.is_map else None

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def on_hover(params: lsp.HoverParams) -> lsp.Hover | None:
        open_map = server.map_of(params.text_document)
        return hover(open_map, params.position) if open_map.is_map else None

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def definition(params: lsp.DefinitionParams) -> lsp.Location | None:
        return navigation.definition(params.text_document.uri, server.map_of(params.text_document), params.position)

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    def references(params: lsp.ReferenceParams) -> list[lsp.Location]:
        uri, open_map = params.text_document.uri, server.map_of(params.text_document)
        with_definition = params.context.include_declaration
        return navigation.references(uri, open_map, params.position, with_definition=with_definition)

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlight(params: lsp.DocumentHighlightParams) -> list[lsp.DocumentHighlight]:
        return navigation.highlights(server.map_of(params.text_document), params.position)

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        return navigation.symbols(server.map_of(params.text_document))

    @server.feature(lsp.WORKSPACE_SYMBOL)
    def workspace_symbols(params: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
        folders = [to_fs_path(uri) for uri in server.workspace.folders]
        others = maps_in_folder([Path(folder) for folder in folders if folder], server.maps)
        found: list[lsp.WorkspaceSymbol] = []
        for uri, open_map in (*server.maps.items(), *others):
            found += navigation.found_by_name(uri, open_map, params.query)
        return found[: navigation.MOST_FOUND]

    @server.feature(lsp.TEXT_DOCUMENT_FOLDING_RANGE)
    def folds(params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
        return navigation.folds(server.map_of(params.text_document))


def _change(server: MapServer) -> None:
    """Requests for changes of a file."""

    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare_rename(params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        open_map = server.map_of(params.text_document)
        with refusals_told():
            return renameable(open_map, params.position) if open_map.is_map else None

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    def rename(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        open_map = server.map_of(params.text_document)
        if not open_map.is_map:
            return None
        with refusals_told():
            edits = renamed(open_map, params.position, params.new_name)
        return lsp.WorkspaceEdit(changes={params.text_document.uri: edits})

    @server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    def format(params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit] | None:
        open_map = server.map_of(params.text_document)
        with refusals_told():
            return laid_out(open_map) if open_map.is_map else None

    @server.feature(lsp.TEXT_DOCUMENT_RANGE_FORMATTING)
    def format_range(params: lsp.DocumentRangeFormattingParams) -> list[lsp.TextEdit] | None:
        open_map = server.map_of(params.text_document)
        with refusals_told():
            return laid_out_within(open_map, params.range) if open_map.is_map else None

    kinds = [lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.RefactorRewrite, actions.FIX_ALL]

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=kinds))
    def code_actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri, wanted = params.text_document.uri, params.context.only
        found = actions.actions(uri, server.map_of(params.text_document), params.range, params.context.diagnostics)
        return [one for one in found if not wanted or any(str(one.kind).startswith(kind) for kind in wanted)]

    @server.feature(lsp.TEXT_DOCUMENT_CODE_LENS)
    def lenses(params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
        return decorations.lenses(server.map_of(params.text_document))

    @server.feature(lsp.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, decorations.LEGEND)
    def tokens(params: lsp.SemanticTokensParams) -> lsp.SemanticTokens:
        return decorations.tokens(server.map_of(params.text_document))

    @server.feature(lsp.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, decorations.LEGEND)
    def tokens_in_range(params: lsp.SemanticTokensRangeParams) -> lsp.SemanticTokens:
        return decorations.tokens(server.map_of(params.text_document), params.range)
