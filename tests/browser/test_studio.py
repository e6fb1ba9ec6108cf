"""The studio as people use it, in a real browser."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.studio import ForeignSite, Scheme, Window, issue_of
from tests.judges.window import AXE, REQUIRED
from tests.stories.conftest import PARTS, ROOT, Story
from tests.studio.running import Studio, change

pytestmark = pytest.mark.browser

HEADLINE = "Jämlik vård för placerade barn och unga"
READER = "goran.ekdunge@botkyrka.example"
PLAIN_LINK = "http://storsthlm.example/artiklar/2021/ny-forbundsdirektor/"


@pytest.fixture
def studio(samples: Story) -> Iterator[Studio]:
    with Studio.opened(samples.folder, "2021-06") as studio:
        yield studio


@pytest.fixture
def window(chromium: Browser, studio: Studio) -> Iterator[Window]:
    """Give the page of a studio whose files may be changed."""
    with Window.opened(chromium, studio) as window:
        yield window
        assert window.said == []


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """Give a studio in which nothing is changed and nothing sent: starting one takes a second."""
    folder = tmp_path_factory.mktemp("quiet")
    for part in PARTS:
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy2
        copy(ROOT / part, folder / part)
    with Studio.opened(folder, "2021-06") as studio:
        yield studio
        assert studio.mails() == []


@pytest.fixture
def looking(chromium: Browser, quiet: Studio) -> Iterator[Window]:
    """Give the page of a studio in which nothing is changed."""
    with Window.opened(chromium, quiet) as window:
        yield window
        assert window.said == []


def spoil(folder: pathlib.Path) -> None:
    """Give the issue a warning, at a link of its first section."""
    change(issue_of(folder), PLAIN_LINK.replace("http:", "https:"), PLAIN_LINK)


def test_a_saved_file_is_on_the_page_without_a_new_page_or_a_lost_place(window: Window) -> None:
    window.page.evaluate("() => { window.stays = true; document.getElementById('mail').contentWindow.stays = true }")
    window.page.locator("#canvas").evaluate("canvas => canvas.scrollTo(0, 900)")
    change(issue_of(window.studio.folder), HEADLINE, "Samma vård för alla barn")
    window.wait_for_mail("document.body.textContent.includes('Samma vård för alla barn')")
    assert window.page.evaluate("() => window.stays && document.getElementById('mail').contentWindow.stays")
    assert window.page.locator("#canvas").evaluate("canvas => canvas.scrollTop") == 900
    assert HEADLINE not in window.in_mail("document.body.textContent")


def test_what_is_changed_in_place_is_what_a_new_page_would_show(window: Window, chromium: Browser) -> None:
    path = issue_of(window.studio.folder)
    text = path.read_text(encoding="utf-8")
    cut = text.index("  - kind: article\n    id: placerade-barn")
    for version, changed in enumerate((text[:cut] + text[text.index("  - kind: ", cut + 9) :], text), start=2):
        path.write_text(changed, encoding="utf-8")
        window.wait_for_version(version)
        with Window.opened(chromium, window.studio) as fresh:
            assert window.in_mail("document.documentElement.outerHTML") == fresh.in_mail(
                "document.documentElement.outerHTML"
            )


def test_a_state_that_lasts_for_a_moment_does_not_flash(window: Window) -> None:
    path = issue_of(window.studio.folder)
    good = path.read_text(encoding="utf-8")
    window.page.evaluate(
        """() => {
          window.flashed = [];
          const title = document.getElementById("findings-title");
          new MutationObserver(() => window.flashed.push(title.textContent)).observe(title, { childList: true });
        }"""
    )
    path.write_text("", encoding="utf-8")
    path.write_text("date: [\n", encoding="utf-8")
    path.write_text(good.replace(HEADLINE, "Efter ett steg"), encoding="utf-8")
    window.wait_for_mail("document.body.textContent.includes('Efter ett steg')")
    assert window.page.evaluate("() => window.flashed") == []


def test_the_mail_has_exactly_the_width_that_is_chosen(looking: Window) -> None:
    for name, width in (("320", 320), ("375", 375), ("640", 640)):
        looking.press(name)
        assert looking.in_mail("document.documentElement.clientWidth") == width
        assert looking.in_mail("document.documentElement.scrollWidth") == width
    looking.press("Desktop")
    assert looking.in_mail("document.documentElement.clientWidth") > 700


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dark_and_light_are_the_pages_choice_and_not_the_systems(
    quiet: Studio, chromium: Browser, scheme: Scheme
) -> None:
    ground = "getComputedStyle(document.querySelector('.card')).backgroundColor"
    with Window.opened(chromium, quiet, scheme=scheme) as window:
        light = window.in_mail(ground)
        window.press("Dark")
        window.wait_for_mail(f"{ground} !== '{light}'")
        dark = window.in_mail(ground)
    assert sum(map(int, light[4:-1].split(","))) > 700 > 300 > sum(map(int, dark[4:-1].split(",")))


def test_without_images_none_is_loaded_and_their_descriptions_show(quiet: Studio, chromium: Browser) -> None:
    with Window.opened(chromium, quiet) as window:
        window.wait_for_mail("document.images.length && [...document.images].every(image => image.naturalWidth)")
        loaded: list[str] = []
        window.page.on("requestfinished", lambda request: loaded.append(request.url))
        window.press("Images")
        window.wait_for_mail("document.images.length && [...document.images].every(image => !image.naturalWidth)")
        assert [url for url in loaded if "/images/" in url] == []
        assert window.in_mail("[...document.images].every(image => image.alt && image.getBoundingClientRect().height)")
        assert all("img-src 'none'" in each or "Failed to load" in each for each in window.said)


def test_without_styles_only_what_stands_in_the_elements_is_left(looking: Window) -> None:
    assert looking.in_mail("document.styleSheets.length") > 0
    looking.press("Styles")
    looking.wait_for_mail("document.styleSheets.length === 0")
    assert looking.in_mail("document.querySelector('.card').style.length") > 0


def test_text_source_and_headers_are_those_of_the_message(looking: Window) -> None:
    looking.press("Text")
    expect(looking.page.locator("#text")).to_contain_text(HEADLINE)
    looking.press("Source")
    expect(looking.page.locator("#source")).to_contain_text("cid:")
    source = looking.page.locator("#source").text_content()
    assert source == looking.studio.state("?issue=2021-06")["letter"]["source"]
    looking.press("Headers")
    expect(looking.page.get_by_role("row", name="List-Unsubscribe-Post")).to_contain_text("List-Unsubscribe=One-Click")
    expect(looking.page.locator("#headers")).to_contain_text("multipart/alternative")


def test_the_inbox_line_says_how_much_of_it_a_phone_shows(window: Window) -> None:
    phone = window.page.locator('[data-phone="android"]')
    expect(phone.locator(".subject")).to_have_text("Ny förbundsdirektör, gymnasiepriser 2022 och höstens alla möten")
    expect(phone.locator(".snippet")).to_contain_text("Hej Anna!")
    expect(phone.locator("small")).to_contain_text(" of 63")
    change(issue_of(window.studio.folder), "subject: Ny förbundsdirektör,", "subject: Nytt #")
    expect(phone.locator("small")).to_contain_text("subject whole")


def test_the_mail_is_merged_as_the_person_that_is_chosen(looking: Window) -> None:
    page = looking.page
    page.get_by_role("button", name="Reader").click()
    page.get_by_role("searchbox").fill("ekdunge")
    page.get_by_role("button", name="Göran Ekdunge").click()
    looking.wait_for_mail("document.body.textContent.includes('Hej Göran!')")
    expect(page.locator("#recipient")).to_have_text(f"Göran Ekdunge <{READER}>")
    page.reload()
    expect(page.locator("#reader")).to_have_text("Göran Ekdunge")


def test_the_mail_of_a_list_is_shown_and_a_test_of_it_is_sent(window: Window) -> None:
    with issue_of(window.studio.folder).open("a", encoding="utf-8") as file:
        file.write("\nfor_lists: {kommuner: {intro: Det här läser bara kommunerna.}}\n")
    window.wait_for_version(2)
    page = window.page
    page.get_by_role("button", name="Reader").click()
    page.get_by_role("button", name="The invented reader, on kommuner").click()
    window.wait_for_mail("document.body.textContent.includes('Det här läser bara kommunerna.')")
    expect(page.locator("#reader")).to_have_text("The invented reader, on kommuner")
    page.keyboard.press("p")
    expect(page.locator("#trial-title")).to_have_text("Send a test of issue 2021-06 as kommuner gets it")
    page.keyboard.type("eva@kommun.example")
    page.get_by_role("button", name="Send the test").click()
    expect(page.locator("#outcome")).to_contain_text("Sent")
    (mail,) = (window.studio.folder / ".storsthlm" / "outbox" / "test").glob("*.eml")
    assert b"bara kommunerna" in mail.read_bytes()


def test_a_reader_whose_slot_stays_empty_is_told_as_an_error(window: Window) -> None:
    change(issue_of(window.studio.folder), ' | default("du")', "")
    window.wait_for_version(2)
    page = window.page
    page.get_by_role("button", name="Reader").click()
    page.get_by_role("searchbox").fill("registrator@botkyrka")
    page.keyboard.press("Enter")
    expect(page.locator("#findings-title")).to_have_text("1 error")
    expect(page.locator(".finding.error")).to_contain_text("M101")


def test_another_issue_is_chosen(looking: Window) -> None:
    looking.page.locator("#issue").select_option("2019-12")
    expect(looking.page).to_have_title("2019-12 · storsthlm studio")
    assert looking.page.locator("#issue option").all_text_contents()[0] == "2021-06"


def test_a_finding_leads_to_its_place_in_the_mail(window: Window) -> None:
    spoil(window.studio.folder)
    page = window.page
    page.get_by_role("button", name="Show in the mail").click()
    mark = page.locator("#marks i.words").first
    expect(mark).to_be_in_viewport()
    shown, link = mark.bounding_box(), window.mail.locator(f'a[href="{PLAIN_LINK}"]').bounding_box()
    assert shown is not None
    assert link is not None
    assert abs(shown["x"] - link["x"]) < 6
    assert abs(shown["y"] - link["y"]) < 6
    expect(page.locator("#announcer")).to_have_text("Shown in the mail, section forbundsdirektor")


@pytest.mark.skipif(os.name != "posix", reason="the editor of this test is a shell script")
def test_a_finding_opens_in_the_editor(samples: Story, chromium: Browser, tmp_path: pathlib.Path) -> None:
    editor = tmp_path / "programs" / "code"
    editor.parent.mkdir()
    editor.write_text(f'#!/bin/sh\necho "$2" > {tmp_path}/opened\n', encoding="utf-8")
    editor.chmod(0o755)
    spoil(samples.folder)
    with (
        Studio.opened(samples.folder, "2021-06", path=str(editor.parent)) as studio,
        Window.opened(chromium, studio) as window,
    ):
        place = window.studio.state()["findings"][0]["place"]
        window.page.get_by_role("button", name=f"Open {place}").click()
        expect(window.page.locator("#announcer")).to_have_text(f"Opened {place} in code")
    assert (tmp_path / "opened").read_text(encoding="utf-8") == f"{samples.folder.resolve()}/{place}\n"


def test_where_no_editor_is_the_place_is_copied(samples: Story, chromium: Browser, tmp_path: pathlib.Path) -> None:
    spoil(samples.folder)
    with (
        Studio.opened(samples.folder, "2021-06", path=str(tmp_path)) as studio,
        Window.opened(chromium, studio) as window,
    ):
        window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        place = window.studio.state()["findings"][0]["place"]
        window.page.get_by_role("button", name=f"Open {place}").click()
        expect(window.page.locator(".toast")).to_contain_text("there is no editor")
        assert window.page.evaluate("() => navigator.clipboard.readText()") == place


def test_a_test_is_sent_once_by_a_double_click_and_says_that_it_is_a_rehearsal(window: Window) -> None:
    page = window.page
    window.press("Send a test …")
    expect(page.locator("#transport")).to_contain_text("A rehearsal. It goes to the embedded server")
    page.get_by_label("To", exact=True).fill("eva@kommun.example, bo@kommun.example")
    page.get_by_role("button", name="Send the test").dblclick()
    expect(page.locator("#outcome")).to_contain_text("2 planned: 2 accepted")
    expect(page.locator("#outcome")).to_contain_text("eva@kommun.example accepted")
    assert window.studio.mails() == ["bo@kommun.example.eml", "eva@kommun.example.eml"]
    expect(page.get_by_role("button", name="Sent")).to_be_disabled()


def test_an_address_that_is_none_is_told_and_can_be_mended(window: Window) -> None:
    page = window.page
    window.press("Send a test …")
    page.get_by_label("To", exact=True).fill("eva")
    page.get_by_role("button", name="Send the test").click()
    expect(page.locator("#outcome")).to_contain_text("eva is not an address")
    page.get_by_label("To", exact=True).fill("eva@kommun.example")
    page.get_by_role("button", name="Send the test").click()
    expect(page.locator("#outcome")).to_contain_text("1 accepted")
    assert window.studio.mails() == ["eva@kommun.example.eml"]


ATTACK = """<!doctype html><title>elsewhere</title><body><form id=form method=post enctype="text/plain"
  action="STUDIO/test" target=sink><input name='BODY' value=''></form><iframe name=sink></iframe>
