"""Nothing leaks that is not verified and published: a stranger tries every address, filter, word, header and method."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from urllib.parse import quote, unquote

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from factcheck.exports.formats import FORMATS
from factcheck.exports.page_citations import CITATION_FORMATS
from factcheck.models import Claim
from factcheck.services.citations import CitationWords, amend_citation
from factcheck.services.comments import add_comment
from tests.services.desk_work import publish
from tests.web.readers.guarded_desk import Cast, GuardedDesk, guarded_desk

pytestmark = pytest.mark.django_db

SHOWN = "open-answer"
TAKEN_BACK = ("opened-again", "kept-again")
NOWHERE = "zqnowherexv"
"""The reference of nothing; it is as long as those of things that are kept."""
METHODS = ("get", "head", "options", "post", "put", "patch", "delete", "trace")
DESCRIPTION = "/api/v1/openapi.json"
"""How programs speak to any desk: the same everywhere, and nothing of what this one keeps."""
OF_READERS = ("/verified/", "/sitemap.xml", "/robots.txt")


@pytest.fixture
def desk(contributor, reviewer, approver, make_claim, make_source, cite) -> GuardedDesk:
    return guarded_desk(Cast(contributor, reviewer, approver, make_claim, make_source, cite))


@pytest.fixture
def stranger() -> Client:
    return Client(raise_request_exception=False)


def said(answer) -> str:
    """Everything that an answer says, to whoever reads its headers and its cookies too."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in sorted(answer.headers.items()))
    return f"{answer.status_code}\n{headers}\n{answer.cookies.output()}\n{body.decode('utf-8', 'replace')}"


def told(desk: GuardedDesk, answer, asked: str) -> list[str]:
    """The words that an answer gives away: those that whoever asks has not said themselves."""
    heard, own = said(answer).casefold(), unquote(asked).casefold()
    heard += unquote(heard)
    return [word for word in desk.words if word.casefold() in heard and word.casefold() not in own]


