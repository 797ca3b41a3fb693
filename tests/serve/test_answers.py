"""All that the live server answers, word for word: what is in ``answers.txt``."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path

from argmap.mapfile.read.read import read
from argmap.serve.live_map import LiveMap, SeenState
from argmap.serve.server import HOST, LiveServer
from tests.golden import kept
from tests.small_maps import HELD, THREE

ANSWERS = Path(__file__).with_name("answers.txt")
FAULTY = "argmap: 1\ntitle: T\nclaims:\n" + "".join(f"  c{number}:\n    txt: <b>\n" for number in range(6))

REQUESTS = (
    "GET /{token}/ HTTP/1.0\r\nHost: {host}\r\n\r\n",
    "GET /{token}/a/map.yaml/ HTTP/1.0\r\nHost: {host}\r\n\r\n",
    "GET /{token}/b.yaml/ HTTP/1.0\r\nHost: {host}\r\n\r\n",
    "GET /{token}/c.yaml/ HTTP/1.0\r\nHost: {host}\r\n\r\n",
)


def answered(server: LiveServer, request: str) -> str:
    """The answer to a request that is written out, without its date and the page of a map."""
    with socket.create_connection((HOST, server.port), timeout=30) as plain:
        plain.sendall(request.format(token=server.token, host=f"{HOST}:{server.port}").encode())
        said = plain.makefile("rb").read().decode()
    said = re.sub(r"Date: .*\r\n", "", said).replace("\r\n", "\n")
    head, _, page = said.partition("\n\n")
    shown = "(the page of a map)" if "<svg" in page else page
    return f"$ {request.splitlines()[0]}\n{head}\n\n{shown}\n"


def events(folder: Path) -> Iterator[str]:
    """What a reader is told who asks after each change of a file, and one who has seen nothing."""
    file = folder / "map.yaml"
    live, seen = LiveMap(file), SeenState(0)
    edited = THREE.replace("Close the street", "Shut the street")
    for text in (FAULTY, THREE, THREE, edited, edited + "#", FAULTY, "", HELD):
        file.write_text(text, encoding="utf-8")
        live.refresh()
        told, seen = live.news(seen, 0)
        yield from (f"{name} {json.dumps(data)}\n" for name, data in told)
        yield f"version {live.state.version}: {live.state.title}\n"
    live.show(read(edited.encode(), "map.yaml").map)
    live.point("close")
    for since in (0, 1, 2, 3, 4):
        yield f"since {since}: {json.dumps(live.news(SeenState(since), 0)[0])}\n"
    live.end()
    yield f"at the end: {json.dumps(live.news(seen, 0)[0])}\n"


def test_answers_what_it_answered(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    files = {"a/map.yaml": THREE, "b.yaml": FAULTY, "c.yaml": "argmap: 1\n"}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    server = LiveServer({name: LiveMap(tmp_path / name) for name in files})
    server.start()
    try:
        answers = [answered(server, request) for request in (*REQUESTS, REQUESTS[0])]
    finally:
        server.stop()
    text = "".join([*answers, *events(tmp_path)])
    assert text == kept(ANSWERS, text)
