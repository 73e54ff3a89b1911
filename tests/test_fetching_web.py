"""The guarded client against a web that behaves badly."""

from __future__ import annotations

import asyncio
import gzip
import shutil
import socket
import ssl
import subprocess
import time
from dataclasses import replace

import brotli
import pytest
from web import SETTINGS, Reply, send, serve

from pipeline.fetching.addresses import resolve
from pipeline.fetching.web import Answer, Failed, Refused, Web, canonical_url


@pytest.fixture
def site():
    with serve() as site:
        yield site


def get(*urls: str, settings=SETTINGS, resolver=resolve, **validators) -> list[Answer | Exception]:
    """What the client makes of each address, all asked at once."""

    async def run():
        async with Web(settings, resolver) as web:
            return await asyncio.gather(*(web.get(url, **validators) for url in urls), return_exceptions=True)

    return asyncio.run(run())


def refusal(url: str, kind: type[Exception], **options) -> str:
    (answer,) = get(url, **options)
    assert isinstance(answer, kind), answer
    return str(answer)


def test_an_answer_has_body_type_and_validators(site):
    url = site.answer("/a", Reply("hello", headers={"ETag": '"1"', "Last-Modified": "Fri, 23 Oct 2020 02:00:00 GMT"}))
    (answer,) = get(url)
    assert answer == Answer(url, 200, b"hello", "text/html", '"1"', "Fri, 23 Oct 2020 02:00:00 GMT", None)
    (request,) = site.asked("/a")
    assert request["user-agent"] == SETTINGS.user_agent
    assert request["accept-encoding"] == "gzip, br"
    assert "cookie" not in request and "authorization" not in request


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_packed_bodies_are_unpacked(site, encoding):
    text = b"exports and imports " * 5000
    packed = gzip.compress(text) if encoding == "gzip" else brotli.compress(text)
    url = site.answer("/a", Reply(packed, headers={"Content-Encoding": encoding}))
    assert get(url)[0].body == text


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_a_bomb_is_refused_before_it_unpacks(site, encoding):
    text = bytes(60_000_000)
    packed = gzip.compress(text) if encoding == "gzip" else brotli.compress(text, quality=3)
    assert len(packed) < SETTINGS.max_wire_bytes
    url = site.answer("/a", Reply(packed, headers={"Content-Encoding": encoding}))
    assert refusal(url, Refused) == "unpacks to more than 400,000 bytes"
    assert len(site.asked("/a")) == 1


def test_packing_that_was_not_asked_for_or_is_broken_fails(site):
    zstd = site.answer("/zstd", Reply(b"x", headers={"Content-Encoding": "zstd"}))
    twice = site.answer("/twice", Reply(b"x", headers={"Content-Encoding": "gzip, gzip"}))
    no_gzip = site.answer("/no-gzip", Reply(b"plain", headers={"Content-Encoding": "gzip"}))
    cut = site.answer("/cut", Reply(gzip.compress(b"text" * 1000)[:-9], headers={"Content-Encoding": "gzip"}))
    answers = get(zstd, twice, no_gzip, cut)
    assert all(isinstance(answer, Failed) for answer in answers)
    assert "'zstd' was not asked for" in str(answers[0])
    assert "'gzip, gzip' was not asked for" in str(answers[1])
    assert "not what its Content-Encoding says" in str(answers[2])
    assert str(answers[3]) == "the packed body is cut short"


def test_a_huge_body_is_refused_whether_it_is_announced_or_not(site):
    def endless(handler):
        send(handler, Reply(headers={"Content-Length": None}))
        while not site.closing.is_set():
            handler.wfile.write(b"x" * 65_536)

    announced = site.answer("/announced", Reply(b"x", headers={"Content-Length": "50000000000"}))
    unannounced = site.answer("/unannounced", endless)
    assert refusal(announced, Refused) == "50,000,000,000 bytes announced, more than 200,000"
    assert refusal(unannounced, Refused) == "more than 200,000 bytes"


def test_a_body_shorter_than_announced_fails_after_the_retries(site):
    def short(handler):
        send(handler, Reply(b"half", headers={"Content-Length": "8"}))

    assert "without sending complete message body" in refusal(site.answer("/a", short), Failed)
    assert len(site.asked("/a")) == 2


