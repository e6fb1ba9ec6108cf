"""`storsthlm preview --screenshots`: the mail as pictures."""

from __future__ import annotations

import json
import pathlib
import struct

import pytest

from tests.browser.machine import allow
from tests.stories.conftest import Story

WIDTHS = (320, 375, 640, 1000)


@pytest.mark.browser
def test_a_picture_is_taken_at_every_width_in_light_and_in_dark(
    samples: Story, installed: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow(installed, monkeypatch)
    result = samples.run("preview", "2021-06", "--screenshots", "shots", "--json")
    assert (result.code, result.err) == (0, "")
    told = json.loads(result.out)["screenshots"]
    assert [(shot["width"], shot["scheme"]) for shot in told] == [(w, s) for w in WIDTHS for s in ("light", "dark")]
    pictures = [(samples.folder / shot["file"]).read_bytes() for shot in told]
    assert (samples.folder / "shots" / "2021-06-375-dark.png").read_bytes() == pictures[3]
    sizes = [struct.unpack(">II", picture[16:24]) for picture in pictures]
    assert [width for width, _ in sizes] == [width for width in WIDTHS for _ in "12"]
    assert all(height > 2000 for _, height in sizes)
    assert len(set(pictures)) == len(pictures)


@pytest.mark.browser
def test_the_paths_are_told_and_a_bar_is_shown_on_a_terminal(
    story: Story, installed: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow(installed, monkeypatch)
    plain = story.run("preview", "--screenshots", "shots")
    assert plain.out.splitlines()[0] == str(pathlib.Path("shots") / "2021-06-320-light.png")
    assert plain.err == "issue 2021-06: no findings, 8 pictures\n"
    assert "screenshots" in story.run("preview", "--screenshots", "shots", terminal=True).err


@pytest.mark.browser
def test_a_folder_that_cannot_be_written_is_named(
    story: Story, installed: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow(installed, monkeypatch)
    story.write("shots", "a file, not a folder")
    result = story.run("preview", "--screenshots", "shots")
    assert result.code == 2
    assert result.err.startswith("error: cannot write the screenshots to `shots`: ")


def test_without_a_browser_the_way_out_is_said(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORSTHLM_CHROMIUM", str(story.folder / "none"))
    result = story.run("preview", "--screenshots", "shots")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"error: `STORSTHLM_CHROMIUM` names `{story.folder / 'none'}`, which is no program\n"
        "   = help: correct it, or unset it\n"
    )


def test_files_and_pictures_are_two_wishes(story: Story) -> None:
    result = story.run("preview", "--screenshots", "shots", "--output", "build")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: `--output` and `--screenshots` do not go together\n")
