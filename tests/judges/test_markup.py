"""The markup is valid, and small enough for Gmail to show all of it."""

from __future__ import annotations

import pathlib

import html5lib
import pytest

from tests.judges.checker import complaints
from tests.judges.exhibits import EXHIBITS, Exhibit, Gallery

pytestmark = pytest.mark.judge

CUT_BY_GMAIL = 102_400
"""Bytes of HTML after which Gmail shows no more, and hides the way to unsubscribe."""


@pytest.fixture(scope="module")
def checked(java: pathlib.Path, gallery: Gallery) -> dict[pathlib.Path, list[str]]:
    """Run the checker once on all pages."""
    return complaints(java, [gallery[name].page for name in EXHIBITS])


def test_the_nu_html_checker_has_nothing_against_it(exhibit: Exhibit, checked: dict[pathlib.Path, list[str]]) -> None:
    assert checked.get(exhibit.page, []) == []


def test_the_checker_would_tell(java: pathlib.Path, tmp_path: pathlib.Path) -> None:
    page = tmp_path / "fel å.html"
    page.write_text("<!DOCTYPE html><html lang=sv><title>a</title><p style='colour:red'><img src=a>", encoding="utf-8")
    assert len(complaints(java, [page])[page]) == 2


def test_a_strict_parser_reads_it_without_an_error(exhibit: Exhibit) -> None:
    parser = html5lib.HTMLParser()
    parser.parse(exhibit.html)
    assert [f"{place}: {code} {names}" for place, code, names in parser.errors] == []


def test_gmail_shows_all_of_it(mail: Exhibit) -> None:
    part = mail.message.get_body(("html",))
    assert part is not None
    assert len(part.get_content().encode()) < CUT_BY_GMAIL
