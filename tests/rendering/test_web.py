"""The web copy of an issue and the index of all, as anybody sees them."""

from __future__ import annotations

import base64
import datetime
import hashlib
import re
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from storsthlm_cli.events import events_of
from storsthlm_cli.images import PreparedImage
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.contrast import contrast
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.rendered import Rendered
from storsthlm_cli.model.site import WebPage
from storsthlm_cli.rendering.designs import Design, design_names, open_design
from storsthlm_cli.rendering.web import index_page, open_site_design, web_page
from storsthlm_cli.source.yaml import parse_document

CONTENT = "ab" * 32
ISSUE = """\
date: 2021-06-21
number: 5
subject: Nytt från {{ recipient.organisation }}, {{ recipient.first_name | default("du") }}
preheader: "{{ recipient.first_name }}, här är det viktigaste."
sections:
  - kind: letter
    id: brev
    body: Hej {{ recipient.first_name }}! [Svara](https://x.example/?o={{ recipient.org | default("A & B") }})
    greeting: Hälsar
    signature: ek
  - kind: article
    id: artikel
    category: social
    headline: Krafttag i e-post
    body:
      - |
        Se [april](issue:2021-04#evenemang), [brevet](#brev) och [mars](issue:2021-03).

        ### Bakgrund
      - item:
          headline: En del
          body: |
            #### Mer
      - quote: { text: Vi är glada., by: ek }
      - image: { file: images/bild.jpg, alt: En brygga, caption: På bryggan., credit: Åsa Ek }
      - note: Vi har rättat texten.
    contacts: [dahl]
  - kind: event
    id: samtal
    headline: Samtal i höst
    body: Kom!
    facts: { date: 2021-10-28, time: "09:00–10:30", place: digitalt, deadline: 2021-10-20 }
    links:
      - { text: Anmäl dig, url: "https://x.example/anmal", for: register }
      - { text: Se programmet, url: "https://x.example/program.pdf", for: document }
  - kind: calendar
    id: kalendarium
    headline: Höstens möten
    rows:
      - 2021-08-26/27 Kommundirektörskonferens
      - 2021-09-16 09:00–11:00 Seminarium @ Storsthlm
closing: "Sommar, {{ recipient.first_name | default('du') }}!"
"""


@pytest.fixture
def written(directory: Directory) -> Issue:
    document = parse_document(ISSUE, "issue.yaml")
    issue, findings = read_issue(document, "2021-06")
    assert (document.findings, findings) == ((), ())
    assert issue is not None
    return issue


@pytest.fixture
def site_design(tmp_path: Path) -> Design:
    return open_site_design(tmp_path)


@pytest.fixture
def page(
    written: Issue,
    directory: Directory,
    newsletter: Newsletter,
    site_design: Design,
    images: Mapping[str, PreparedImage],
) -> Callable[..., WebPage]:
    """Make the web copy of the issue; keywords change what it is made of."""

    def make(listed: bool = True, design: Design | None = None, **changed: object) -> WebPage:
        newer, older = changed.pop("newer", None), changed.pop("older", None)
        more = changed.pop("more", {})
        own = replace(newsletter, **changed)  # type: ignore[arg-type]
        return web_page(
            written,
            directory,
            own,
            design or site_design,
            {**more, **images},  # type: ignore[dict-item]
            content=CONTENT,
            listed=listed,
            newer=newer,  # type: ignore[arg-type]
            older=older,  # type: ignore[arg-type]
        )

    return make


def parsed(html: str) -> etree._Element:
    return etree.fromstring(html, etree.HTMLParser())


def words(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).replace("\u00a0", " ").split())


def leading(root: etree._Element) -> list[etree._Element]:
    """Return what the head of a page refers to, apart from its icon."""
    return [link for link in root.iter("link") if link.get("rel") != "icon"]


