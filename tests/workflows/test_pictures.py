"""Where the images of an issue are looked for: its own folder, and for portraits the directory's."""

from __future__ import annotations

import email
import io
import pathlib

import pytest
from PIL import Image

from storsthlm_cli.images import PreparedImage
from storsthlm_cli.model.errors import Failure
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
    assert codes(validation) == ["I108", "I114", "I114", "I106"]
    assert validation.images.keys() == {NAME, "images/a.png"}
    facts = validation.images[NAME]
    assert isinstance(facts, ImageFacts)
    assert (facts.width, facts.height, facts.format) == (30, 60, "JPEG")
    assert validation.issue is not None
    prepared = prepare_images(shows, validation, validation.issue, 576)
    assert {name: (image.width, image.height) for name, image in prepared.items()} == {
        NAME: (30, 38),
        "images/a.png": (40, 20),
    }
    assert facts.weight == len(prepared[NAME].data)


def test_of_each_picture_it_is_known_how_wide_it_is_and_could_be(collage: Workspace, story: Story) -> None:
    story.change(ISSUE, "{file: images/a.jpg, form: wide", "{file: images/b.jpg, form: portrait")
    draw(story.folder / "issues/2021-06/images/b.jpg", (2000, 1000))
    known = validated(collage).images
    widths = {name: (each.pixels, each.room) for name, each in known.items() if isinstance(each, ImageFacts)}
    # four squares of 100 pixels with the gap, 4:5 of what is 1000 pixels high, and files that are not shown as such
    assert widths == {COLLAGE: (204, 400), "images/b.jpg as portrait top": (600, 300)} | dict.fromkeys(FOUR, (0, 0))


def test_no_copy_that_leaves_has_the_notes_of_a_camera(collage: Workspace, story: Story) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Kameratillverkaren"
    exif[0x8825] = {1: "N", 2: (59.0, 19.0, 30.0)}
    for file in FOUR:
        Image.new("RGB", (1200, 600)).save(story.folder / "issues/2021-06" / file, exif=exif)
    assert codes(validated(collage)).count("I115") == 5
    story.change("storsthlm.yaml", "web:\n", "web:\n  archive_url: https://kommun.example/brev\n")
    assert story.run("preview", "--output", "build").code == 0
    assert story.run("archive", "--output", "site").code == 0
    mail = email.message_from_bytes((story.folder / "build/issue.eml").read_bytes())
    copies = [part.get_payload(decode=True) for part in mail.walk() if part.get_content_maintype() == "image"]
    copies += [path.read_bytes() for path in (story.folder / "site").rglob("*.jpg")]
    assert len(copies) == 4
    for copy in copies:
        assert isinstance(copy, bytes)
        assert not Image.open(io.BytesIO(copy)).getexif()
        assert b"Kamera" not in copy


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
    assert codes(validation) == ["I107", "I114", "I106"]


FOUR = [f"images/{name}.jpg" for name in "abcd"]
COLLAGE = f"collage of {', '.join(FOUR)}"


@pytest.fixture
def collage(story: Story) -> Workspace:
    """Give a workspace whose issue shows a collage, and one of its pictures once more, cut."""
    story.change(
        ISSUE,
        BODY,
        f"    body:\n      - image: {{collage: [{', '.join(FOUR)}], alt: a, credit: b}}\n"
        "      - image: {file: images/a.jpg, form: wide, focus: top, alt: a, credit: b}\n",
    )
    for file in FOUR:
        draw(story.folder / "issues/2021-06" / file, (200, 100))
    workspace = open_workspace(story.folder, {})
    story.write(design_settings(workspace), "image_width: 576\n")
    return workspace


def design_settings(workspace: Workspace) -> str:
    return f"templates/{workspace.settings.newsletter.design}/design.yaml"


def prepared_of(workspace: Workspace) -> dict[str, PreparedImage]:
    validation = validated(workspace)
    assert validation.issue is not None
    return prepare_images(workspace, validation, validation.issue, 576)


def test_a_collage_is_one_image_and_its_files_are_looked_at_each(collage: Workspace) -> None:
    validation = validated(collage)
    assert codes(validation) == ["I114", "I114"]
    assert validation.images.keys() == {*FOUR, COLLAGE, "images/a.jpg as wide top"}
    whole = validation.images[COLLAGE]
    assert isinstance(whole, ImageFacts)
    prepared = prepared_of(collage)
    assert prepared.keys() == {COLLAGE, "images/a.jpg as wide top"}
    assert ((whole.width, whole.height), whole.weight) == (prepared[COLLAGE].pixels, len(prepared[COLLAGE].data))
    assert (prepared["images/a.jpg as wide top"].width, prepared["images/a.jpg as wide top"].height) == (178, 100)