def patterns(of: URLResolver, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for one in of.url_patterns:
        here = before + str(one.pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(one, URLResolver):
            yield from patterns(one, here)
        else:
            yield here, one


PART = re.compile(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


def addresses(refs: list[str], keys: list[int]) -> Iterator[str]:
    """Every address of the project, with every reference and key in each of its places."""
    for route, _pattern in patterns(get_resolver()):
        places = list(PART.finditer(route))
        given = []
        for place in places:
            kind, name = place[1], place[2] or place[3]
            if name == "file_format":
                given.append([*FORMATS, *CITATION_FORMATS, "exe"])
            elif kind == "int":
                given.append([str(key) for key in keys[: 40 if len(places) == 1 else 3]])
            else:
                given.append([*refs, str(keys[0])])
        for values in product(*given):
            path, rest = "", iter(values)
            path = PART.sub(lambda _found, rest=rest: quote(next(rest)), route)
            yield path.replace("\\.", ".").replace("\\/", "/")


def keys() -> list[int]:
    """Every key that any record of the desk has, as far as forty go, and one that none has."""
    most = max(
        model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
        for model in apps.get_app_config("factcheck").get_models()
        if isinstance(model._meta.pk.get_internal_type(), str)
        and "Auto" in model._meta.pk.get_internal_type()
    )
    return [*range(1, min(most, 60) + 1), 10**6]


def everywhere(desk: GuardedDesk) -> list[str]:
    found = addresses([SHOWN, *TAKEN_BACK, *desk.refs[:3], NOWHERE], keys())
    return list(dict.fromkeys(found))


def test_no_address_of_the_project_is_open_to_a_stranger_or_gives_anything_away(desk, stranger):
    tried = {path: stranger.get(path) for path in everywhere(desk)}
    assert len(tried) > 1_000
    leaks = {path: found for path, answer in tried.items() if (found := told(desk, answer, path))}
    assert leaks == {}
    opened = {path for path, answer in tried.items() if answer.status_code == 200}
    for_readers = {path for path in opened if path.startswith((*OF_READERS, f"/verified/{SHOWN}/"))}
    assert opened - for_readers == {"/log-in/", "/admin/login/", "/health/", "/ready/", DESCRIPTION}


def of_readers(ref: str) -> list[str]:
    return [
        f"/verified/{ref}/",
        f"/verified/{ref}/embed/",
        *(f"/verified/{ref}/cite/{name}/" for name in (*CITATION_FORMATS, "exe")),
    ]


def test_what_is_kept_is_answered_byte_for_byte_as_what_does_not_exist(desk, stranger):
    for method, ref in product(METHODS, desk.refs):
        ask = getattr(stranger, method)
        for kept, nowhere in zip(of_readers(ref), of_readers(NOWHERE), strict=True):
            assert said(ask(kept)) == said(ask(nowhere)), (method, kept)


def test_no_method_gives_more_than_another(desk, stranger):
    for method, ref in product(METHODS, (SHOWN, *TAKEN_BACK, *desk.refs, NOWHERE)):
        for path in (*of_readers(ref), *OF_READERS, "/verified/feed.atom"):
            answer = getattr(stranger, method)(path)
            assert told(desk, answer, path) == [], path
            if method not in {"get", "head"}:
                assert answer.status_code == 405
            if method == "head":
                assert answer.content == b""


def test_of_what_was_taken_back_nothing_is_told_but_that(desk, stranger):
    for ref, place in product(TAKEN_BACK, range(len(of_readers(SHOWN)) - 1)):
        path = of_readers(ref)[place]
        answer = stranger.get(path)
        assert answer.status_code == 410
        assert told(desk, answer, path) == []
        assert said(answer) == said(stranger.get(of_readers(TAKEN_BACK[0])[place]))
        assert "max-age=60" in answer.headers["Cache-Control"]


def test_no_search_topic_sort_or_page_tells_a_kept_word_from_one_that_does_not_exist(desk, stranger):
    for name in ("q", "topic", "sort", "page", "state", "ref", "is_kept_back", "verdict__answer__contains"):
        nothing = said(stranger.get("/verified/", {name: NOWHERE}))
        for word in desk.words:
            if word != "July 2013":  # a part of another word that is looked for
                found = said(stranger.get("/verified/", {name: word}))
                assert _without_tags(found, word) == _without_tags(nothing, NOWHERE), (name, word)


def _without_tags(heard: str, word: str) -> str:
    """What was said but for the word itself, and for what is counted from it: length and tag."""
    for form in (quote(word, safe=""), word.replace(" ", "+"), word):
        heard = heard.replace(form, "…")
    return re.sub(r"(?m)^(ETag|Content-Length): .*$", "", heard)


QUERIES = [
    "page=2",
    "page=0",
    "page=-1",
    "page=99999999999",
    "page=x",
    "sort=question",
    "sort=-verified_at",
    "sort=verdict",
    "q=How+many",
    "q=how",
    "q=%00",
    "q=%22%20OR%20%22a",
    "q=Zq*",
    "q=" + "x+" * 200,
    "topic=Crossings",
    "topic=1",
    "per_page=1000",
    "before=1",
    "before=999999",
    "state=disputed",
    "rests=none",
    "is_kept_back=True",
    "format=json",
    "until=1",
    "from=1",
    "date=2020-01-01",
]


def test_no_query_gives_anything_away(desk, stranger):
    for query in QUERIES:
        for path in (
            "/verified/",
            "/verified/feed.atom",
            "/sitemap.xml",
            *of_readers(SHOWN),
            *of_readers(TAKEN_BACK[0]),
        ):
            answer = stranger.get(f"{path}?{query}")
            assert answer.status_code in {200, 404, 410}
            assert told(desk, answer, path) == []


HEADERS = [
    {"accept": "application/json"},
    {"accept": "text/csv"},
    {"accept": "application/ld+json"},
    {"hx-request": "true", "hx-target": "main"},
    {"x-requested-with": "XMLHttpRequest"},
    {"x-forwarded-for": "127.0.0.1"},
    {"x-http-method-override": "PUT"},
    {"range": "bytes=0-10"},
    {"if-none-match": "*"},
    {"accept-language": "de"},
    {"cookie": "sessionid=x; csrftoken=y; messages=z; django_language=de"},
    {"authorization": "Bearer x"},
]


def test_no_header_changes_what_is_told(desk, stranger):
    for headers in HEADERS:
        for path in (*of_readers(SHOWN), "/verified/", "/verified/feed.atom", *of_readers(desk.refs[0])):
            plain, answer = (
                stranger.get(path),
                Client(raise_request_exception=False).get(path, headers=headers),
            )
            assert told(desk, answer, path) == []
            if "if-none-match" not in headers:
                assert said(answer) == said(plain)


GUESSES = [
    "/verified/{}.json",
    "/verified/{}.html",
    "/verified/{}",
    "/verified/{}/history/",
    "/verified/{}/comments/",
    "/verified/{}/citations/",
    "/verified/../claims/{}/",
    "/verified//{}/",
    "/verified/%2e%2e/claims/{}/",
    "/verified/claims/{}/",
    "/verified/download/csv/",
    "/verified/topics/{}/",
    "/api/v1/claims/{}",
    "/api/v1/claims/{}/",
    "/static/{}",
    "/static/../var/factcheck.sqlite3",
    "/media/{}",
    "/var/factcheck.sqlite3",
    "/sitemap-2.xml",
    "/.well-known/{}",
]


def test_no_guess_at_an_address_tells_what_is_kept_from_what_is_not(desk, stranger):
    for guess in GUESSES:
        nothing = _without_tokens(said(stranger.get(guess.format(NOWHERE))), NOWHERE)
        for ref in desk.refs:
            answer = stranger.get(guess.format(ref))
            assert told(desk, answer, guess.format(ref)) == []
            assert _without_tokens(said(answer), ref) == nothing, guess


def _without_tokens(heard: str, ref: str) -> str:
    """What was said but for the reference, and for what is drawn by lot for each answer of the desk's own pages."""
    return re.sub(r'(?m)csrftoken=.*$|(?<=CSRFToken": ")\w+', "…", heard.replace(ref, "…"))


def test_what_happens_at_the_desk_does_not_show_in_tags_and_times(desk, stranger, reviewer, contributor):
    watched = ("/verified/", f"/verified/{SHOWN}/", "/verified/feed.atom", "/sitemap.xml")
    before = {path: said(stranger.get(path)) for path in watched}
    hidden = Claim.objects.get(ref=desk.refs[-1])
    add_comment(claim=hidden, text="Look.", by=reviewer)
    amend_citation(citation=hidden.citations.first(), words=CitationWords(figure="13"), by=contributor)
    assert {path: said(stranger.get(path)) for path in watched} == before


def test_people_of_the_desk_are_shown_what_strangers_are(desk, stranger, browse, administrator):
    inside = browse(administrator)
    for path in (
        "/verified/",
        "/verified/feed.atom",
        "/sitemap.xml",
        "/robots.txt",
        *of_readers(SHOWN),
        *of_readers(desk.refs[0]),
    ):
        answer = inside.get(path)
        assert told(desk, answer, path) == [], path
        assert said(answer) == said(stranger.get(path)), path


def test_nothing_that_readers_see_knows_who_asks(desk, stranger):
    for path in ("/verified/", "/verified/feed.atom", "/sitemap.xml", "/robots.txt", *of_readers(SHOWN)):
        answer = stranger.get(path)
        assert not answer.cookies
        assert "Vary" not in answer.headers
        assert "csrf" not in answer.content.decode()
        assert settings.SESSION_COOKIE_NAME not in said(answer)


def test_where_the_desk_does_not_publish_nothing_is_there_for_anybody(desk, stranger, browse, reader):
    publish(publishes=False)
    inside = browse(reader)
    for ref in (SHOWN, *TAKEN_BACK, *desk.refs, NOWHERE):
        for path in of_readers(ref):
            for method in METHODS:
                answer = getattr(stranger, method)(path)
                assert (answer.status_code, unquote(answer.headers["Location"])) == (
                    302,
                    f"/log-in/?next={path}",
                )
                assert told(desk, answer, path) == []
            assert inside.get(path).headers["Location"] == "/desk/verified/"
    for path in ("/verified/", "/verified/feed.atom", "/sitemap.xml"):
        answer = stranger.get(path)
        assert answer.headers["Location"] == f"/log-in/?next={path}"
        assert "Cache-Control" not in answer.headers
    assert stranger.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_where_the_desk_does_not_publish_no_address_gives_anything_away(desk, stranger):
    publish(publishes=False)
    leaks = {path: found for path in everywhere(desk) if (found := told(desk, stranger.get(path), path))}
    assert leaks == {}


def test_what_readers_are_shown_is_there(desk, stranger):
    """The tests above would pass on a desk that shows nothing."""
    page = stranger.get(f"/verified/{SHOWN}/").content.decode()
    for words in (
        "How many people crossed the lake?",
        "The Lake Paper",
        "about 35,000 crossed",
        "Withheld source",
    ):
        assert words in page
    assert "How many people crossed the lake?" in stranger.get("/verified/").content.decode()
    assert "30,500 in all" not in page, "it was amended since"
