"""What those who were asked have said: of links, and of the domains that mail is written to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.checks.links.tracking import is_personal
from storsthlm_cli.model.answers import Answer, Verdict

Finds = Callable[..., list[Mapping[str, str]]]

URL = "https://kommun.example/plan"
PEOPLE = "bo-ek: {name: Bo Ek, email: «bo@no.example», phone: 08-465 004 34}\n"
QUIET_PEOPLE = PEOPLE.replace("«", "").replace("»", "")


def link(url: str = URL, rest: str = "") -> str:
    return f'kind: notice\nheadline: a\nlinks: [{{text: Läs planen, url: «"{url}"»}}{rest}]'


def quiet(text: str) -> str:
    return text.replace("«", "").replace("»", "")


def test_a_dead_link_is_told_at_every_place_and_whatever_its_fragment(finds: Finds) -> None:
    again = ', {text: Läs om målen, url: «"https://kommun.example/plan#mal"»}'
    first, second = finds(link(rest=again), "L115 error", "L115 error", answers={URL: Answer(Verdict.GONE, "404")})
    assert first == {"url": URL, "reason": "404"}
    assert second == {"url": f"{URL}#mal", "reason": "404"}


def test_a_dead_link_in_a_sentence_is_told(finds: Finds) -> None:
    text = f"kind: notice\nheadline: a\nbody: |\n  Vi har skrivit en «[plan för 2021]({URL})», som du kan läsa."
    finds(text, "L115 error", answers={URL: Answer(Verdict.GONE, "404")})


@pytest.mark.parametrize(
    ("verdict", "level"),
    [
        (Verdict.FAILING, "warning"),
        (Verdict.UNANSWERED, "warning"),
        (Verdict.WALLED, "info"),
        (Verdict.PRIVATE, "info"),
    ],
)
def test_an_unwilling_link_is_told(finds: Finds, verdict: Verdict, level: str) -> None:
    (arguments,) = finds(link(), f"L116 {level}", answers={URL: Answer(verdict, "401")})
    assert arguments == {"url": URL, "reason": "401"}


def test_a_page_that_has_moved_is_told_with_its_new_address(finds: Finds) -> None:
    new = "https://kommun.example/ny"
    (arguments,) = finds(link(), "L117 info", answers={URL: Answer(Verdict.HERE, moved=new)})
    assert arguments == {"url": URL, "new": new, "right": new}


def test_a_page_that_has_become_a_front_page_is_warned_of(finds: Finds) -> None:
    new = "https://ny.example/"
    (arguments,) = finds(link(), "L117 warning", answers={URL: Answer(Verdict.HERE, moved=new)})
    assert arguments == {"url": URL, "new": new, "right": ""}


def test_a_front_page_may_become_another(finds: Finds) -> None:
    old, new = "https://kommun.example/", "https://ny.example"
    finds(link(old), "L117 info", answers={old: Answer(Verdict.HERE, moved=new)})


@pytest.mark.parametrize(
    "answer",
    [
        Answer(Verdict.HERE),
        Answer(Verdict.HERE, moved="https://www.kommun.example/plan/"),
        Answer(Verdict.HERE, moved="https://kommun.example/login?session=1"),
        Answer(Verdict.PRIVATE),
        Answer(Verdict.PERSONAL),
        Answer(Verdict.UNANSWERED),
    ],
)
def test_there_is_nothing_to_say_of_other_answers(finds: Finds, answer: Answer) -> None:
    finds(quiet(link()), answers={URL: answer})


def test_the_help_for_http_knows_whether_there_is_https(finds: Finds) -> None:
    old = "http://kommun.example/plan#mal"
    asked = "http://kommun.example/plan"
    (without,) = finds(link(old), "L102 warning", answers={asked: Answer(Verdict.HERE)})
    (known,) = finds(link(old), "L102 warning", answers={asked: Answer(Verdict.HERE, moved=f"{URL}/")})
    assert (without["way"], known["way"]) == ("", f"{URL}#mal")


def test_a_domain_without_mail_is_told_in_the_directory_and_where_it_is_written(finds: Finds) -> None:
    gone = {"no.example": Answer(Verdict.GONE, "there is no domain `no.example`")}
    text = (
        "kind: article\nheadline: a\nbody: b\n"
        "contacts: [{mailbox: «info@No.example», text: Fråga}]\n"
        "links: [{text: Skriv till oss, url: «'mailto:a@no.example,b@kommun.example'», for: mail}]"
    )
    found = finds(text, "C110 error", "C110 error", people=QUIET_PEOPLE, answers=gone)
    assert [each["address"] for each in found] == ["info@No.example", "a@no.example"]
    assert {each["reason"] for each in found} == {"there is no domain `no.example`"}
    text = "kind: article\nheadline: a\nbody: b\ncontacts: [bo-ek]"
    (known,) = finds(text, "C110 error", people=PEOPLE, answers=gone)
    assert known["address"] == "bo@no.example"


def test_who_has_a_mailbox_is_not_written_to_at_home(finds: Finds) -> None:
    text = "kind: article\nheadline: a\nbody: b\ncontacts: [{person: bo-ek, mailbox: info@kommun.example}]"
    gone = {"no.example": Answer(Verdict.GONE, "there is no domain `no.example`")}
    finds(text, people=QUIET_PEOPLE, answers=gone)


def test_an_unused_person_and_an_unknown_answer_are_left_alone(finds: Finds) -> None:
    text = "kind: article\nheadline: a\nbody: b\ncontacts: [bo-ek]"
    finds(text, people=QUIET_PEOPLE, answers={"no.example": Answer(Verdict.UNANSWERED)})
    finds(
        "kind: notice\nheadline: a\nbody: b", people=QUIET_PEOPLE, answers={"no.example": Answer(Verdict.GONE, "none")}
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://kommun.example/{{ recipient.email }}",
        "https://kommun.example/?vem=%7B%7B%20x",
        "https://kommun.example/?to=anna@kommun.example",
        "https://kommun.example/?to=anna%40kommun.example",
        "https://anna:hemligt@kommun.example/",
        "https://kommun.example/unsubscribe/1",
        "https://kommun.example/avregistrera?x=1",
        "https://kommun.example/?utm_source=brev",
        "https://kommun.example/?a=1&mc_eid=2",
        "https://kommun.example/?u=1&id=2&e=3",
        "https://kommun.example/?token=abc",
        "https://kommun.example/a;jsessionid=1",
        "https://kommun.example/ls/" + "a1" * 25,
        "https://kommun.example/?x=eyJhbGciOiJIUzI1NiJ9.e30.x",
        "https://kommun.example/?to=anna%2540kommun.example",
        "https://kommun.example/%75nsubscribe/1",
        "https://kommun.example/?%74oken=1",
        "https://kommun.example/?reset-token=1",
        "https://kommun.example/?X-Amz-Signature=1",
        "https://kommun.example/?email_address=1",
        "https://kommun.example/?subscriber_key=1",
        "https://kommun.example/avregistrering?x=1",
        "https://kommun.example/?id=*|UNIQID|*",
    ],
)
def test_what_may_be_one_persons_own_is_known(url: str) -> None:
    assert is_personal(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://kommun.example/",
        "https://kommun.example/@kommunen",
        "https://kommun.example/nyheter/regionen-avslutar-projekt-om-sammanhallen-vard-och-omsorg-i-hela-lanet-i-host",
        "https://kommun.example/watch?v=abcdEFGH123&t=10",
        "https://kommun.example/moten?page=2&date=2021-06-21",
        "https://kommun.example/?article=5&place=2",
        "https://kommun.example/download/18.3b6a9d41179f1c6a7d21f0e/1623740000000/Protokoll%20juni.pdf",
        "https://kommun.example/tokens-och-signaturer",
        "https://kommun.example/avslutade-projekt?sida=2",
        "https://kommun.example/?q=100%25&t=50%2Fx",
    ],
)
def test_what_is_everybodys_is_known(url: str) -> None:
    assert not is_personal(url)
