from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.model.evidence import ImageFacts, ImageProblem

Finds = Callable[..., list[Mapping[str, str]]]


def shown(file: str = "a.png", rest: str = "credit: b") -> str:
    return f"kind: notice\nheadline: a\nbody:\n  - image: {{file: {file}, alt: b, {rest}}}"


def facts(kind: str) -> ImageFacts:
    return ImageFacts(600, 400, kind, 1000)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_readable_image_with_a_credit_is_fine(finds: Finds, kind: str) -> None:
    finds(shown(), images={"a.png": facts(kind)})


@pytest.mark.parametrize(
    ("code", "problem"),
    [("I101", ImageProblem.MISSING), ("I102", ImageProblem.OUTSIDE), ("I103", ImageProblem.UNREADABLE)],
)
def test_an_image_that_cannot_be_shown_is_an_error(finds: Finds, code: str, problem: ImageProblem) -> None:
    (arguments,) = finds(shown("«../a.png»"), f"{code} error", images={"../a.png": problem})
    assert arguments == {"file": "../a.png", "name": ""}


def test_an_image_of_which_only_the_source_is_known_is_a_remark(finds: Finds) -> None:
    finds(shown("«a.png»", "source: Arkivet"), "I105 info", images={"a.png": facts("PNG")})


def test_an_image_without_photographer_or_source_is_warned_about(finds: Finds) -> None:
    finds(shown("«a.png»", "caption: c"), "I105 warning", images={"a.png": facts("PNG")})


def test_images_in_items_are_judged_too(finds: Finds) -> None:
    text = "kind: notice\nheadline: a\nbody:\n  - item: {body: [{image: {file: «a.png», alt: b, credit: c}}]}"
    finds(text, "I101 error", images={"a.png": ImageProblem.MISSING})


def test_an_image_that_nobody_has_looked_for_is_not_called_missing(finds: Finds) -> None:
    finds(shown())


def portrait(key: str = "«tuva-lind»", rest: str = "") -> str:
    return f"kind: notice\nheadline: a\nbody:\n  - image: {{portrait: {key}{rest}}}"


def person(rest: str) -> str:
    return f"tuva-lind: {{name: Tuva Lind{rest}}}\n"


PORTRAYED = ", portrait: portraits/tuva.jpg, credit: Bo Al, consent: 2021-06-21"


def test_a_portrait_with_credit_and_consent_is_fine(finds: Finds) -> None:
    finds(portrait("tuva-lind"), people=person(PORTRAYED))
    finds(portrait("tuva-lind"), people=person(PORTRAYED), images={"portrait of tuva-lind": facts("JPEG")})


def test_somebody_without_a_portrait_cannot_be_shown_and_that_is_all_there_is_to_say(finds: Finds) -> None:
    (arguments,) = finds(portrait(), "I107 error", people=person(""))
    assert arguments == {"name": "Tuva Lind"}


def test_the_portrait_of_somebody_unknown_is_only_an_unknown_reference(finds: Finds) -> None:
    (arguments,) = finds(portrait("«tuva-lund»"), "S027 error", people=person(PORTRAYED))
    assert arguments == {"what": "person", "key": "tuva-lund", "nearest": "tuva-lind"}


def test_a_portrait_needs_a_consent_that_is_not_younger_than_the_issue(finds: Finds) -> None:
    for consent in ("", ", consent: 2021-06-22"):
        (arguments,) = finds(portrait(), "I108 warning", people=person(f", portrait: a.jpg, credit: Bo Al{consent}"))
        assert arguments == {"name": "Tuva Lind"}


def test_a_portrait_without_a_credit_in_directory_or_issue_is_warned_about(finds: Finds) -> None:
    bare = person(", portrait: a.jpg, consent: 2021-01-01")
    (arguments,) = finds(portrait(), "I105 warning", people=bare)
    assert arguments == {"file": "portrait of tuva-lind", "source": ""}
    finds(portrait("tuva-lind", ", credit: Bo Al"), people=bare)
    finds(portrait("«tuva-lind»", ", source: Arkivet"), "I105 info", people=bare)


