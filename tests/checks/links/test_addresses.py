from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Finds = Callable[..., list[Mapping[str, str]]]

NOTICE = "kind: notice\nid: oppet\nheadline: a\n"


def linked(url: str) -> str:
    purpose = "mail" if url.startswith("mailto:") else "read"
    return NOTICE + f'links: [{{text: Läs, url: «"{url}"», for: {purpose}}}]'


@pytest.mark.parametrize(
    "url",
    [
        "https://storsthlm.example",
        "https://storsthlm.example/a/b.html?c=d&e=f#g",
        "https://räksmörgås.example/sökväg med".replace(" ", "%20"),
        "https://storsthlm.example:443/",
        "https://storsthlm.example/(a),b;c=d~e'f*g!|h",
        "HTTPS://STORSTHLM.EXAMPLE/",
        "mailto:info@storsthlm.example",
        "mailto:info@storsthlm.example?subject=Hej%20hej",
        "mailto:a@storsthlm.example,b@storsthlm.example",
        "tel:+468123456",
        "#oppet",
    ],
)
def test_a_good_address_is_left_alone(finds: Finds, url: str) -> None:
    finds(linked(url).replace("«", "").replace("»", ""))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://", "it has no host"),
        ("https:///sida", "it has no host"),
        ("https://storsthlm", "`storsthlm` has no top domain"),
        ("https://storsthlm .example", "it contains a space"),
        ("https://storsthlm.example/a b", "it contains a space"),
        ("https://storsthlm.example/<sida>", "it contains `<`"),
        ("https://storsthlm..example", "`storsthlm..example` is no host name"),
        ("https://-storsthlm.example", "`-storsthlm.example` is no host name"),
        ("https://storsthlm.example:åtta/", "its port is not a number"),
        ("https://storsthlm.example:99999/", "its port is not a number"),
        ("https://[2001:db8::1/", "its host is in brackets that do not match"),
    ],
)
def test_an_address_that_no_program_can_follow_is_an_error(finds: Finds, url: str, reason: str) -> None:
    (arguments,) = finds(linked(url), "L103 error")
    assert arguments == {"url": url, "reason": reason}


@pytest.mark.parametrize("url", ["mailto:", "mailto:info", "mailto:info@", "mailto:info@storsthlm.example,"])
def test_a_mail_link_needs_a_valid_address(finds: Finds, url: str) -> None:
    (arguments,) = finds(linked(url), "L103 error")
    assert arguments["reason"]


@pytest.mark.parametrize(
    ("url", "scheme", "level"),
    [
        ("http://storsthlm.example", "http", "warning"),
        ("ftp://storsthlm.example", "ftp", "error"),
        ("javascript:alert(1)", "javascript", "error"),
        ("www.storsthlm.example", "", "error"),
        ("storsthlm.example:8080/sida", "", "error"),
        ("info@storsthlm.example", "", "error"),
        ("//storsthlm.example", "", "error"),
        ("sida.html", "", "error"),
    ],
)
def test_only_https_mail_and_telephone_are_followed(finds: Finds, url: str, scheme: str, level: str) -> None:
    (arguments,) = finds(linked(url), f"L102 {level}")
    assert (arguments["url"], arguments["scheme"]) == (url, scheme)


@pytest.mark.parametrize(
    ("url", "way"),
    [("info@storsthlm.example", "mailto:info@storsthlm.example"), ("oppet", "#oppet"), ("sida.html", "")],
)
def test_what_an_address_was_probably_meant_to_be_is_said(finds: Finds, url: str, way: str) -> None:
    text = f"kind: notice\nid: oppet\nheadline: a\nlinks: [{{text: Läs, url: «{url}»}}]"
    (arguments,) = finds(text, "L102 error")
    assert arguments["way"] == way


def test_a_link_without_text_or_without_address_is_empty(finds: Finds) -> None:
    (arguments,) = finds(NOTICE + 'links: [{text: «""», url: https://a.example}]', "L101 error")
    assert arguments == {"part": "text"}
    (arguments,) = finds(NOTICE + 'links: [{text: Läs, url: «""»}]', "L101 error")
    assert arguments == {"part": "address"}