def metas(root: etree._Element) -> dict[str, str]:
    names = (
        (meta.get("name") or meta.get("property") or meta.get("http-equiv"), meta.get("content"))
        for meta in root.iter("meta")
    )
    return {name: content or "" for name, content in names if name}


def links(root: etree._Element) -> dict[str, str]:
    return {words(link): link.get("href") or "" for link in root.iter("a")}


def styles(root: etree._Element) -> str:
    return next(root.iter("style")).text or ""


def found(root: etree._Element, path: str) -> etree._Element:
    element = root.find(path)
    assert element is not None, path
    return element


def test_a_page_says_where_it_belongs_and_what_it_is_a_copy_of(page: Callable[..., WebPage]) -> None:
    made = page()
    assert (made.issue, made.path, made.date, made.number) == (
        "2021-06",
        "issues/2021-06/",
        datetime.date(2021, 6, 21),
        5,
    )
    assert (made.content, made.listed, made.language) == (CONTENT, True, "sv")
    assert metas(parsed(made.html))["storsthlm-issue"] == f"2021-06 {CONTENT}"


def test_nothing_of_any_reader_is_on_a_page(page: Callable[..., WebPage]) -> None:
    made = page()
    assert made.title == "Nytt från, du"
    assert made.summary == "Här är det viktigaste."
    root = parsed(made.html)
    assert words(found(root, ".//section[@id='brev']/p")) == "Hej! Svara"
    assert links(root)["Svara"] == "https://x.example/?o=A%20%26%20B"
    assert words(found(root, ".//div[@class='closing']")) == "Sommar, du!"
    assert not re.search(r"Zslot|recipient|[Aa]vsluta|unsubscribe|None", made.html)


@pytest.mark.parametrize("field", ["@unsubscribe_url", "@address"])
def test_a_template_that_asks_for_what_only_a_reader_has_is_an_error(
    page: Callable[..., WebPage], tmp_path: Path, field: str
) -> None:
    own = tmp_path / "templates/web/parts/footer.html"
    own.parent.mkdir(parents=True)
    own.write_text(f"<footer>\n{{{{ slot('{field}') }}}}</footer>", encoding="utf-8")
    with pytest.raises(Failure, match=f"template error: `{field}` is the reader's own") as caught:
        page(design=open_site_design(tmp_path))
    assert caught.value.place is not None
    assert (caught.value.place.file, caught.value.place.line) == ("templates/web/parts/footer.html", 2)