@pytest.mark.parametrize(
    ("code", "problem"),
    [("I101", ImageProblem.MISSING), ("I102", ImageProblem.OUTSIDE), ("I103", ImageProblem.UNREADABLE)],
)
def test_a_portrait_that_cannot_be_shown_is_told_with_its_file_and_its_person(
    finds: Finds, code: str, problem: ImageProblem
) -> None:
    images = {"portrait of tuva-lind": problem}
    (arguments,) = finds(portrait(), f"{code} error", people=person(PORTRAYED), images=images)
    assert arguments == {"file": "directory/portraits/tuva.jpg", "name": "Tuva Lind"}


def test_a_lost_picture_is_tolerable_in_a_draft_and_an_error_when_sending(finds: Finds) -> None:
    finds(shown("«saknas»", "credit: c"), "I106 warning")
    finds(shown("«saknas»", "credit: c"), "I106 error", sending=True)


def test_the_words_of_a_lost_picture_are_known_and_may_lack_a_name(finds: Finds) -> None:
    words = "caption: Elever i Nacka"
    lost = collage("a, «saknas», c, d", words).replace("collage", "«collage»")
    (arguments, _) = finds(lost, "I105 warning", "I106 warning")
    assert arguments == {"file": "Elever i Nacka", "source": ""}
    finds(lost.replace(words, "people: [tuva-lind]"), "I105 warning", "I106 warning")
    finds(shown("«saknas»", f"{words}, credit: c"), "I106 warning")
    finds(shown("«saknas»", "form: wide"), "I106 warning")


@pytest.mark.parametrize(
    ("problem", "wanted"),
    [
        (ImageProblem.WEBP, "JPEG"),
        (ImageProblem.AVIF, "JPEG"),
        (ImageProblem.HEIC, "JPEG"),
        (ImageProblem.TIFF, "JPEG"),
        (ImageProblem.SVG, "PNG"),
        (ImageProblem.GIF, "PNG"),
        (ImageProblem.APNG, "PNG"),
    ],
)
def test_an_image_of_another_format_is_told_by_its_name(finds: Finds, problem: ImageProblem, wanted: str) -> None:
    (arguments,) = finds(shown("«a.jpg»"), "I109 error", images={"a.jpg": problem})
    assert arguments == {"file": "a.jpg", "name": "", "format": problem.value, "wanted": wanted}
    people = person(PORTRAYED)
    (arguments,) = finds(portrait(), "I109 error", people=people, images={"portrait of tuva-lind": problem})
    assert (arguments["file"], arguments["name"]) == ("directory/portraits/tuva.jpg", "Tuva Lind")


def collage(files: str, rest: str = "credit: b") -> str:
    return f"kind: notice\nheadline: a\nbody:\n  - image: {{collage: [{files}], alt: b, {rest}}}"


def test_what_is_wrong_with_one_picture_of_a_collage_is_told_there(finds: Finds) -> None:
    images = {"a": facts("JPEG"), "b": ImageProblem.MISSING, "c": facts("JPEG"), "d": ImageProblem.WEBP}
    found = finds(collage("a, «b», c, «d»"), "I101 error", "I109 error", images=images)
    assert [arguments["file"] for arguments in found] == ["b", "d"]


def test_a_collage_without_a_credit_is_warned_about_once(finds: Finds) -> None:
    text = collage("a, b, c, d", "caption: e").replace("collage", "«collage»")
    (arguments,) = finds(text, "I105 warning")
    assert arguments == {"file": "collage", "source": ""}


def test_the_lost_pictures_of_a_collage_are_pointed_at(finds: Finds) -> None:
    finds(collage("a, «saknas», c, «saknas»"), "I106 warning", "I106 warning")


def weighing(*weights: int) -> Mapping[str, ImageFacts]:
    return {
        f"{name}.png": ImageFacts(600, 400, "PNG", 1, weight) for name, weight in zip("abcdef", weights, strict=False)
    }


def test_a_heavy_image_is_warned_about(finds: Finds) -> None:
    finds(shown(), images=weighing(200_000))
    (arguments,) = finds(shown("«a.png»"), "I111 warning", images=weighing(312_400))
    assert arguments == {"file": "a.png", "size": "312 kB", "most": "200 kB"}


