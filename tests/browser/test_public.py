"""The page of the way out in a real browser: its buttons work under its own policy, and everybody can read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from storsthlm_cli.workflows.workspace import open_workspace
from tests.browser.studio import Scheme
from tests.judges.window import AXE, REQUIRED
from tests.public.conftest import ANNA, sent_from, suppressed, token_of
from tests.public.running import PATIENCE, Server
from tests.stories.conftest import Story

pytestmark = pytest.mark.browser


@pytest.fixture
def address(story: Story) -> Iterator[str]:
    """Give the address in Anna's mail, at a running server."""
    workspace = sent_from(story)
    with Server.opened(story.folder) as server:
        yield f"http://127.0.0.1:{server.port}/av/{token_of(workspace, ANNA)}"


def test_the_buttons_leave_and_take_back(story: Story, address: str, chromium: Browser) -> None:
    said: list[str] = []
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.on("console", lambda message: said.append(message.text))
    workspace = open_workspace(story.folder, {})
    page.goto(address)
    assert suppressed(workspace) == set()
    for button, heading, gone in (
        ("Lämna bara listan ”Kommunernas <ledning>”", "Du har lämnat listan", {(ANNA, "kommuner")}),
        ("Ångra", "Välkommen tillbaka", set()),
        ("Sluta få alla brev", "Du är avregistrerad", {(ANNA, "")}),
        ("Ångra", "Välkommen tillbaka", set()),
    ):
        page.get_by_role("button", name=button, exact=True).click()
        page.get_by_role("heading", name=heading).wait_for()
        assert suppressed(workspace) == gone
    assert context.cookies() == []
    context.close()
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(address: str, chromium: Browser, scheme: Scheme) -> None:
    found: list[str] = []
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(address)
    found += _faults(page)
    for button in ("Sluta få alla brev", "Ångra", "Lämna bara listan ”Kommunernas <ledning>”"):
        page.get_by_role("button", name=button, exact=True).click()
        found += _faults(page)
    page.goto(f"{address}x")
    found += _faults(page)
    context.close()
    assert found == []


def _faults(page: Page) -> list[str]:
    options = {"runOnly": {"type": "tag", "values": [*REQUIRED, "best-practice"]}, "resultTypes": ["violations"]}
    found = []
    for width in (320, 640, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(AXE)
        for rule in page.evaluate("options => axe.run(options).then((told) => told.violations)", options):
            found += [
                f"{width}: {rule['id']} at {node['target'][0]}: {node['failureSummary']}" for node in rule["nodes"]
            ]
        if page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{width}: scrolls sideways")
        small = (
            "() => [...document.querySelectorAll('button')].filter(b => b.getBoundingClientRect().height < 44).length"
        )
        if page.evaluate(small):
            found.append(f"{width}: a button is small")
    return found
