from __future__ import annotations

import base64
import datetime
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from storsthlm_cli.model.approvals import Approval, Identity
from storsthlm_cli.model.delivery import Dispatch, DispatchState, State, Tally
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.overview import Cause, Interval, Overview, Retries, Share, Timeline
from storsthlm_cli.model.sending import Standing
from storsthlm_cli.rendering.dispatch_report import SHOWN, report_page
from storsthlm_cli.rendering.dispatch_words import verdict
from storsthlm_cli.settings.loading import load
from tests.stories.conftest import Story

BEGUN = datetime.datetime(2026, 11, 24, 8, 5, tzinfo=datetime.UTC)
DISPATCH = Dispatch(
    id="2026-11.1",
    issue="2026-11",
    lists=("kommuner", "föreningar"),
    transport="smtp",
    rehearsal=False,
    content="ab" * 32,
    subject="Nytt i november",
    size=1450,
    created=BEGUN,
    state=DispatchState.FINISHED,
    ended=BEGUN + datetime.timedelta(minutes=14),
)
APPROVAL = Approval("2026-11", "ab" * 32, Identity("asa", "Åsa Ek", "asa@kommun.example"), BEGUN, "")
TALLY = Tally({State.ACCEPTED: 1432, State.REFUSED: 10, State.UNKNOWN: 5, State.SUPPRESSED: 3})
OVERVIEW = Overview(
    Standing(DISPATCH, TALLY, (), APPROVAL),
    (
        Share("sjöbo.example", Tally({State.ACCEPTED: 2, State.REFUSED: 10})),
        Share("x.example", Tally({State.ACCEPTED: 1430})),
    ),
    (
        Cause(State.REFUSED, "5.1.1", "…: no <b>such</b> user", 10, ("bo.ek@xn--sjbo-5qa.example",)),
        Cause(State.UNKNOWN, "", "", 5, ("ann@x.example",)),
    ),
    Timeline(60, (Interval(BEGUN, Tally({State.ACCEPTED: 1432, State.REFUSED: 10})),)),
    None,
    "",
)


@pytest.fixture
def workspace(story: Story) -> Path:
    return story.folder


def page(workspace: Path, overview: Overview = OVERVIEW) -> str:
    return report_page(overview, load(workspace, {}).newsletter, workspace, {"Skrivet av": "storsthlm"})


def text(html: str) -> str:
    """Return what a reader sees, blanks as blanks."""
    body = html[html.index("<body>") :].replace("<wbr>", "").replace("&shy;", "")
    return " ".join(re.sub(r"<[^>]*>", " ", body).replace("\xa0", " ").split())


def test_the_result_comes_first_in_a_sentence(workspace: Path) -> None:
    assert "<h1>1\xa0432 av 1\xa0450 har tagits emot.</h1>" in page(workspace)
    seen = text(page(workspace))
    assert "Utskicket påbörjades 24 november 2026 kl. 9.05 och avslutades kl. 9.19." in seen
    assert "15 nåddes inte, eller vi vet inte säkert. 3 hade hunnit avanmäla sig och fick inget." in seen


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({State.ACCEPTED: 1}, "Brevet har tagits emot."),
        ({State.ACCEPTED: 12}, "Alla 12 har tagits emot."),
        ({State.REFUSED: 2}, "0 av 2 har tagits emot."),
        ({}, "Ingen fanns att skicka till."),
    ],
)
def test_the_sentence_fits_the_figures(counts: dict[State, int], words: str) -> None:
    assert verdict(Tally(counts)) == words


def test_causes_are_told_in_words_with_those_not_reached(workspace: Path) -> None:
    seen = text(page(workspace))
    assert "Adressen finns inte (10) Servern svarade: ” 5.1.1 …: no &lt;b&gt;such&lt;/b&gt; user ”" in seen
    assert "bo.ek@xn--sjbo-5qa.example och 9 till" in seen
    assert "Vi vet inte säkert: sändningen avbröts innan svaret var antecknat (5)" in seen