<iframe id=framed src="STUDIO/"></iframe><script>
window.got = [];
const note = (what) => (value) => window.got.push(`${what}: ${value}`);
const body = JSON.stringify(ORDER);
const headers = {"Content-Type": "application/json", "X-Storsthlm-Session": "guessed"};
const read = (path, options) =>
  fetch("STUDIO" + path, options).then((answer) => answer.text()).then(note(path), () => {});
document.getElementById("form").submit();
const tries = [
  read("/state.json"), read("/mail.html"), read("/readers.json?list=kommuner"), read("/events"), read("/studio.js"),
  read("/test", {method: "POST", body, headers}), read("/test", {method: "POST", body, mode: "no-cors"}),
  read("/test", {method: "POST", body, mode: "no-cors", credentials: "include"}),
  read("/open", {method: "POST", body: '{"place": "storsthlm.yaml:1:1"}', mode: "no-cors"}),
];
navigator.sendBeacon("STUDIO/test", body);
const load = (tag, path) => new Promise((resolve) => {
  const element = document.createElement(tag);
  element.onload = () => { note(tag)(path); resolve(); };
  element.onerror = resolve;
  element[tag === "link" ? "href" : "src"] = "STUDIO" + path;
  if (tag === "link") element.rel = "stylesheet";
  document.body.append(element);
});
tries.push(load("img", "/icon.svg"), load("img", "/test"), load("script", "/studio.js"), load("script", "/state.json"),
  load("link", "/studio.css"));
