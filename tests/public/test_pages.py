from __future__ import annotations

import dataclasses
import pathlib
import re

import pytest

from storsthlm_cli.model.contrast import contrast
from storsthlm_cli.model.leaving import Standing
from storsthlm_cli.public.looks import looks_of
from storsthlm_cli.public.pages import Pages
from storsthlm_cli.public.words import ENGLISH, SWEDISH
from storsthlm_cli.workflows.appearance import appearance_of
from storsthlm_cli.workflows.workspace import open_workspace
from tests.stories.conftest import Story

STANDINGS = {
    "ask": Standing(list="Ledningen"),
    "one-list": Standing(),
    "left": Standing(list="Ledningen", left=True, may_return=True),
    "left-by-others": Standing(left=True),
    "left-list": Standing(list="Ledningen", left_list=True, may_return=True),
    "left-list-unnamed": Standing(left_list=True, may_return=True),
    "test": Standing(test=True),
}


def pages_of(story: Story) -> Pages:
    workspace = open_workspace(story.folder, {})
    return Pages(workspace.settings.newsletter, looks_of(appearance_of(workspace)))


@pytest.mark.parametrize("name", STANDINGS)
def test_each_page_says_which_newsletter_and_has_all_of_its_words(story: Story, name: str) -> None:
    page = pages_of(story).standing(STANDINGS[name])
    assert "Nyhetsbrevet" in page
    assert not re.search(r"\{(name|list|contact|mail)\}", page)
    assert page.count("<h1>") == 1


def test_it_is_at_once_only_where_it_is(story: Story) -> None:
    pages = pages_of(story)
    apart = dataclasses.replace(pages, at_once=False)
    assert "Det gäller genast." in pages.standing(STANDINGS["ask"])
    assert "Det gäller från och med nu;" in pages.standing(STANDINGS["left"])
    for name in STANDINGS:
        assert "Det gäller" not in apart.standing(STANDINGS[name])
    assert "Ett brev som redan är på väg kan hinna fram." in apart.standing(STANDINGS["left"])


def test_text_of_the_settings_is_never_markup(story: Story) -> None:
    story.change("storsthlm.yaml", "name: Nyhetsbrevet", 'name: "<b>Brev</b> {name} & {0}"')
    page = pages_of(story).standing(Standing(list="<i>{mail}</i>"))
    assert "&lt;b&gt;Brev&lt;/b&gt; {name} &amp; {0}" in page
    assert "&lt;i&gt;{mail}&lt;/i&gt;" in page
    assert "<b>" not in page


def test_the_policy_allows_the_style_sheet_of_the_page_and_no_other(story: Story) -> None:
    import base64
    import hashlib

    pages = pages_of(story)
    (sheet,) = re.findall("<style>(.*?)</style>", pages.unknown(), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in pages.looks.policy
    assert "style=" not in pages.unknown()


def test_colours_and_fonts_of_the_newsletter_are_those_of_the_pages(samples: Story) -> None:
    text = (samples.folder / "storsthlm.yaml").read_text(encoding="utf-8")
    more = '  fonts: Georgia, serif\n  colours: {accent: "#123123"}\n  logo: brand/logo.png'
    (samples.folder / "storsthlm.yaml").write_text(re.sub(r"  logo: brand/logo\.png.*", more, text), encoding="utf-8")
    page = pages_of(samples).unknown()
    assert "--accent: #123123;" in page
    assert "--fonts: Georgia, serif;" in page
    assert 'src="data:image/png;base64,' in page


def test_text_can_be_read_on_its_ground(story: Story) -> None:
    colours = appearance_of(open_workspace(story.folder, {})).colours
    pairs = [("on_accent", "accent"), ("text", "card"), ("muted", "card"), ("muted", "ground"), ("link", "ground")]
    dark = [(f"{text}_dark", f"{ground}_dark") for text, ground in pairs]
    for text, ground in (*pairs, *dark, ("on_accent_dark", "button_dark"), ("text", "soft")):
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


def test_both_languages_say_the_same_things() -> None:
    for name in SWEDISH.__slots__:
        ours, theirs = getattr(SWEDISH, name), getattr(ENGLISH, name)
        if hasattr(ours, "lines"):
            ours, theirs = " ".join((ours.heading, *ours.lines)), " ".join((theirs.heading, *theirs.lines))
        assert set(re.findall(r"\{\w+\}", ours)) == set(re.findall(r"\{\w+\}", theirs)), name


@pytest.mark.judge
def test_the_checker_of_html_has_nothing_against_a_page(
    story: Story, java: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    from tests.judges.checker import complaints

    pages, files = pages_of(story), []
    for name, standing in STANDINGS.items():
        files.append(tmp_path / f"{name}.html")
        # Newer words of CSS than the packed checker knows, each with one before it that every browser takes.
        page = re.sub(r' content: "✓" / "";| min-height: 100svh;', "", pages.standing(standing))
        files[-1].write_text(page, encoding="utf-8")
    assert complaints(java, files) == {}