def test_links_in_running_text_are_judged_and_shown_whole(finds: Finds) -> None:
    finds(
        NOTICE + "body: |\n"
        "  Läs **mer «[om oss](www.a.example)»** här.\n\n"
        "  - en «[punkt](http://a.example)»\n"
        "  - <info@a.example>",
        "L102 error",
        "L102 warning",
    )
    finds(NOTICE + "body: Läs«[](https://a.example)» här.", "L101 error")
    finds(
        NOTICE + "body:\n  - qa: {question: a, answer: 'Se «[b](x)»'}\n  - note: 'Se «[c](y)»'",
        "L102 error",
        "L102 error",
    )


def test_a_link_to_a_section_of_the_issue_must_lead_somewhere(finds: Finds) -> None:
    (arguments,) = finds(linked("#oppett"), "L104 error")
    assert arguments == {"anchor": "oppett", "nearest": "oppet"}
    finds(NOTICE + "body: Läs mer «[nedan](#nej)».", "L104 error")


def test_a_merge_slot_inside_an_address_is_not_taken_for_a_fault(finds: Finds) -> None:
    finds(NOTICE + 'body: "[Anmäl dig](https://a.example/?namn={{recipient.first_name}})"')


def test_the_closing_is_judged_too(finds: Finds, section: Callable[[str], str]) -> None:
    finds(section(NOTICE + "body: b") + "closing: Se «[oss](http://a.example)»\n", "L102 warning", whole=True)


BEFORE = (
    "date: 2019-02-04\nsubject: a\npreheader: b\n"
    "sections: [{kind: notice, id: gymnasiet, headline: c, body: d}, {kind: notice, id: oppet, headline: e, body: f}]\n"
)
EARLIER: Mapping[str, str | None] = {"2019-02": BEFORE, "2021-06": None}


@pytest.mark.parametrize("url", ["issue:2019-02", "issue:2019-02#gymnasiet"])
def test_an_earlier_issue_and_its_sections_can_be_linked_to(finds: Finds, url: str) -> None:
    finds(linked(url).replace("«", "").replace("»", ""), issues=EARLIER)
    finds(NOTICE + f"body: Läs [mer]({url}).", issues=EARLIER)


@pytest.mark.parametrize(
    ("url", "what", "nearest"),
    [
        ("issue:2019-03", "issue `2019-03`", "2019-02"),
        ("issue:februari", "issue `februari`", ""),
        ("issue:2019-03#gymnasiet", "issue `2019-03`", "2019-02"),
        ("issue:2019-02#gymnasium", "section `#gymnasium` in issue `2019-02`", "gymnasiet"),
        ("issue:2019-02#x", "section `#x` in issue `2019-02`", ""),
    ],
)
def test_a_link_to_an_earlier_issue_must_lead_somewhere(finds: Finds, url: str, what: str, nearest: str) -> None:
    (arguments,) = finds(linked(url), "L105 error", issues=EARLIER)
    assert arguments == {"what": what, "nearest": nearest}
    finds(NOTICE + f"body: Läs «[mer]({url})».", "L105 error", issues=EARLIER)


def test_without_a_public_address_of_the_issues_no_link_leads_to_one(finds: Finds) -> None:
    (arguments,) = finds(linked("issue:2019-02"), "L105 error", issues=EARLIER, has_archive=False)
    assert arguments == {"what": "public address of the issues (`web.archive_url`)", "nearest": ""}


def test_of_an_issue_that_cannot_be_read_no_section_is_called_unknown(finds: Finds) -> None:
    finds(linked("issue:2019-02#gymnasium").replace("«", "").replace("»", ""), issues={"2019-02": None})


def test_links_after_a_quote_and_in_an_excerpt_are_judged_too(finds: Finds) -> None:
    finds(
        NOTICE
        + "body:\n  - quote: {text: a, by: signe-rosenlof, then: 'Se «[b](x)»'}\nexcerpt: Läs «[allt](http://a.example)»",
        "L102 error",
        "L102 warning",
    )
