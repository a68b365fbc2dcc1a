"""`policygraph serve`: its address, its port, its end, and the headers it puts on every answer."""

import http.client
import signal
import socket
import time
from urllib.parse import urlsplit

import pytest

from graph.errors import PolicyGraphError
from views.serving import serve, server_command


def get(address, path="/", headers=()):
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    try:
        connection.request("GET", path, headers=dict(headers))
        answer = connection.getresponse()
        answer.read()
        return answer
    finally:
        connection.close()


def test_it_answers_where_it_says_and_ends_quietly(start_server, plan_url, tmp_path):
    # Folders with the names of our packages lie about in many people's work: they must not be taken for ours.
    for name in ("graph", "views", "queries", "streamlit"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('the wrong package')")
    (tmp_path / "app.py").write_text("raise SystemExit('the wrong app')")
    server = start_server(plan_url, tmp_path)
    assert server.address.startswith("http://127.0.0.1:")
    assert get(server.address).status == 200
    server.process.send_signal(signal.SIGINT)
    out, _ = server.process.communicate(timeout=20)
    assert (out, server.errors.read_text(), server.process.returncode) == ("", "", 0)
    with pytest.raises(OSError, match="refused"):
        get(server.address)


def test_a_taken_port_gives_way_to_the_next_free_one(start_server, plan_url, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        server = start_server(plan_url, tmp_path, port)
    chosen = urlsplit(server.address).port
    assert chosen is not None
    assert chosen > port
    assert server.errors.read_text() == f"port {port} is taken, using {chosen}\n"
    assert get(server.address).status == 200


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_number_that_is_no_port(port):
    with pytest.raises(PolicyGraphError, match=f"{port} is no port"):
        serve(None, port)


def test_every_answer_has_the_headers(serve_store, plan_url):
    address = serve_store(plan_url)
    for path in ("/", "/ledger", "/_stcore/health", "/no/such/thing"):
        headers = get(address, path).headers
        policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == "'self'"
        assert policy["script-src"] == "'self' blob:"
        assert policy["object-src"] == policy["frame-ancestors"] == "'none'"
        assert not any("http" in sources or "*" in sources or "eval" in sources for sources in policy.values())
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("127.0.0.1:{port}", "http://127.0.0.1:{port}", 101),
        ("localhost:{port}", "http://localhost:{port}", 101),
        ("127.0.0.1:{port}", "http://evil.invalid", 403),
        ("evil.invalid:{port}", "http://evil.invalid:{port}", 403),
    ],
)
def test_only_pages_of_this_machine_may_talk_to_it(serve_store, plan_url, host, origin, status):
    address = serve_store(plan_url)
    port = urlsplit(address).port
    headers = {
        "Host": host.format(port=port),
        "Origin": origin.format(port=port),
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        lines = [f"{name}: {value}" for name, value in headers.items()]
        line.sendall(("\r\n".join(["GET /_stcore/stream HTTP/1.1", *lines]) + "\r\n\r\n").encode())
        assert int(line.recv(100).split()[1]) == status


def test_a_forged_host_gets_no_page(serve_store, plan_url):
    address = serve_store(plan_url)
    assert get(address, headers={"Host": "evil.invalid"}.items()).status == 403
    assert get(address, headers={"Origin": "http://evil.invalid"}.items()).status == 403


def test_it_listens_on_this_machine_only(serve_store, plan_url):
    port = urlsplit(serve_store(plan_url)).port
    others = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for other in others:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((other, port), timeout=5).close()
    assert "--server.address=127.0.0.1" in server_command(8501)


def test_a_server_that_cannot_start_says_so(monkeypatch):
    monkeypatch.setattr("views.serving.server_command", lambda port: ["false"])
    started = time.monotonic()
    with pytest.raises(PolicyGraphError, match="exit code 1"):
        serve(None, None)
    assert time.monotonic() - started < 10
