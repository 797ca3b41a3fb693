"""An editor that speaks to a language server over pipes, in JSON, without the library that the server is built on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Json = Any


class Editor:
    """One editor and the server that it has started."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._last = 0
        self.kept: list[Json] = []
        """Notifications that came while something else was waited for."""
        self.asked: list[str] = []
        """What the server asked for."""

    def send(self, message: Json) -> None:
        """Write one message."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def receive(self) -> Json:
        """Read the next message, and say yes to what the server asks."""
        output = self._process.stdout
        assert output is not None
        length = 0
        while line := output.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has ended"
        message = json.loads(output.read(length))
        if "method" in message and "id" in message:
            self.asked.append(message["method"])
            self.send({"id": message["id"], "result": None})
            return self.receive()
        return message

    def ask(self, method: str, **params: Json) -> Json:
        """The answer to a request. Raises AssertionError with the server's words where there is none."""
        self._last += 1
        self.send({"id": self._last, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == self._last:
                assert "error" not in message, message["error"]["message"]
                return message["result"]
            self.kept.append(message)

    def tell(self, method: str, **params: Json) -> None:
        """Send a notification."""
        self.send({"method": method, "params": params})

    def findings(self, uri: str, enough: Callable[[list[Json]], bool] = lambda found: True) -> list[Json]:
        """The next diagnostics of a file that the server publishes, or the next of which ``enough`` holds."""
        while True:
            message = self.kept.pop(0) if self.kept else self.receive()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                found: list[Json] = message["params"]["diagnostics"]
                if enough(found):
                    return found

    def open(self, uri: str, text: str) -> None:
        """Open a file."""
        self.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})

    def type(self, uri: str, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        """Replace what stands between two positions."""
        change = {"range": {"start": position(*start), "end": position(*end)}, "text": text}
        self.tell("textDocument/didChange", textDocument={"uri": uri, "version": 2}, contentChanges=[change])

    def about(self, method: str, uri: str, line: int, column: int, **more: Json) -> Json:
        """The answer to a question about a position."""
        here = {"textDocument": {"uri": uri}, "position": position(line, column)}
        return self.ask(f"textDocument/{method}", **here, **more)


def position(line: int, column: int) -> Json:
    return {"line": line, "character": column}


@contextmanager
def editor(folder: Path | None = None, **capabilities: Json) -> Iterator[Editor]:
    """An editor whose server has been told what it can do, and is told to end."""
    command = [sys.executable, "-m", "argmap", "lsp", "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder) as process:
        made = Editor(process)
        folders = [{"uri": folder.as_uri(), "name": "maps"}] if folder is not None else None
        made.ask("initialize", processId=None, rootUri=None, capabilities=capabilities, workspaceFolders=folders)
        made.tell("initialized")
        try:
            yield made
            made.ask("shutdown")
            made.tell("exit")
            assert process.wait(timeout=30) == 0
        finally:
            process.kill()