window.done = Promise.all(tries).then(() => new Promise((resolve) => setTimeout(resolve, 500)));
</script>"""


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_foreign_page_can_neither_do_nor_read_anything(quiet: Studio, chromium: Browser, host: str) -> None:
    order = {"attempt": "from-elsewhere", "issue": "2021-06", "addresses": ["eva@kommun.example"]}
    attack = ATTACK.replace("STUDIO", f"http://{host}:{quiet.port}").replace("ORDER", json.dumps(order))
    attack = attack.replace("BODY", json.dumps(order)[:-1] + ', "x": "')
    quiet.state()
    answers: list[tuple[str, int]] = []
    with ForeignSite(attack) as site, Window.opened(chromium, quiet) as window:
        page = window.page.context.new_page()
        page.on("response", lambda answer: answers.append((answer.url, answer.status)))
        page.goto(site.address)
        page.evaluate("() => window.done")
        assert [each for each in page.evaluate("() => window.got") if not each.endswith(": ")] == []
        assert [frame.content() for frame in page.frames[1:] if "studio.js" in frame.content()] == []
    refused = [status for url, status in answers if f":{quiet.port}/" in url]
    assert (set(refused), len(refused) > 1) == ({403}, True), answers  # what CORS hides is not among them
    assert quiet.mails() == []


def test_a_page_of_another_run_says_what_to_do(quiet: Studio, chromium: Browser) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(quiet.address.partition("#")[0])
    expect(page.locator("#empty")).to_contain_text("open the address that the terminal shows")
    context.close()


def test_the_key_does_not_stay_in_the_address(looking: Window) -> None:
    assert looking.page.url == f"http://127.0.0.1:{looking.studio.port}/"
    looking.page.reload()
    looking.wait_for_version(1)


def test_the_address_of_another_run_can_be_put_into_the_same_tab(samples: Story, chromium: Browser) -> None:
    with Studio.opened(samples.folder, "2021-06") as studio, Window.opened(chromium, studio) as window:
        page, port = window.page, str(studio.port)
        page.locator("#issue").select_option("2019-12")
        expect(page).to_have_title("2019-12 · storsthlm studio")
        studio.close()
        with Studio.opened(samples.folder, "2021-06", "--port", port) as other:
            expect(page.locator("#empty")).to_contain_text("open the address that the terminal shows")
            expect(page.locator("aside")).to_be_hidden()
            page.goto(other.address)
            expect(page).to_have_title("2021-06 · storsthlm studio")
            window.said.clear()


def test_the_skip_link_is_not_taken_for_a_key(looking: Window) -> None:
    looking.page.locator(".skip").press("Enter")
    assert looking.page.evaluate("() => document.activeElement.id") == "findings-title"
    looking.page.reload()
    looking.wait_for_version(1)


def test_a_link_that_takes_the_frame_away_brings_the_mail_back_under_its_policy(window: Window) -> None:
    elsewhere = "http://127.0.0.1:1/seen.png"
    template = window.studio.folder / "templates/standard/mail.html"
    change(template, "</body>", f'<p><a id="away" href="/away">x</a></p><img id="seen" src="{elsewhere}"></body>')
    window.wait_for_mail("document.getElementById('away')")
    asked: list[str] = []
    window.page.on("requestfailed", lambda request: asked.append(f"{request.url} {request.failure}"))
    with window.page.expect_request("**/frame.html"):
        window.mail.locator("#away").click()
    window.wait_for_mail("document?.location.pathname === '/frame.html' && document.getElementById('away')")
    change(template, "</body>", "<p id=after></p></body>")
    window.wait_for_mail("document.getElementById('after')")
    assert [each for each in asked if elsewhere in each and "csp" not in each] == []
    window.said.clear()  # the browser says that it has blocked something


def test_a_hidden_tab_needs_no_connection_and_knows_all_when_it_is_seen(window: Window) -> None:
    hide = """(hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    tabs = [window.page, *(window.page.context.new_page() for _ in range(7))]
    for tab in tabs:
        tab.goto(window.studio.address)
        expect(tab.locator("#subject")).to_contain_text("Ny förbundsdirektör")
        tab.evaluate(hide, True)
    change(issue_of(window.studio.folder), "subject: Ny", "subject: En ny")
    tabs[0].evaluate(hide, False)
    expect(tabs[0].locator("#subject")).to_contain_text("En ny förbundsdirektör")
    expect(tabs[1].locator("#subject")).not_to_contain_text("En ny")


def test_an_issue_that_is_deleted_while_it_is_shown_stays_named(window: Window) -> None:
    window.page.locator("#issue").select_option("2019-12")
    expect(window.page).to_have_title("2019-12 · storsthlm studio")
    shutil.rmtree(issue_of(window.studio.folder).parents[1] / "2019-12")
    expect(window.page.locator("#findings")).to_contain_text("there is no issue 2019-12")
    expect(window.page.locator("#issue")).to_have_value("2019-12")
    expect(window.page.locator("#stale")).to_be_visible()
    expect(window.page.locator("#live")).to_have_text("Follows your changes")


def test_a_test_whose_answer_is_lost_is_the_same_attempt_when_it_is_pressed_again(window: Window) -> None:
    page = window.page
    window.press("Send a test …")
    page.get_by_label("To", exact=True).fill("eva@kommun.example")
    page.route("**/test", lambda route: route.abort())
    with page.expect_request("**/test") as first:
        page.get_by_role("button", name="Send the test").click()
    expect(page.locator("#outcome")).to_contain_text("The studio does not answer")
    page.unroute("**/test")
    with page.expect_request("**/test") as again:
        page.get_by_role("button", name="Send the test").click()
    expect(page.locator("#outcome")).to_contain_text("1 accepted")
    assert again.value.post_data == first.value.post_data
    window.said.clear()  # the browser says that the first one failed


def test_what_is_chosen_shows_in_colours_of_the_systems_choice(quiet: Studio, chromium: Browser) -> None:
    ground = "each => getComputedStyle(each).backgroundColor"
    with Window.opened(chromium, quiet) as window:
        window.page.emulate_media(forced_colors="active")
        grounds = [window.page.get_by_role("button", name=name).evaluate(ground) for name in ("640", "375")]
        meter = window.page.locator("#gauge i").evaluate(ground), window.page.locator("#gauge").evaluate(ground)
    assert grounds[0] != grounds[1]
    assert meter[0] != meter[1]


def test_no_script_of_a_mail_runs(window: Window) -> None:
    template = window.studio.folder / "templates/standard/mail.html"
    change(template, "</body>", '<p id="evil" onclick="top.evil = 1">x</p><img src="x" onerror="top.evil = 1"></body>')
    window.wait_for_mail("document.getElementById('evil')")
    window.mail.locator("#evil").click()
    assert window.page.evaluate("() => window.evil") is None
    window.said.clear()  # the browser says that it has blocked something


def test_all_is_done_with_the_keyboard(window: Window) -> None:
    spoil(window.studio.folder)
    window.wait_for_version(2)
    page = window.page
    page.keyboard.press("2")
    assert window.in_mail("document.documentElement.clientWidth") == 375
    page.keyboard.press("j")
    expect(page.locator("#marks i").first).to_be_in_viewport()
    assert page.evaluate("() => document.activeElement.textContent") == "Show in the mail"
    page.keyboard.press("t")
    expect(page.locator("#text")).to_be_visible()
    page.keyboard.press("m")
    page.keyboard.press("r")
    page.keyboard.type("ekdunge")
    expect(page.locator("#count")).to_have_text("1 person")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    window.wait_for_mail("document.body.textContent.includes('Hej Göran!')")
    page.keyboard.press("p")
    page.keyboard.type("eva@kommun.example")
    page.keyboard.press("Escape")
    expect(page.locator("#trial")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()
    page.get_by_label("Shortcuts of one key are on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    expect(page.locator("#text")).to_be_hidden()


def test_everything_can_be_reached_by_tab_and_shows_its_focus(window: Window) -> None:
    spoil(window.studio.folder)
    window.wait_for_version(2)
    page = window.page
    wanted = set(page.locator("body > header button, body > header select, .tools button, .finding button").all())
    reached = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """() => {
              const here = document.activeElement;
              if (here === document.body) return null;
              const style = getComputedStyle(here);
              const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
              const seen = ringed || here.tagName === "IFRAME";
              return [here.outerHTML.slice(0, 200), seen];
            }"""
        )
        if focused is None:
            break
        assert focused[1], focused[0]
        reached.add(focused[0])
    assert len(reached) >= len(wanted)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_and_in_its_dialogs(samples: Story, chromium: Browser, scheme: Scheme) -> None:
    spoil(samples.folder)
    change(issue_of(samples.folder), "category: social #", "category: sociall #")
    options = {"runOnly": {"type": "tag", "values": list(REQUIRED)}, "iframes": False, "resultTypes": ["violations"]}
    found = []
    with Studio.opened(samples.folder, "2021-06") as studio:
        for width in (1280, 900, 375):
            with Window.opened(chromium, studio, scheme=scheme, width=width) as window:
                page = window.page
                page.evaluate(AXE)
                for keys in ("m", "t", "u", "h", "r", "p", "?") if width == 1280 else ("m", "r"):
                    page.keyboard.press(keys)
                    page.wait_for_timeout(50)
                    violations = page.evaluate("options => axe.run(options).then((told) => told.violations)", options)
                    found += [
                        f"{width} {keys}: {rule['id']} at {node['target'][0]}: {node['failureSummary']}"
                        for rule in violations
                        for node in rule["nodes"]
                    ]
                    page.keyboard.press("Escape")
    assert found == []


@pytest.mark.parametrize("width", [1280, 900, 375])
def test_the_page_never_scrolls_sideways(quiet: Studio, chromium: Browser, width: int) -> None:
    with Window.opened(chromium, quiet, width=width) as window:
        for name in ("320", "375", "640", "Desktop", "Text", "Source", "Headers"):
            window.press(name)
            assert window.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), name
