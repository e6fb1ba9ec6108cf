from __future__ import annotations

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
    finds(shown(rest="source: Arkivet"), images={"a.png": facts(kind)})


@pytest.mark.parametrize(
    ("code", "problem"),
    [("I101", ImageProblem.MISSING), ("I102", ImageProblem.OUTSIDE), ("I103", ImageProblem.UNREADABLE)],
)
def test_an_image_that_cannot_be_shown_is_an_error(finds: Finds, code: str, problem: ImageProblem) -> None:
    (arguments,) = finds(shown("«../a.png»"), f"{code} error", images={"../a.png": problem})
    assert arguments == {"file": "../a.png", "name": ""}


def test_an_image_without_photographer_or_source_is_warned_about(finds: Finds) -> None:
    finds(shown("«a.png»", "caption: b"), "I105 warning", images={"a.png": facts("PNG")})


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
    assert arguments == {"file": "portrait of tuva-lind"}
    finds(portrait("tuva-lind", ", credit: Bo Al"), people=bare)
    finds(portrait("tuva-lind", ", source: Arkivet"), people=bare)


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
    finds(shown("«saknas»", "caption: b"), "I106 warning")
    finds(shown("«saknas»", "caption: b"), "I106 error", sending=True)