def test_headings_follow_each_other_and_name_their_sections(page: Callable[..., WebPage]) -> None:
    root = parsed(page().html)
    headings = [(element.tag, words(element)) for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert headings == [
        ("h1", "Nytt från, du"),
        ("h2", "I det här numret"),
        ("h2", "Brev till läsarna"),
        ("h2", "Krafttag i e-post"),
        ("h3", "Bakgrund"),
        ("h3", "En del"),
        ("h4", "Mer"),
        ("h2", "Samtal i höst"),
        ("h2", "Höstens möten"),
    ]
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert [section.get("aria-labelledby") in ids for section in root.iter("section")] == [True] * 4
    assert len(list(root.iter("main"))) == len(list(root.iter("article"))) == 1
    assert found(root, "body/a").get("href") == "#" + (found(root, ".//main").get("id") or "")


def test_the_anchors_of_the_mail_are_those_of_the_page(
    issue: Issue,
    directory: Directory,
    newsletter: Newsletter,
    site_design: Design,
    images: Mapping[str, PreparedImage],
    rendered: Rendered,
) -> None:
    made = web_page(issue, directory, newsletter, site_design, images, content=CONTENT, listed=True)
    mail = parsed("".join(piece for piece in rendered.html if isinstance(piece, str)))
    ids = {element.get("id") for element in parsed(made.html).iter("section")}
    assert ids == {section.id for section in issue.sections}
    assert ids <= {element.get("id") for element in mail.iter()}


def test_the_contents_lead_to_every_section(page: Callable[..., WebPage]) -> None:
    nav = found(parsed(page().html), ".//nav[@class='contents']")
    assert links(nav) == {
        "Brev till läsarna": "#brev",
        "Krafttag i e-post": "#artikel",
        "Samtal i höst": "#samtal",
        "Höstens möten": "#kalendarium",
    }


def test_links_inside_the_site_work_at_any_address_and_from_a_disk(page: Callable[..., WebPage]) -> None:
    leading = links(parsed(page(older="2021-04", newer="host").html))
    assert leading["april"] == "../2021-04/index.html#evenemang"
    assert leading["mars"] == "../2021-03/index.html"
    assert leading["brevet"] == "#brev"
    assert leading["Föregående nummer april 2021"] == "../2021-04/index.html"
    assert leading["Nästa nummer host"] == "../host/index.html"
    assert leading["Alla nummer"] == "../../index.html"


def test_images_lie_beside_the_page_under_the_names_of_hosted_ones(page: Callable[..., WebPage]) -> None:
    made = page()
    root = parsed(made.html)
    sources = [image.get("src") for image in root.iter("img")]
    assert sources == [image.path for image in made.images]
    assert re.fullmatch(r"images/bild-[0-9a-f]{12}\.png", made.images[0].path)
    figure = found(root, ".//figure[@class='picture']")
    assert found(figure, "img").get("alt") == "En brygga"
    assert words(found(figure, "figcaption")) == "På bryggan. Foto: Åsa Ek"


def test_a_quote_says_below_it_who_speaks(page: Callable[..., WebPage]) -> None:
    figure = found(parsed(page().html), ".//figure[@class='quote']")
    assert words(found(figure, "blockquote")) == "– Vi är glada."
    assert words(found(figure, "figcaption")) == "Åsa Ek (M), ordförande på Storsthlm"


def test_people_are_reached_by_mail_and_telephone(page: Callable[..., WebPage]) -> None:
    people = links(found(parsed(page().html), ".//p[@class='people']"))
    assert people == {"dahl@storsthlm.example": "mailto:dahl@storsthlm.example", "08-465 004 21": "tel:+46846500421"}


def test_the_calendar_is_a_table_that_says_which_meeting_each_file_is(
    page: Callable[..., WebPage], written: Issue, directory: Directory
) -> None:
    table = found(parsed(page().html), ".//table")
    assert [cell.get("scope") for cell in table.iter("th")] == ["col", "col", "row", "row"]
    days = [[time.get("datetime") for time in row.iter("time")] for row in table.findall("tbody/tr")]
    assert days == [["2021-08-26", "2021-08-27"], ["2021-09-16"]]
    assert [words(row) for row in table.findall("tbody/tr")] == [
        "26–27 augusti torsdag–fredag Kommundirektörskonferens "
        "+ Lägg till i kalendern: Kommundirektörskonferens, 26–27 augusti",
        "16 september torsdag kl. 9–11 Seminarium Storsthlm + Lägg till i kalendern: Seminarium, 16 september",
    ]
    files = [event.file for event in events_of(written, directory).values()]
    assert list(links(table).values()) == [f"../../{file}" for file in files if "2021-10" not in file]


def test_facts_are_a_list_of_terms(page: Callable[..., WebPage]) -> None:
    box = found(parsed(page().html), ".//div[@class='box']")
    terms = {words(term): words(said) for term, said in zip(box.iter("dt"), box.iter("dd"), strict=True)}
    assert terms == {
        "När": "torsdag 28 oktober",
        "Tid": "kl. 9–10.30",
        "Plats": "digitalt",
        "Anmäl dig senast": "onsdag 20 oktober",
    }
    assert links(box) == {
        "Lägg till i kalendern: Samtal i höst, 28 oktober": "../../calendar/2021-10-28-samtal-i-host.ics"
    }


def test_a_listed_page_is_open_to_search_and_leads_to_feed_and_calendar(page: Callable[..., WebPage]) -> None:
    root = parsed(page().html)
    known = metas(root)
    address = "https://nyhetsbrev.storsthlm.example/issues/2021-06/"
    assert "robots" not in known
    assert known["description"] == known["og:description"] == "Här är det viktigaste."
    assert (known["og:title"], known["og:url"]) == ("Nytt från, du", address)
    assert known["og:image"].startswith(address + "images/bild-")
    related = {(link.get("rel"), link.get("type")): link.get("href") for link in leading(root)}
    assert related == {
        ("canonical", None): address,
        ("alternate", "application/atom+xml"): "../../feed.xml",
        ("alternate", "text/calendar"): "../../calendar.ics",
    }
    assert links(root)["prenumererar på kalendern"] == "webcal://nyhetsbrev.storsthlm.example/calendar.ics"
    assert "Utkast" not in words(root)


def test_without_a_public_address_nothing_is_said_that_needs_one(page: Callable[..., WebPage]) -> None:
    made = page(archive_url=None)
    root = parsed(made.html)
    assert [link.get("href") for link in leading(root)] == ["../../calendar.ics"]
    assert not [name for name in metas(root) if name.startswith("og:")]
    assert links(root)["prenumererar på kalendern"] == "../../calendar.ics"
    assert links(root)["april"] == "../2021-04/index.html#evenemang"


def test_a_draft_says_so_and_leads_to_nothing_that_it_is_not_in(page: Callable[..., WebPage]) -> None:
    made = page(listed=False)
    root = parsed(made.html)
    assert not made.listed
    assert metas(root)["robots"] == "noindex"
    assert words(found(root, ".//p[@class='draft']")).startswith("Utkast för granskning.")
    assert "Alla nummer" not in links(root)
    assert not re.search(r"\.ics|feed\.xml", made.html)


def test_a_page_loads_only_its_own_images_and_allows_only_its_own_style_sheet(page: Callable[..., WebPage]) -> None:
    root = parsed(page(fonts="Georgia, 'Times New Roman', serif").html)
    digest = base64.b64encode(hashlib.sha256(styles(root).encode()).digest()).decode()
    policy = metas(root)["Content-Security-Policy"]
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self'")
    assert metas(root)["referrer"] == "no-referrer"
    assert "font-family:Georgia,'Times New Roman',serif;" in styles(root)
    assert not list(root.iter("script", "iframe", "object", "embed", "form"))
    assert not [element.tag for element in root.iter() if element.get("style") is not None]
    assert not re.search(r"url\(|@import|@font-face", styles(root))


def test_the_icon_is_inside_the_page_and_in_the_newsletters_colours(
    page: Callable[..., WebPage], newsletter: Newsletter, site_design: Design
) -> None:
    own = {"colours": {"accent": "#112233"}}
    for html in (page(**own).html, index_page(replace(newsletter, **own), site_design, [])):  # type: ignore[arg-type]
        root = parsed(html)
        (icon,) = (link.get("href") for link in root.iter("link") if link.get("rel") == "icon")
        kind, _, drawing = str(icon).partition(",")
        assert kind == "data:image/svg+xml"
        assert 'fill="#112233"' in urllib.parse.unquote(drawing)
        assert "img-src 'self' data:;" in str(metas(root)["Content-Security-Policy"])


def test_colours_of_the_newsletter_stand_where_the_site_has_them_too(page: Callable[..., WebPage]) -> None:
    sheet = styles(parsed(page(colours={"accent": "#112233", "only_in_the_mail": "#445566"}).html))
    assert "--accent:#112233" in sheet
    assert "#445566" not in sheet
    assert ".tone1{--tone:#8A1C4A}" in sheet.replace(";}", "}")


def test_every_pair_of_the_site_can_be_read(site_design: Design) -> None:
    root = Path(__file__).resolve().parents[2]
    data = parse_document((root / "templates/web/design.yaml").read_text(encoding="utf-8"), "design.yaml").data
    assert isinstance(data, dict)
    pairs, colours = data["pairs"], site_design.colours
    assert isinstance(pairs, dict)
    weak = [
        (text, ground)
        for text, grounds in pairs.items()
        for ground in grounds  # type: ignore[union-attr]
        if contrast(colours[str(text)], colours[str(ground)]) < 4.5
    ]
    assert weak == []
    assert {"text", "link_dark", "on_accent"} <= {str(text) for text in pairs}


def test_the_logo_stands_for_the_organisation(page: Callable[..., WebPage], newsletter: Newsletter) -> None:
    logo = PreparedImage(b"logo", "image/png", 100, 40)
    made = page(more={"logo": logo}, logo="brand/logo.png")
    mark = found(parsed(made.html), ".//header//img")
    assert (mark.get("src"), mark.get("alt")) == (made.logo, "Storsthlm")
    assert [image.data for image in made.images if image.path == made.logo] == [b"logo"]


def test_a_page_is_the_same_bytes_every_time(page: Callable[..., WebPage]) -> None:
    assert page().html == page().html


def test_the_site_is_no_design_for_mails(tmp_path: Path) -> None:
    assert "web" not in design_names(tmp_path)
    with pytest.raises(Failure, match="no design `web`"):
        open_design("web", tmp_path)


def listed_pages(made: WebPage) -> list[WebPage]:
    def other(key: str, day: datetime.date, **more: object) -> WebPage:
        same = replace(made, issue=key, path=f"issues/{key}/", title=f"Brev {key}", date=day, number=None)
        return replace(same, **more)  # type: ignore[arg-type]

    return [
        other("2020-04", datetime.date(2020, 4, 24)),
        made,
        other("2021-01", datetime.date(2021, 1, 5), title="Två <nya> & goda"),
        other("2021-07", datetime.date(2021, 7, 1), listed=False),
    ]


def test_the_index_has_the_listed_issues_by_year_the_newest_first(
    page: Callable[..., WebPage], newsletter: Newsletter, site_design: Design
) -> None:
    html = index_page(newsletter, site_design, listed_pages(page()))
    root = parsed(html)
    assert [words(heading) for heading in root.iter("h1", "h2", "h3")] == [
        "Senaste nytt från Storsthlm",
        "2021",
        "Nytt från, du",
        "Två <nya> & goda",
        "2020",
        "Brev 2020-04",
        "Följ oss",
    ]
    first = found(root, ".//ul[@class='issues']/li")
    assert words(first) == "Nytt från, du 21 juni 2021 nr 5 Här är det viktigaste."
    leading = links(root)
    assert leading["Nytt från, du"] == "issues/2021-06/index.html"
    assert leading["Prenumerera på kalendern"] == "webcal://nyhetsbrev.storsthlm.example/calendar.ics"
    assert leading["Hämta alla möten som kalenderfil"] == "calendar.ics"
    assert leading["Följ nyhetsbrevet i en nyhetsläsare"] == "feed.xml"
    assert html == index_page(newsletter, site_design, listed_pages(page()))


def test_the_index_shows_the_logo_that_lies_with_the_newest_issue(
    page: Callable[..., WebPage], newsletter: Newsletter, site_design: Design
) -> None:
    made = page(more={"logo": PreparedImage(b"logo", "image/png", 100, 40)}, logo="brand/logo.png")
    own = replace(newsletter, logo="brand/logo.png")
    logo = found(parsed(index_page(own, site_design, listed_pages(made))), ".//header//img")
    assert logo.get("src") == f"issues/2021-06/{made.logo}"
    assert not list(parsed(index_page(newsletter, site_design, [page()])).iter("img"))


def test_an_index_without_issues_or_an_address_is_a_page_too(newsletter: Newsletter, site_design: Design) -> None:
    root = parsed(index_page(replace(newsletter, archive_url=None), site_design, []))
    assert "Det första numret är på väg." in words(found(root, ".//main"))
    assert [link.get("href") for link in leading(root)] == ["calendar.ics"]
