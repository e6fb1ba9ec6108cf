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