@pytest.mark.parametrize("code", ["4.3.2", "5.6.1", "5.7.1", "451", "554", "5.3.4", ""])
def test_whose_server_it_was_that_said_no_is_left_to_its_words(workspace: Path, code: str) -> None:
    cause = Cause(State.REFUSED, code, "relay access denied" if code else "", 1, ())
    seen = text(page(workspace, replace(OVERVIEW, causes=(cause,))))
    assert "-postservern" in seen[seen.index("Vilka") :]
    assert "ottagarens" not in seen
    assert ("Servern svarade: ” " + f"{code} relay access denied ”" in seen) == bool(code)


def test_what_it_rests_on_is_told(workspace: Path) -> None:
    seen = text(page(workspace))
    assert "Listor kommuner, föreningar" in seen
    assert "Godkänt av Åsa Ek (asa), 24 november 2026 kl. 9.05" in seen
    assert "ab" * 32 in seen
    assert "asa@kommun.example" not in seen


def test_a_dispatch_without_approval_says_so(workspace: Path) -> None:
    without = replace(OVERVIEW, standing=Standing(DISPATCH, TALLY, ()))
    assert "Godkänt inget godkännande är antecknat" in text(page(workspace, without))


def test_it_stands_alone_and_runs_nothing(workspace: Path) -> None:
    html = page(workspace)
    sheet = html[html.index("<style>") + len("<style>") : html.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert f"sha256-{digest}" in html
    assert not re.search(r"<script|<link rel=.stylesheet|\son\w+=|\sstyle=|https?://|url\(", html)


def test_what_people_and_servers_write_is_text(workspace: Path) -> None:
    evil = "<script>alert(1)</script>\"'&"
    dispatch = replace(DISPATCH, subject=evil, lists=(evil,))
    html = page(
        workspace,
        replace(
            OVERVIEW,
            standing=Standing(dispatch, TALLY, ()),
            domains=(Share(evil, TALLY),),
            causes=(Cause(State.REFUSED, "550", evil, 1, (f"{evil}@{evil}",)),),
        ),
    )
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 6


def test_what_is_not_the_last_word_says_so(workspace: Path) -> None:
    tally = Tally({State.ACCEPTED: 1, State.DEFERRED: 1})
    due = BEGUN + datetime.timedelta(hours=1)
    standing = Standing(replace(DISPATCH, state=DispatchState.OPEN, ended=None), tally, ())
    going = replace(OVERVIEW, standing=standing, retries=Retries(1, due, due))
    assert "siffrorna visar läget när rapporten skrevs. Nästa nya försök görs 24 november 2026 kl. 10.05" in text(
        page(workspace, going)
    )
    rehearsed = Standing(replace(DISPATCH, rehearsal=True), TALLY, ())
    assert "Detta var en övning" in text(page(workspace, replace(OVERVIEW, standing=rehearsed)))
    given_up = Standing(replace(DISPATCH, state=DispatchState.CANCELLED), Tally({State.CANCELLED: 7}), ())
    assert "avbröts i förtid: 7 fick det aldrig" in text(page(workspace, replace(OVERVIEW, standing=given_up)))


def test_many_domains_end_in_one_row(workspace: Path) -> None:
    shares = tuple(Share(f"d{number}.example", Tally({State.ACCEPTED: 2})) for number in range(SHOWN + 1200))
    assert "1 200 andra domäner 2 400 2 400 0" in text(page(workspace, replace(OVERVIEW, domains=shares)))


def test_the_newsletters_colours_and_its_own_template_hold(story: Story) -> None:
    story.write("templates/report/report.html", "<html>{{ verdict }} {{ style }}</html>")
    story.change("storsthlm.yaml", "  name: tiny\n", '  name: tiny\n  colours:\n    accent: "#7A1F3D"\n')
    assert page(story.folder).startswith("<html>1\xa0432 av")
    assert "--accent:#7A1F3D" in page(story.folder)
    story.write("templates/report/report.html", "{{ nobody }}")
    with pytest.raises(Failure):
        page(story.folder)
