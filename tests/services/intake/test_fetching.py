"""Fetching an address: what comes back, what is refused without asking anybody, and what is given up."""

from __future__ import annotations

import gzip
import time
import zlib
from datetime import timedelta

import brotli
import pytest
from django.utils import timezone

from factcheck.core.sentences import RuleError
from factcheck.services.intake.addresses import NotFetchedError, read_address, require_public
from factcheck.services.intake.fetching import Reach, fetch, following
from tests.services.web_server import page, site

HERE = Reach(seconds=10, silent_seconds=5, allow_loopback=True, any_port=True)
"""What reaches the site of the test; the desk never goes so far."""

PRIVATE = "This address leads into a private network and is not fetched."


@pytest.fixture(autouse=True)
def wanted(settings):
    settings.FETCH_ADDRESSES = True
    settings.MAX_DOCUMENT_BYTES = 1024 * 1024


@pytest.fixture
def web():
    with site() as shown:
        yield shown


def refusal(address: str, reach: Reach = HERE) -> str:
    with pytest.raises(NotFetchedError) as refused:
        fetch(address, reach=reach)
    assert isinstance(refused.value, RuleError)
    assert refused.value.field == "address"
    return str(refused.value.sentence)


def test_a_page_comes_as_its_server_sent_it(web):
    web.pages["/page"] = page("Thirty thousand fled – a".encode(), kind="text/html; charset=utf-8")
    fetched = fetch(web.url("/page?year=2016#top"), reach=HERE)
    assert fetched.content.decode() == "Thirty thousand fled – a"
    assert fetched.media_type == "text/html; charset=utf-8"
    assert fetched.final_address == web.url("/page?year=2016")
    assert timezone.now() - fetched.fetched_at < timedelta(minutes=1)