def test_a_stalled_answer_and_a_dripping_one_are_given_up(site):
    def stalled(handler):
        send(handler, Reply(b"<html>", headers={"Content-Length": "100"}))
        site.closing.wait()

    def dripping(handler):
        send(handler, Reply(headers={"Content-Length": "100000"}))
        while not site.closing.wait(0.02):
            handler.wfile.write(b"x")

    impatient = replace(SETTINGS, read_seconds=0.3, total_seconds=5.0, attempts=1)
    assert refusal(site.answer("/stalled", stalled), Failed, settings=impatient) == "silent for 0.3 s"
    impatient = replace(SETTINGS, read_seconds=5.0, total_seconds=0.4, attempts=1)
    assert refusal(site.answer("/dripping", dripping), Failed, settings=impatient) == (
        "no complete answer within 0.4 s"
    )


def test_a_slow_answer_within_the_limits_is_taken(site):
    def slow(handler):
        send(handler, Reply(headers={"Content-Length": "5"}))
        for byte in b"slow!":
            site.closing.wait(0.02)
            handler.wfile.write(bytes([byte]))

    assert get(site.answer("/a", slow))[0].body == b"slow!"


def test_an_error_that_passes_is_tried_again(site):
    assert get(site.answer("/a", Reply(status=500), Reply("fine")))[0].body == b"fine"
    assert refusal(site.answer("/b", Reply(status=503)), Failed) == "503 Service Unavailable"
    assert len(site.asked("/b")) == 2
    assert refusal(site.answer("/c", Reply(status=403)), Failed) == "403 Forbidden"
    assert len(site.asked("/c")) == 1


def test_retry_after_is_obeyed_and_a_long_one_is_not_waited_for(site):
    url = site.answer("/a", Reply(status=429, headers={"Retry-After": "1"}), Reply("fine"))
    started = time.monotonic()
    assert get(url)[0].body == b"fine"
    assert time.monotonic() - started >= 1.0
    url = site.answer("/b", Reply(status=503, headers={"Retry-After": "3600"}))
    assert refusal(url, Failed) == "503 Service Unavailable, to be tried again after 3600 s"
    assert len(site.asked("/b")) == 1


def test_redirects_are_followed_and_bounded(site):
    site.answer("/end", Reply("here"))
    url = site.answer("/start", Reply(status=302, headers={"Location": "/end#part"}))
    (answer,) = get(url)
    assert (answer.url, answer.body) == (site.url("/end"), b"here")

    site.answer("/b", Reply(status=301, headers={"Location": "/a"}))
    circle = site.answer("/a", Reply(status=301, headers={"Location": "/b"}))
    assert refusal(circle, Failed) == f"redirects in a circle, back to {circle}"

    for step in range(10):
        site.answer(f"/{step}", Reply(status=307, headers={"Location": f"/{step + 1}"}))
    assert refusal(site.url("/0"), Failed) == "more than 5 redirects"
    assert refusal(site.answer("/nowhere", Reply(status=302)), Failed) == "302 Found without a Location"