def test_images_that_are_heavy_together_are_warned_about_at_the_heaviest(finds: Finds) -> None:
    files = ["a.png", "b.png", "c.png", "«d.png»", "e.png", "f.png", "a.png"]
    text = "kind: notice\nheadline: a\nbody:\n" + "\n".join(
        f"  - image: {{file: {file}, alt: b, credit: c}}" for file in files
    )
    light = weighing(150_000, 150_000, 150_000, 190_000, 150_000, 150_000)
    finds(text.replace("«", "").replace("»", ""), images=light)
    heavy = weighing(170_000, 170_000, 170_000, 190_000, 170_000, 170_000)
    (arguments,) = finds(text, "I112 warning", images=heavy)
    assert arguments == {"count": "6", "total": "1040 kB", "most": "1000 kB", "size": "190 kB"}


def test_a_focus_that_nothing_is_cut_for_is_warned_about(finds: Finds) -> None:
    finds(shown("a.png", "credit: b, «focus»: top"), "I113 warning")
    finds(shown("a.png", "credit: b, form: original, «focus»: top"), "I113 warning")
    finds(shown("a.png", "credit: b, form: wide, focus: top"))
    finds(collage("a, b, c, d", "credit: b, focus: top"))
    finds(portrait("tuva-lind", ", focus: top"), people=person(PORTRAYED))


def sized(kind: str, pixels: int, room: int = 576) -> Mapping[str, ImageFacts]:
    return {"a.png": ImageFacts(pixels, 400, kind, 1000, pixels=pixels, room=room)}


def test_a_photograph_smaller_than_its_place_is_warned_about(finds: Finds) -> None:
    (arguments,) = finds(shown("«a.png»"), "I114 warning", images=sized("JPEG", 575))
    assert arguments == {"file": "a.png", "pixels": "575", "room": "576", "wanted": "1152"}


@pytest.mark.parametrize(("kind", "pixels", "room"), [("JPEG", 576, ""), ("JPEG", 1151, ""), ("PNG", 120, "576")])
def test_a_picture_that_is_not_sharp_everywhere_and_a_logo_are_remarks(
    finds: Finds, kind: str, pixels: int, room: str
) -> None:
    (arguments,) = finds(shown("«a.png»"), "I114 info", images=sized(kind, pixels))
    assert arguments["room"] == room


def test_a_picture_with_two_pixels_for_one_is_sharp(finds: Finds) -> None:
    finds(shown(), images=sized("JPEG", 1152))
    finds(shown(), images=sized("JPEG", 600, room=300))


def test_a_file_that_tells_where_it_was_taken_is_a_remark(finds: Finds) -> None:
    located = ImageFacts(600, 400, "JPEG", 1000, located=True)
    (arguments,) = finds(shown("«a.png»"), "I115 info", images={"a.png": located})
    assert arguments == {"file": "a.png", "name": ""}
    images = {"a": facts("JPEG"), "b": located, "c": facts("JPEG"), "d": facts("JPEG")}
    finds(collage("a, «b», c, d"), "I115 info", images=images)
    (arguments,) = finds(portrait(), "I115 info", people=person(PORTRAYED), images={"portrait of tuva-lind": located})
    assert arguments == {"file": "directory/portraits/tuva.jpg", "name": "Tuva Lind"}


def test_rights_that_end_before_the_day_of_the_issue_are_warned_about(finds: Finds) -> None:
    (arguments,) = finds(shown(rest="credit: b, rights_until: «2021-06-20»"), "I116 warning")
    assert arguments == {"file": "a.png", "until": "2021-06-20"}
    finds(shown(rest="credit: b, rights_until: 2021-06-21"))


def test_rights_that_have_ended_stop_what_is_about_to_leave(finds: Finds) -> None:
    later = datetime.date(2021, 6, 25)
    text = shown(rest="credit: b, rights_until: «2021-06-24»")
    finds(text, "I116 error", sending=True, today=later)
    finds(text.replace("«", "").replace("»", ""), sending=True)


def test_a_portrait_may_be_agreed_to_for_a_time(finds: Finds) -> None:
    finds(portrait("tuva-lind", ", rights_until: «2021-06-20»"), "I116 warning", people=person(PORTRAYED))


def test_a_caption_that_says_where_a_picture_is_from_is_a_source(finds: Finds) -> None:
    for caption, source in (("Affischbild från Byrån.", "Byrån"), ("Bilder från Arkivet i Nacka", "Arkivet i Nacka")):
        text = f"kind: notice\nheadline: a\nimage: {{file: «a.png», alt: b, caption: {caption}}}"
        assert finds(text, "I105 warning")[0]["source"] == source