def test_a_collage_that_lacks_a_picture_is_not_shown(collage: Workspace, story: Story) -> None:
    (story.folder / "issues/2021-06/images/c.jpg").unlink()
    validation = validated(collage)
    assert codes(validation) == ["I101", "I114"]
    assert COLLAGE not in validation.images
    assert COLLAGE not in prepared_of(collage)


def test_an_image_that_goes_away_meanwhile_is_a_failure(collage: Workspace, story: Story) -> None:
    validation = validated(collage)
    assert validation.issue is not None
    (story.folder / "issues/2021-06/images/c.jpg").unlink()
    with pytest.raises(Failure, match=r"image `collage of .*` is missing"):
        prepare_images(collage, validation, validation.issue, 576)


def test_what_was_made_is_kept_in_the_folder_of_the_tool(collage: Workspace, story: Story) -> None:
    first = prepared_of(collage)
    kept = sorted((story.folder / ".storsthlm/cache/images").iterdir())
    assert len(kept) == 1 + len(first)  # the four files have the same content, and so the same facts
    times = [path.stat().st_mtime_ns for path in kept]
    assert prepared_of(collage) == first
    assert [path.stat().st_mtime_ns for path in kept] == times


def test_a_cache_that_cannot_be_written_is_done_without(collage: Workspace, story: Story) -> None:
    story.write(".storsthlm", "a file in the place of the folder\n")
    assert len(prepared_of(collage)) == 2


def test_a_design_that_cannot_be_read_is_told_by_the_checks_too(collage: Workspace, story: Story) -> None:
    story.write(design_settings(collage), "image_width: bred\n")
    with pytest.raises(Failure, match="the settings of design `tiny` cannot be read"):
        validated(collage)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name: tiny", "name: tinny", "no design `tinny`"),
        ("name: tiny", 'name: plain\n  colours: {acent: "#123456"}', "the design `plain` has no colour `acent`"),
        ("name: tiny", "name: tiny\n  logo: brand/gone.png", "the logo `brand/gone.png` is missing"),
    ],
)
def test_looks_that_no_mail_can_have_are_told_by_validate(story: Story, old: str, new: str, message: str) -> None:
    story.change("storsthlm.yaml", old, new)
    result = story.run("validate")
    assert result.code == 2
    assert message in result.err


def test_a_design_leaves_the_site_s_colours_alone(story: Story) -> None:
    story.change("storsthlm.yaml", "name: tiny", 'name: plain\n  colours: {accent: "#5B2A6F"}')
    assert story.run("validate").code == 0
    assert story.run("preview", "--output", "build").code == 0


def with_logo(story: Story, file: str) -> Workspace:
    story.change("storsthlm.yaml", "design:\n", f"design:\n  logo: {file}\n")
    return open_workspace(story.folder, {})


def test_the_logo_is_prepared_with_the_images_and_keeps_its_transparency(story: Story) -> None:
    workspace = with_logo(story, "brand/logo.png")
    path = story.folder / "brand/logo.png"
    path.parent.mkdir()
    Image.new("RGBA", (1200, 300), (0, 0, 0, 0)).save(path)
    (name, logo), *others = prepared_of(workspace).items()
    assert (name, others) == ("logo", [])
    assert (logo.media_type, logo.width, logo.height, logo.pixels) == ("image/png", 280, 70, (560, 140))
    assert Image.open(io.BytesIO(logo.data)).convert("RGBA").getchannel("A").getextrema() == (0, 0)


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("brand/finns-inte.png", "is missing"),
        ("../logo.png", "lies outside of the folder that it belongs into"),
        ("storsthlm.yaml", "is not a readable JPEG or PNG image"),
        ("logo.svg", "is of the format SVG, which not every mail program shows"),
    ],
)
def test_a_logo_that_cannot_be_used_is_one_failure_that_names_the_setting(story: Story, file: str, why: str) -> None:
    workspace = with_logo(story, file)
    draw(story.folder.parent / "logo.png")
    story.write("logo.svg", "<svg></svg>\n")
    with pytest.raises(Failure) as caught:
        prepared_of(workspace)
    assert caught.value.message == f"the logo `{file}` {why}"
    assert "`design.logo` in `storsthlm.yaml`" in (caught.value.hint or "")
