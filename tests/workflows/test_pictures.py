"""Where the images of an issue are looked for: its own folder, and for portraits the directory's."""

from __future__ import annotations

import pathlib

import pytest
from PIL import Image

from storsthlm_cli.model.evidence import ImageFacts, ImageProblem
from storsthlm_cli.workflows.pictures import prepare_images
from storsthlm_cli.workflows.validating import Validation, validate
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
PEOPLE = "directory/people.yaml"
BODY = "    body: |\n      Vi ses i **augusti**, hälsar\n      [kansliet](https://kommun.example/moten).\n"
NAME = "portrait of asa-ek"


def draw(path: pathlib.Path, size: tuple[int, int] = (40, 20)) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size).save(path)


@pytest.fixture
def shows(story: Story) -> Workspace:
    """Give a workspace whose issue shows somebody's portrait, a file, and a picture that is lost."""
    story.change(
        ISSUE,
        BODY,
        "    body:\n      - image: {portrait: asa-ek}\n      - image: {file: images/a.png, alt: a, credit: b}\n"
        "      - image: {file: saknas, alt: c}\n",
    )
    story.change(PEOPLE, "  name: Åsa Ek\n", "  name: Åsa Ek\n  portrait: portraits/asa.jpg\n  credit: Bo Al\n")
    draw(story.folder / "issues/2021-06/images/a.png")
    return open_workspace(story.folder, {})


def validated(workspace: Workspace) -> Validation:
    return validate(workspace, None)


def codes(validation: Validation) -> list[str]:
    return [finding.code for finding in validation.findings]


def test_a_portrait_is_found_in_the_folder_of_the_directory(shows: Workspace, story: Story) -> None:
    draw(story.folder / "directory/portraits/asa.jpg", (30, 60))
    validation = validated(shows)
    assert codes(validation) == ["I108", "I106"]
    assert validation.images.keys() == {NAME, "images/a.png"}
    facts = validation.images[NAME]
    assert isinstance(facts, ImageFacts)
    assert (facts.width, facts.height, facts.format) == (30, 60, "JPEG")
    assert validation.issue is not None
    prepared = prepare_images(shows, validation, validation.issue, 576)
    assert {name: (image.width, image.height) for name, image in prepared.items()} == {
        NAME: (30, 60),
        "images/a.png": (40, 20),
    }


def test_a_portrait_is_not_looked_for_in_the_folder_of_the_issue(shows: Workspace, story: Story) -> None:
    draw(story.folder / "issues/2021-06/portraits/asa.jpg")
    validation = validated(shows)
    assert validation.images[NAME] is ImageProblem.MISSING
    assert "I101" in codes(validation)
    assert validation.issue is not None
    assert prepare_images(shows, validation, validation.issue, 576).keys() == {"images/a.png"}


@pytest.mark.parametrize("path", ["../lists/asa.jpg", "../../asa.jpg", "../issues/2021-06/images/a.png"])
def test_a_portrait_may_not_leave_the_folder_of_the_directory(shows: Workspace, story: Story, path: str) -> None:
    story.change(PEOPLE, "portraits/asa.jpg", path)
    draw(story.folder / "directory" / path)
    validation = validated(shows)
    assert validation.images[NAME] is ImageProblem.OUTSIDE
    assert "I102" in codes(validation)
    assert validation.issue is not None
    assert NAME not in prepare_images(shows, validation, validation.issue, 576)


def test_an_absolute_path_to_a_portrait_leads_out_too(shows: Workspace, story: Story) -> None:
    draw(story.folder / "asa.jpg")
    story.change(PEOPLE, "portraits/asa.jpg", (story.folder / "asa.jpg").as_posix())
    assert validated(shows).images[NAME] is ImageProblem.OUTSIDE


def test_somebody_without_a_portrait_is_nowhere_looked_for(shows: Workspace, story: Story) -> None:
    story.change(PEOPLE, "  portrait: portraits/asa.jpg\n", "")
    validation = validated(shows)
    assert validation.images.keys() == {"images/a.png"}
    assert codes(validation) == ["I107", "I106"]
