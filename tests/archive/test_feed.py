from __future__ import annotations

import dataclasses
from xml.etree import ElementTree

from storsthlm_cli.archive.feed import feed
from storsthlm_cli.model.newsletter import Newsletter
from tests.archive.conftest import page

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_the_feed_has_what_atom_wants(newsletter: Newsletter) -> None:
    data = feed(newsletter, [page("2021-06", "2021-06-21"), page("2019-12", "2019-12-18")])
    root = ElementTree.fromstring(data)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.findtext("a:id", namespaces=ATOM) == "tag:nyhets-brev.kommun.example,2021:feed"
    assert root.findtext("a:title", namespaces=ATOM) == newsletter.name
    assert root.findtext("a:updated", namespaces=ATOM) == "2021-06-21T09:00:00+02:00"
    assert root.findtext("a:author/a:name", namespaces=ATOM) == newsletter.organisation
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)}
    assert links == {
        "self": "https://brev.kommun.example/arkiv/feed.xml",
        "alternate": "https://brev.kommun.example/arkiv/",
    }


def test_an_entry_leads_to_its_page_and_keeps_its_id(newsletter: Newsletter) -> None:
    moved = dataclasses.replace(newsletter, archive_url="https://www.kommun.example")
    for known, address in (
        (newsletter, "https://brev.kommun.example/arkiv/issues/2021-06/"),
        (moved, "https://www.kommun.example/issues/2021-06/"),
    ):
        (entry,) = ElementTree.fromstring(feed(known, [page("2021-06", "2021-06-21")])).findall("a:entry", ATOM)
        assert entry.findtext("a:id", namespaces=ATOM) == "tag:nyhets-brev.kommun.example,2021:issues/2021-06"
        assert entry.findtext("a:title", namespaces=ATOM) == "Nytt <i juni> & sedan"
        assert entry.findtext("a:summary", namespaces=ATOM) == "Det viktigaste först."
        link = entry.find("a:link", ATOM)
        assert link is not None
        assert link.get("href") == address


def test_a_sign_that_xml_cannot_hold_is_replaced(newsletter: Newsletter) -> None:
    data = feed(newsletter, [page("2021-06", "2021-06-21", title="a\x0bb")])
    entry = ElementTree.fromstring(data).find("a:entry", ATOM)
    assert entry is not None
    assert entry.findtext("a:title", namespaces=ATOM) == "a\N{REPLACEMENT CHARACTER}b"


def test_an_archive_of_many_years_makes_no_endless_feed(newsletter: Newsletter) -> None:
    many = [
        page(f"{year}-{month:02}", f"{year}-{month:02}-01") for year in range(2024, 2019, -1) for month in (9, 6, 2)
    ]
    data = feed(newsletter, many * 3)
    assert len(ElementTree.fromstring(data).findall("a:entry", ATOM)) == 30
