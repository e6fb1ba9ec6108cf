"""Where links lead: what readers cannot open, what follows them, what nobody announced."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from storsthlm_cli.checks.engine import judge
from storsthlm_cli.checks.links.tracking import without_tracking
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.source.yaml import parse_document

Finds = Callable[..., list[Mapping[str, str]]]

NOTICE = "kind: notice\nheadline: a\n"


def link(url: str, purpose: str = "read") -> str:
    return NOTICE + f'links: [{{text: Läs planen, url: «"{url}"», for: {purpose}}}]'


def quiet(text: str) -> str:
    return text.replace("«", "").replace("»", "")


@pytest.mark.parametrize(
    ("url", "level", "reason"),
    [
        ("https://test.kommun.example/", "error", "`test.kommun.example` is a site for trials"),
        ("https://utv.kommun.example/", "error", "`utv.kommun.example` is a site for trials"),
        ("https://webb.local/a", "error", "`webb.local` is a site for trials"),
        ("https://192.168.1.4/a", "error", "`192.168.1.4` is a machine's number"),
        ("https://[2001:db8::1]/", "error", "`2001:db8::1` is a machine's number"),
        ("https://kommun.example:8443/", "warning", "it has the port 8443"),
    ],
)
def test_a_site_that_readers_cannot_open_is_told(finds: Finds, url: str, level: str, reason: str) -> None:
    (arguments,) = finds(link(url), f"L111 {level}")
    assert arguments == {"url": url, "reason": reason}


@pytest.mark.parametrize(
    "url",
    [
        "https://test.example/",
        "https://testa.kommun.example/",
        "https://kommun.example/test/staging/",
        "https://kommun.example:443/",
        "https://kommun.example/?host=localhost",
        "https://developer.kommun.example/",
    ],
)
def test_a_public_site_is_left_alone(finds: Finds, url: str) -> None:
    finds(quiet(link(url)))


@pytest.mark.parametrize(
    ("url", "right", "names"),
    [
        ("https://a.example/b?utm_source=x&c=d&fbclid=y#e", "https://a.example/b?c=d#e", ("utm_source", "fbclid")),
        ("https://a.example/?mc_cid=1&mc_eid=2", "https://a.example/", ("mc_cid", "mc_eid")),
        ("https://a.example/?_hsenc=1&b=%C3%A5&", "https://a.example/?b=%C3%A5&", ("_hsenc",)),
        ("https://a.example/?id=1&utmost=2", "https://a.example/?id=1&utmost=2", ()),
        ("https://a.example/utm_source=b", "https://a.example/utm_source=b", ()),
    ],
)
def test_only_what_follows_readers_is_taken_away(url: str, right: str, names: tuple[str, ...]) -> None:
    assert without_tracking(url) == (right, names)


def test_tracking_is_warned_about(finds: Finds) -> None:
    (arguments,) = finds(link("https://a.example/?utm_medium=mejl"), "L112 warning")
    assert arguments == {"names": "utm_medium", "right": "https://a.example/"}


@pytest.mark.parametrize(
    "written",
    [
        "links: [{text: Läs planen, url: 'https://a.example/?b=c&gclid=d'}]",
        'body: "Läs *vår [plan (ny)](https://a.example/?b=c&gclid=d)*."',
        "body: |\n      Läs\n      [vår plan](https://a.example/?b=c&gclid=d) och\n      mer.",
    ],
)
def test_the_fix_takes_the_tail_away_and_nothing_else(written: str) -> None:
    text = f"date: 2021-06-21\nsubject: a\npreheader: b\nsections:\n  - kind: notice\n    headline: a\n    {written}\n"
    document = parse_document(text, "issue.yaml")
    assert document.edit(edits(text)) == text.replace("&gclid=d", "")


def test_a_link_whose_characters_are_not_certain_is_not_touched() -> None:
    frame = "date: 2021-06-21\nsubject: a\npreheader: b\nsections: [{{kind: notice, headline: a, body: '{}'}}]\n"
    assert edits(frame.format("<https://a.example/?gclid=d>")) == []
    assert edits(frame.format("[b **c**](https://a.example/?gclid=d)")) == []
    assert edits(frame.format('[b](https://a.example/?gclid=d "e")')) == []


def edits(text: str) -> list:  # type: ignore[type-arg]
    issue, _ = read_issue(parse_document(text, "issue.yaml"), "2021-06")
    assert issue is not None
    found = judge(issue, Evidence(Directory(), date(2021, 6, 21)), {})
    return [each.edit for each in found if each.code == "L112" and each.edit is not None]


@pytest.mark.parametrize(
    ("url", "what", "way"),
    [
        ("https://a.example/plan.pdf", "a pdf file", "for: document"),
        ("https://a.example/Plan.DOCX?v=2", "a docx file", "for: document"),
        ("mailto:info@a.example", "a mail", "for: mail"),
    ],
)
def test_a_document_or_mail_is_announced(finds: Finds, url: str, what: str, way: str) -> None:
    (arguments,) = finds(link(url), "L113 warning")
    assert arguments == {"what": what, "way": way}
    finds(quiet(link(url, way.removeprefix("for: "))))


def test_a_registration_by_mail_is_a_registration(finds: Finds) -> None:
    finds(quiet(link("mailto:info@a.example", "register")))
    finds(quiet(link("https://a.example/pdf/plan")))


def test_in_running_text_a_document_is_a_remark_unless_the_words_say_it(finds: Finds) -> None:
    finds(NOTICE + "body: Läs «[planen](https://a.example/plan.pdf)».", "L113 info")
    finds(NOTICE + "body: Läs [planen (pdf)](https://a.example/plan.pdf).")


def test_a_document_of_two_names_is_a_remark(finds: Finds) -> None:
    url = "url: https://a.example/a.pdf, for: document"
    (arguments,) = finds(NOTICE + f"links:\n  - {{text: Planen, {url}}}\n  - {{text: «Budgeten», {url}}}", "L114 info")
    assert arguments == {"text": "Budgeten", "other": "Planen"}
    finds(NOTICE + f"links:\n  - {{text: Planen, {url}}}\n  - {{text: planen!, {url}}}")
