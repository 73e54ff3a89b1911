"""A web of one machine: a real HTTP server on loopback that answers what a test tells it to, also badly."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pipeline.fetching.sources import Listing, PageToFollow, Settings, Source, Sources

# Waits are as short as a busy machine allows; the address of the test server is the only private one that is allowed.
SETTINGS = Settings(
    delay_seconds=0.0,
    connect_seconds=5.0,
    read_seconds=5.0,
    total_seconds=10.0,
    attempts=2,
    backoff_seconds=0.01,
    max_wait_seconds=1.0,
    max_wire_bytes=200_000,
    max_page_bytes=400_000,
    allow_addresses=("127.0.0.1/32",),
)


@dataclass
class Reply:
    """An answer; ``headers`` replace the usual Content-Type and Content-Length of the same name (None: left out)."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str | None] = field(default_factory=dict)


Answer = Reply | Callable[[BaseHTTPRequestHandler], None]


class Site:
    """What the server answers by path, and which requests it has seen. The last answer of a path is repeated."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.requests: list[tuple[str, dict[str, str]]] = []
        self._answers: dict[str, list[Answer]] = {}
        self._lock = threading.Lock()
        self.closing = threading.Event()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def answer(self, path: str, *answers: Answer) -> str:
        """From now on give these answers at ``path``, one after the other; returns its address."""
        with self._lock:
            self._answers[path] = list(answers)
        return self.url(path)

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers, in lower case, of the requests for ``path``."""
        return [headers for seen, headers in self.requests if seen == path]

    def next_answer(self, path: str, headers: dict[str, str]) -> Answer:
        with self._lock:
            self.requests.append((path, headers))
            answers = self._answers.get(path, [Reply(status=404)])
            return answers.pop(0) if len(answers) > 1 else answers[0]


@contextmanager
def serve(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site on a free port of 127.0.0.1, up for as long as the context is open; https when ``tls`` is given."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_GET(self) -> None:
            answer = site.next_answer(self.path, {name.lower(): value for name, value in self.headers.items()})
            try:
                if isinstance(answer, Reply):
                    send(self, answer)
                else:
                    self.close_connection = True
                    answer(self)
            except OSError:
                self.close_connection = True  # the client has had enough, which some tests are about

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    body = reply.body.encode() if isinstance(reply.body, str) else reply.body
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))} | reply.headers
    handler.send_response(reply.status)
    for name, value in headers.items():
        if value is not None:
            handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def article(
    *sentences: str, title: str = "Chongqing's foreign trade grows", day: str = "2024-04-18", ads: str = ""
) -> str:
    """A news page as its publisher would make it: navigation and advertisements around a short release."""
    text = sentences or ("Chongqing's imports and exports came to 170.2 billion yuan in the first quarter of 2024.",)
    paragraphs = "\n".join(f"<p>{sentence}</p>" for sentence in text)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} - Test News</title>
<meta property="article:published_time" content="{day}"></head>
<body><nav><a href="/">Home</a> <a href="/news/">News</a></nav>
<article><h1>{title}</h1>
{paragraphs}
<p>Chongqing Customs said that growth was steady and that it will go on serving enterprises of every kind.</p>
</article>
<aside class="ads">{ads}</aside><footer>Test News</footer></body></html>
"""


def following(*urls: str, listing: Listing | None = None, settings: Settings = SETTINGS, name: str = "test") -> Sources:
    """Sources with one source that follows these addresses."""
    source = Source(
        name=name,
        publisher="Test News",
        region="CN-CQ",
        pages=tuple(PageToFollow(url) for url in urls),
        listings=(listing,) if listing else (),
        cron="0 6 * * *",
    )
    return Sources((source,), settings)
