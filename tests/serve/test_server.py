"""What the live server answers, and to whom: requests as bytes over a socket."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from argmap.cli.serve import main
from argmap.draw.export import ExportPlan
from argmap.serve.live_map import LiveMap, live_maps
from argmap.serve.server import HOST, LiveServer
from tests.serve.conftest import Served
from tests.small_maps import THREE

PATIENCE = 30


def asked(server: LiveServer, path: str = "", method: str = "GET", **headers: str) -> HTTPResponse:
    """The answer to a request for something below the server's address."""
    connection = HTTPConnection(HOST, server.port, timeout=PATIENCE)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.putrequest(method, f"/{server.token}/{path}", skip_host="Host" in named)
    for name, value in named.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection.getresponse()


def status(server: LiveServer, request: str) -> int:
    """The status of the answer to a request that is written out."""
    with socket.create_connection((HOST, server.port), timeout=PATIENCE) as plain:
        plain.sendall(request.encode())
        answer = plain.makefile("rb").read().decode()
    found = re.match(r"HTTP/1\.[01] (\d+)", answer)
    assert found is not None, answer
    return int(found[1])


def events(server: LiveServer, path: str = "events?since=0") -> Iterator[tuple[str, Any]]:
    """The events that a page is told, as they come."""
    answer = asked(server, path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/event-stream"
    name = ""
    for line in answer:
        field, _, value = line.decode().rstrip("\n").partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, json.loads(value)


def test_the_page_is_that_of_the_map_and_nobody_may_keep_or_frame_it(served: Served) -> None:
    answer = asked(served.server)
    assert answer.status == 200
    page = answer.read().decode()
    assert "<title>Three claims</title>" in page
    assert "connect-src 'self'" in page
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers


REFUSED: dict[str, dict[str, str]] = {
    "another host, as after DNS rebinding": {"Host": "evil.example"},
    "this host without its port": {"Host": HOST},
    "a request from another site": {"Origin": "https://evil.example"},
    "one from another port": {"Origin": "http://127.0.0.1:1"},
    "one from a sandboxed page": {"Origin": "null"},
    "one that another site began": {"Sec_Fetch_Site": "cross-site"},
    "one from another port of this host": {"Sec_Fetch_Site": "same-site"},
}


@pytest.mark.parametrize("headers", REFUSED.values(), ids=list(REFUSED))
@pytest.mark.parametrize("path", ["", "events?since=0"])
def test_a_request_from_elsewhere_gets_nothing(served: Served, headers: dict[str, str], path: str) -> None:
    answer = asked(served.server, path, **headers)
    assert answer.status == 404
    assert b"Three claims" not in answer.read()


def test_the_own_page_may_ask(served: Served) -> None:
    own = {"Origin": f"http://{HOST}:{served.server.port}", "Sec_Fetch_Site": "same-origin"}
    assert asked(served.server, **own).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/", "/wrong/", "/{token}", "/{token}x/", "/{token}/map.yaml", "/{token}/../map.yaml",
        "/{token}/%2e%2e/map.yaml", "/{token}//etc/passwd", "/{token}/events/", "/{token}/events/..", "/%00/", "*",
        "http://evil.example/{token}/", "/{token}/\u00e9", "/" * 5000,
    ],
)  # fmt: skip
def test_there_is_nothing_but_the_page(served: Served, path: str) -> None:
    where = path.format(token=served.server.token).encode().decode("latin-1")
    request = f"GET {where} HTTP/1.0\r\nHost: {HOST}:{served.server.port}\r\n\r\n"
    assert status(served.server, request) in ({404} if not path.startswith("http:") else {200, 404})


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"])
def test_nothing_can_be_sent(served: Served, method: str) -> None:
    assert asked(served.server, method=method).status == 501
    assert served.file.read_text(encoding="utf-8") == THREE


def test_two_hosts_are_none(served: Served) -> None:
    host = f"Host: {HOST}:{served.server.port}\r\n"
    assert status(served.server, f"GET /{served.server.token}/ HTTP/1.0\r\n{host}{host}\r\n") == 404


def test_a_save_is_told_with_what_changed(served: Served) -> None:
    assert asked(served.server).status == 200
    told = events(served.server, "events?since=1")
    served.save(THREE.replace("The air gets cleaner.", "The air is clean."))
    assert next(told) == ("saved", {"version": 2, "changed": ["claim-air"]})
    assert next(events(served.server, "events?since=1"))[1]["changed"] == ["claim-air"]
    assert b"The air is clean." in asked(served.server).read()