@pytest.mark.parametrize(
    ("target", "complaint"),
    [
        ("http://10.0.0.1/", ": 10.0.0.1 is not a public address"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is not a public address"),
        ("http://[::1]:1/", "::1 is not a public address"),
        ("http://[::ffff:10.0.0.1]/", "not a public address"),
        ("http://2130706434/", "2130706434 (127.0.0.2) is not a public address"),
        ("http://0.0.0.0/", "not a public address"),
        ("file:///etc/passwd", "only http and https are fetched, not file"),
        ("ftp://example.org/", "only http and https are fetched, not ftp"),
        ("http://user:secret@127.0.0.1/", "no user name"),
    ],
)
def test_a_redirect_to_where_no_stranger_may_send_us_is_refused(site, target, complaint):
    url = site.answer("/a", Reply(status=302, headers={"Location": target}))
    assert complaint in refusal(url, Refused)


def test_loopback_is_out_of_bounds_unless_it_is_allowed(site):
    url = site.answer("/a", Reply("secret"))
    assert "not a public address" in refusal(url, Refused, settings=replace(SETTINGS, allow_addresses=()))
    assert site.requests == []


def test_the_address_that_was_judged_is_the_one_connected_to(site):
    """A name that answers with a permitted address once and a private one ever after: each connection has one look-up,
    whose answer is judged, so the first connection is made and the second refused."""
    asked = []

    async def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    site.answer("/robots.txt", Reply(status=404, headers={"Connection": "close"}))
    url = site.answer("/a", Reply("secret")).replace("127.0.0.1", "news.example")
    assert refusal(url, Refused, resolver=rebinding) == "news.example (10.0.0.1) is not a public address"
    assert asked == ["news.example"] * 2
    assert [(path, headers["host"]) for path, headers in site.requests] == [
        ("/robots.txt", f"news.example:{site.port}")
    ]


def test_of_several_addresses_only_a_permitted_one_is_used(site):
    async def mixed(host: str, port: int) -> list[str]:
        return ["10.0.0.1", "::1", "127.0.0.1"]

    url = site.answer("/a", Reply("fine")).replace("127.0.0.1", "news.example")
    assert get(url, resolver=mixed)[0].body == b"fine"


def test_no_server_and_no_name_are_told_plainly(site):
    async def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror("no such name")

    assert "news.example is not known to DNS" in refusal("http://news.example/a", Failed, resolver=unknown)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{free.getsockname()[1]}/a"
        assert "All connection attempts failed" in refusal(closed, Failed)


def test_robots_txt_is_obeyed(site):
    site.answer("/robots.txt", Reply("User-agent: trade-releases\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"))
    allowed, forbidden = site.answer("/a", Reply("fine")), site.answer("/private/b", Reply("secret"))
    onward = site.answer("/c", Reply(status=302, headers={"Location": "/private/b"}))
    answers = get(allowed, forbidden, onward)
    assert answers[0].body == b"fine"
    assert [str(answer) for answer in answers[1:]] == ["robots.txt asks us not to"] * 2
    assert site.asked("/private/b") == []
    assert len(site.asked("/robots.txt")) == 1


def test_no_robots_txt_allows_and_one_that_cannot_be_had_forbids(site):
    url = site.answer("/a", Reply("fine"))
    site.answer("/robots.txt", Reply(status=403))
    assert get(url)[0].body == b"fine"
    site.answer("/robots.txt", Reply(status=500))
    assert refusal(url, Failed) == "robots.txt cannot be had: 500 Internal Server Error"


def test_one_host_is_asked_one_thing_at_a_time_with_a_pause(site):
    under_way, most = [], []

    def page(handler):
        under_way.append(handler)
        most.append(len(under_way))
        site.closing.wait(0.02)
        under_way.remove(handler)
        send(handler, Reply("fine"))

    urls = [site.answer(f"/{number}", page) for number in range(4)]
    started = time.monotonic()
    answers = get(*urls, settings=replace(SETTINGS, delay_seconds=0.05))
    assert [answer.body for answer in answers] == [b"fine"] * 4
    assert max(most) == 1
    assert time.monotonic() - started >= 4 * 0.05  # after robots.txt and after each page but the last


def test_crawl_delay_is_kept(site):
    site.answer("/robots.txt", Reply("User-agent: *\nCrawl-delay: 0.2\n"))
    urls = [site.answer(path, Reply("fine")) for path in ("/a", "/b", "/c")]
    started = time.monotonic()
    get(*urls)
    assert time.monotonic() - started >= 2 * 0.2


def test_hosts_are_asked_side_by_side():
    """Two hosts answer only when both have been asked."""
    import threading

    both = threading.Barrier(2, timeout=5)

    def together(handler):
        both.wait()
        send(handler, Reply("fine"))

    async def names(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    with serve() as one, serve() as other:
        first = one.answer("/a", together).replace("127.0.0.1", "one.example")
        second = other.answer("/a", together).replace("127.0.0.1", "other.example")
        answers = get(first, second, resolver=names, settings=replace(SETTINGS, attempts=1))
    assert [answer.body for answer in answers] == [b"fine", b"fine"]


def test_proxies_of_the_environment_are_not_used(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://10.0.0.1:3128")
    monkeypatch.setenv("ALL_PROXY", "http://10.0.0.1:3128")
    assert get(site.answer("/a", Reply("fine")))[0].body == b"fine"


@pytest.mark.parametrize("url", ["news.example/a", "javascript:alert(1)", "http://", "http://[::1", "//host/a"])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(Refused):
        canonical_url(url)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with the openssl command")
def test_certificates_are_checked_against_the_name_although_an_address_is_connected_to(tmp_path, monkeypatch):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    kind = ("-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    name = ("-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example")
    files = ("-keyout", str(key), "-out", str(certificate))
    subprocess.run(["openssl", "req", *kind, *name, *files], check=True, capture_output=True)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)

    async def here(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    with serve(tls) as site:
        site.answer("/a", Reply("fine"))
        named, other = (f"https://{host}:{site.port}/a" for host in ("news.example", "other.example"))
        assert "certificate verify failed" in refusal(named, Failed, resolver=here)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert get(named, resolver=here)[0].body == b"fine"
        assert "certificate is not valid for 'other.example'" in refusal(other, Failed, resolver=here)