def test_a_question_tells_nothing_of_the_desk(web, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("NETRC", "/nowhere")
    web.pages["/"] = page(b"one", Set_Cookie="seen=1; Path=/", Location="/two", status=302)
    web.pages["/two"] = page(b"two")
    assert fetch(web.url(), reach=HERE).content == b"two"
    for head in web.asked:
        assert head.keys() <= {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
        assert head["User-Agent"] == "Factcheck"
        assert head["Host"] == f"127.0.0.1:{web.port}"


def test_a_desk_fetches_nothing_unless_it_wants_to(web, settings):
    settings.FETCH_ADDRESSES = False
    assert refusal(web.url()) == "This desk does not fetch addresses. Save the page and add the file."
    assert web.connections == 0


HOSTILE = [
    # every spelling of this machine
    "http://127.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.0.0.1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://017700000001:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST:{port}/",
    "http://localhost.localdomain:{port}/",
    "http://[::1]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[::]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[::1%25lo]:{port}/",
    "http://１２７.０.０.１:{port}/",
    "http://127。0。0。1:{port}/",
    "http://①②⑦.0.0.1:{port}/",
    "http://127%2e0.0.1:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    # what hides where it leads
    "http://user:word@127.0.0.1:{port}/",
    "http://example.org@127.0.0.1:{port}/",
    "http://example.org:80@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@example.org/",
    "http://example.org\\@127.0.0.1:{port}/",
    "http:\\\\127.0.0.1:{port}/",
    "http:/127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "127.0.0.1:{port}/",
    "http://127.0.0.1:{port} /",
    "http://127.0.0.1\t:{port}/",
    "ht\ntp://127.0.0.1:{port}/",
    "http://127.0.0.1\u200b:{port}/",
    "http://127.0.0.1:{port}/\x00",
    "http://127.0.0.1:port/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:{port}:80/",
    "http://[127.0.0.1]:{port}/",
    "http://[::1:{port}/",
    "http://?http://127.0.0.1:{port}/",
    "",
    "http://",
    # other ways than the web's
    "file:///etc/passwd",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/",
    "data:text/html,words",
    "javascript:alert(1)",
    "jar:http://127.0.0.1:{port}/!/",
    "http+unix://%2fvar%2frun%2fdocker.sock/",
    # other networks that are nobody's business
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://100.64.0.1/",
    "http://198.18.0.1/",
    "http://192.0.2.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://240.0.0.1/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[fc00::1]/",
    "http://[ff02::1]/",
    "http://intranet/",
    # ports that are not the web's
    "http://93.184.215.14:22/",
    "http://93.184.215.14:{port}/",
    "https://93.184.215.14:80/",
    "http://" + "a" * 2_000 + ".org/",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_no_spelling_leads_the_desk_to_where_it_must_not_go(web, address):
    web.pages["/"] = page(b"secret")
    for place in {address, address.replace("127.0.0.1:{port}", "127.0.0.1")}:
        said = refusal(place.format(port=web.port) if "{port}" in place else place, Reach(seconds=5))
        assert said[0].isupper()
        assert said.endswith(".")
    assert web.connections == 0


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/", "http://10.0.0.1/"]
)
def test_the_sentence_says_why_an_address_is_not_fetched(address):
    assert refusal(address, Reach()) == PRIVATE


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://www.example.org/page?a=1#b", "https://www.example.org/page?a=1"),
        ("HTTP://WWW.Example.ORG", "http://www.example.org/"),
        ("https://example.org:443/a b".replace(" ", "%20"), "https://example.org/a%20b"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/ä"),
        ("http://93.184.215.14/", "http://93.184.215.14/"),
        (
            "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
            "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
        ),
        ("https://example.org/@name", "https://example.org/@name"),
    ],
)
def test_an_ordinary_address_is_asked_for_as_it_is(address, asked):
    assert read_address(address).url == asked


@pytest.mark.parametrize("number", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450:4001::1"])
def test_what_everybody_can_reach_is_reached(number):
    require_public(number)


@pytest.mark.parametrize(
    "number",
    [
        *("0.0.0.1", "10.1.2.3", "100.64.0.1", "127.8.9.1", "169.254.1.1", "172.31.255.255", "192.0.0.8"),
        *("192.88.99.1", "192.168.1.1", "198.19.0.1", "203.0.113.1", "224.0.0.251", "240.0.0.1"),
        *("::", "::1", "::a00:1", "::ffff:8.8.8.8", "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1"),
        *(
            "2001:20::1",
            "2001:db8::1",
            "2002:808:808::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ),
    ],
)
def test_a_number_that_is_not_of_the_public_network_is_not_reached(number):
    with pytest.raises(NotFetchedError, match="private network"):
        require_public(number)


def test_the_number_that_is_connected_to_is_checked_once_more(web):
    """Between the check of a name and the connection another answer may come; the adapter holds it to the same rule."""
    from requests import Request, Session

    from factcheck.services.intake.reaching import Deadline, PublicAdapter

    with Deadline(5) as deadline, Session() as session:
        session.mount("http://", PublicAdapter(is_encrypted=False, allow_loopback=False, deadline=deadline))
        with pytest.raises(Exception, match=r"127\.0\.0\.1|::1|private"):
            session.send(Request("GET", web.url("/", host="localhost")).prepare())
    assert web.connections == 0


@pytest.mark.parametrize(
    ("onwards", "said"),
    [
        ("http://169.254.169.254/latest/", PRIVATE),
        ("http://10.0.0.1/", PRIVATE),
        ("//192.168.0.1/", PRIVATE),
        ("file:///etc/passwd", "Only addresses that begin with http:// or https:// are fetched."),
        ("http://0x7f.1/", "This address writes its host as a number in an unusual way."),
        ("http://a:b@example.org/", "There is a name or password in this address."),
        ("http://exa mple.org/", "There is a space, a backslash or an unseen character"),
    ],
)
def test_a_redirect_leads_nowhere_that_an_address_may_not(web, onwards, said):
    web.pages["/"] = page(b"", status=302, Location=onwards)
    assert refusal(web.url()).startswith(said)
    assert web.connections == 1


def test_redirects_are_followed_and_the_last_address_is_kept(web):
    for number in range(5):
        web.pages[f"/{number}"] = page(
            b"", status=(301, 302, 303, 307, 308)[number], Location=f"{number + 1}"
        )
    web.pages["/5"] = page(b"arrived")
    fetched = fetch(web.url("/0"), reach=HERE)
    assert (fetched.content, fetched.final_address) == (b"arrived", web.url("/5"))


def test_a_page_that_leads_on_for_ever_is_given_up(web):
    web.pages["/"] = page(b"", status=302, Location="/")
    assert refusal(web.url()).startswith("This address leads on more than 5 times.")
    assert web.connections == 6


def test_no_redirect_leads_from_a_page_that_nobody_can_change_to_one_that_others_can():
    asked = read_address("https://example.org/a/b")
    assert following(asked, "../c").url == "https://example.org/c"
    assert following(asked, "//www.example.org/c").url == "https://www.example.org/c"
    assert following(read_address("http://example.org/"), "https://example.org/").scheme == "https"
    with pytest.raises(NotFetchedError, match="leads from https to http"):
        following(asked, "http://example.org/a/b")


def test_a_certificate_that_nobody_vouches_for_is_said(web, tmp_path):
    web.serve_encrypted(tmp_path)
    said = refusal(web.url().replace("http:", "https:"))
    assert said == "The certificate of this site cannot be trusted. Save the page and add the file."
    assert not web.asked


@pytest.mark.parametrize(
    ("status", "said"), [(404, "404 Not Found"), (500, "500 Internal"), (204, "204"), (304, "304")]
)
def test_another_answer_than_the_page_is_said(web, status, said):
    web.pages["/"] = page(b"", status=status)
    assert refusal(web.url()).startswith(f"The site answered {said}")


def test_a_site_that_is_not_there_is_said(web):
    assert refusal("http://127.0.0.1:1/").startswith("This site does not answer.")
    assert "localhost.invalid" in refusal("http://localhost.invalid/", Reach())


BOMB = gzip.compress(bytes(64 * 1024 * 1024))
TOO_LARGE = "What stands there is larger than 1.0 MB."


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (page(bytes(1024 * 1024 + 1)), TOO_LARGE),
        (page(b"", Content_Length=str(10**12)), TOO_LARGE),
        (page(b"", Content_Length="9" * 400), TOO_LARGE),
        (page(BOMB, Content_Encoding="gzip"), TOO_LARGE),
        (page(BOMB, Content_Encoding="X-GZip"), TOO_LARGE),
        (
            page(brotli.compress(bytes(10_000_000)), Content_Encoding="br"),
            "The site packed the page in a way",
        ),
        (page(gzip.compress(BOMB), Content_Encoding="gzip, gzip"), "The site packed the page in a way"),
        (page(zlib.compress(b"words"), Content_Encoding="gzip"), "The answer of this site cannot be read."),
        (
            page(gzip.compress(b"words")[:-9], Content_Encoding="gzip"),
            "The answer of this site cannot be read.",
        ),
        (page(b"words", Content_Length="100", Connection="close"), "The answer of this site cannot be read."),
        (
            page(b"words", **{f"X{number}": "y" * 60_000 for number in range(5)}),
            "The answer of this site cannot",
        ),
        (page(b"words", X="y" * 70_000), "The answer of this site cannot be read."),
        (
            page(b"words", **{f"X{number}": "y" for number in range(200)}),
            "The answer of this site cannot be read.",
        ),
        (
            lambda handler: handler.wfile.write(b"\x00\xff no answer\r\n\r\n"),
            "The answer of this site cannot be read.",
        ),
        (lambda handler: None, "The answer of this site cannot be read."),
    ],
)
def test_what_is_too_much_or_no_answer_is_given_up(web, answer, said):
    web.pages["/"] = answer
    assert refusal(web.url(), Reach(5, 1, allow_loopback=True, any_port=True)).startswith(said)


def test_what_is_as_large_as_it_may_be_comes_whole(web):
    web.pages["/plain"] = page(bytes(1024 * 1024))
    web.pages["/packed"] = page(gzip.compress(bytes(1024 * 1024)), Content_Encoding="gzip")
    for path in ("/plain", "/packed"):
        assert fetch(web.url(path), reach=HERE).content == bytes(1024 * 1024)


FOR_EVER = 60
"""Seconds: far more than it takes on any machine to give a site up."""


def drip(handler, what: bytes) -> None:
    """Send a byte now and then, for ever."""
    for _number in range(FOR_EVER * 20):
        handler.wfile.write(what)
        handler.wfile.flush()
        time.sleep(0.05)


def say_nothing(handler) -> None:
    """Keep whoever asks waiting, for ever or until they hang up."""
    handler.connection.settimeout(FOR_EVER)
    handler.connection.recv(1)


def drip_content(handler) -> None:
    page(b"", Content_Length="100000")(handler)
    drip(handler, b"x")


def drip_chunks(handler) -> None:
    page(b"", Transfer_Encoding="chunked", Content_Length="")(handler)
    drip(handler, b"1\r\nx\r\n")


def drip_head(handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    drip(handler, b"y")


def drip_continues(handler) -> None:
    drip(handler, b"HTTP/1.1 100 Continue\r\n\r\n")


@pytest.mark.parametrize("answer", [drip_content, drip_head, drip_continues, say_nothing])
def test_a_site_that_answers_drop_by_drop_is_given_up_in_time(web, answer):
    web.pages["/"] = answer
    began = time.monotonic()
    said = refusal(web.url(), Reach(seconds=0.6, silent_seconds=5, allow_loopback=True, any_port=True))
    assert said == "The site did not answer within 0.6 seconds. Try again later, or add the file."
    assert time.monotonic() - began < FOR_EVER / 2


def test_a_site_that_falls_silent_is_given_up(web):
    web.pages["/"] = say_nothing
    said = refusal(web.url(), Reach(seconds=60, silent_seconds=0.3, allow_loopback=True, any_port=True))
    assert said.startswith("The site did not answer within 0.3 seconds.")