def test_a_file_that_cannot_be_read_leaves_the_page_and_tells_why(served: Served) -> None:
    assert asked(served.server).status == 200
    told = events(served.server, "events?since=1")
    served.save(THREE + "    text: twice\n  [")
    name, broken = next(told)
    assert name == "broken"
    assert broken["findings"][0]["place"].startswith("Line ")
    assert b"The air gets cleaner." in asked(served.server).read()
    served.save(THREE)
    assert next(told) == ("mended", {})
    served.file.unlink()
    assert "no such file" in next(told)[1]["findings"][0]["text"]


def test_a_save_that_changes_no_word_of_the_map_is_no_version(served: Served) -> None:
    assert asked(served.server).status == 200
    told = events(served.server, "events?since=1")
    served.save("# by hand\n" + THREE)
    served.save(THREE.replace("Shops lose custom.", "Shops lose trade."))
    assert next(told) == ("saved", {"version": 2, "changed": ["claim-custom"]})


def test_before_it_can_be_read_the_page_says_why(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text("argmap: 1\ntitle: <b>x\nclaims: [<script>\n", encoding="utf-8")
    server = LiveServer({"": LiveMap(file)})
    server.start()
    try:
        page = asked(server).read().decode()
        assert "The file cannot be read" in page
        assert "Line 3" in page
        assert "<b>" not in page
        told = events(server)
        assert next(told)[0] == "broken"
        file.write_text(THREE, encoding="utf-8")
        assert [next(told)[0], next(told)[0]] == ["mended", "saved"]
    finally:
        server.stop()


def test_a_folder_lists_its_maps_and_draws_those_that_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "some more").mkdir()
    for name in ("one.yaml", "some more/two.yaml"):
        (tmp_path / name).write_text(THREE, encoding="utf-8")
    (tmp_path / "secret.yaml").write_text("password: x\n", encoding="utf-8")
    server = LiveServer(live_maps(str(tmp_path), ExportPlan()))
    server.start()
    try:
        index = asked(server).read().decode()
        assert 'href="one.yaml/"' in index
        assert 'href="some%20more/two.yaml/"' in index
        assert "secret" not in index
        assert b"The air gets cleaner." in asked(server, "some%20more/two.yaml/").read()
        assert next(events(server, "some%20more/two.yaml/events?since=0"))[0] == "saved"
        assert server.maps["one.yaml"].state.page is None
        assert asked(server, "secret.yaml/").status == 404
    finally:
        server.stop()


def test_it_is_bound_to_this_machine_and_leaves_no_port(tmp_path: Path) -> None:
    served = Served(tmp_path / "map.yaml")
    served.server.start()
    assert asked(served.server).status == 200
    told = events(served.server, "events?since=1")
    served.save(THREE.replace("Three", "3"))
    assert next(told)[0] == "saved"
    port = served.server.port
    served.server.stop()
    assert next(told) == ("ended", {})
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((HOST, port))
    LiveServer({}, port).stop()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to one process alone")
def test_the_command_says_where_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(THREE, encoding="utf-8")
    command = [sys.executable, "-m", "argmap", "serve", str(file)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as run:
        assert run.stdout is not None
        line = run.stdout.readline()
        found = re.fullmatch(rf"{re.escape(str(file))} is shown at (http://127\.0\.0\.1:(\d+)/[\w-]{{24}}/)\n", line)
        assert found is not None, line
        connection = HTTPConnection(HOST, int(found[2]), timeout=PATIENCE)
        connection.request("GET", found[1].split(found[2])[1])
        assert connection.getresponse().status == 200
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=PATIENCE)
    assert (run.returncode, said) == (0, "Stopped.\n")


def test_a_port_in_use_and_a_file_that_is_not_there_are_said(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(served.file), "--port", str(served.server.port)]) == 2
    assert "cannot be used: Address already in use. Leave --port out" in capsys.readouterr().err
    assert main([str(served.file), "--port", "99999"]) == 2
    assert main(["nowhere.yaml"]) == 2
    assert "nowhere.yaml cannot be read: no such file" in capsys.readouterr().err
    assert main(["-"]) == 2
