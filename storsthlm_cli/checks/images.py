"""I: images, from the facts that the evidence has about their files. A missing `alt` is objected to while reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.blocks import LOST, Form, Picture
from storsthlm_cli.model.directory import Person
from storsthlm_cli.model.evidence import Evidence, ImageFacts, ImageProblem
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Part, Spot

HEAVY_IMAGE = 200_000
"""Bytes of one image in a mail. WordFly, "Is there a size limit for my email?": no larger than 200 kB each."""

HEAVY_ISSUE = 1_000_000
"""Bytes of all images in a mail. Listrak, "Image optimization guide": the whole mail under 1 MB."""


@rule("I101", Level.ERROR, judges=Issue)
def missing_image(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an image file that is not there."""
    return _with_problem(issue, evidence, ImageProblem.MISSING)


@rule("I102", Level.ERROR, judges=Issue)
def image_outside(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a path that leads out of the issue's folder."""
    return _with_problem(issue, evidence, ImageProblem.OUTSIDE)


@rule("I103", Level.ERROR, judges=Issue)
def unusable_image(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a file that is no image, or one of a format that mail programs do not show."""
    return _with_problem(issue, evidence, ImageProblem.UNREADABLE)


@rule("I105", Level.WARNING, judges=Issue)
def no_credit(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an image that names neither who made it nor where it is from."""
    for picture in issue.pictures():
        person = _portrayed(picture, evidence)
        there = not picture.lost if picture.portrait is None else person is not None and person.portrait is not None
        if there and not picture.credit and not picture.source and not (person and person.credit):
            yield hit(_where(picture), file=_called(picture))


@rule("I106", Level.WARNING, judges=Issue)
def lost_image(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a picture that its author says is lost: tolerable in a draft, not in a mail that is about to leave."""
    level = Level.ERROR if evidence.sending else None
    for picture in issue.pictures():
        for file in picture.files:
            if file.content == LOST:
                yield hit(file.spot(), level)


@rule("I107", Level.ERROR, judges=Issue)
def no_portrait(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a portrait of somebody whose portrait the directory does not have."""
    for picture in issue.pictures():
        person = _portrayed(picture, evidence)
        if person is not None and person.portrait is None:
            yield hit(_where(picture), name=person.name.content)


@rule("I108", Level.WARNING, judges=Issue)
def no_consent(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a portrait whose publication the person has not agreed to, or only after the issue's date.

    A recognisable face is personal data (Regulation (EU) 2016/679, article 4(1)), and its use needs a ground.
    """
    for picture in issue.pictures():
        person = _portrayed(picture, evidence)
        if person is not None and person.portrait is not None and (not person.consent or person.consent > issue.date):
            yield hit(_where(picture), name=person.name.content)


@rule("I109", Level.ERROR, judges=Issue)
def foreign_image(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an image of a format that not every mail program shows (caniemail: image-webp, -avif, -heif, -svg, -gif)."""
    for problem in ImageProblem:
        if problem.foreign:
            wanted = "PNG" if problem in (ImageProblem.SVG, ImageProblem.GIF) else "JPEG"
            for found in _with_problem(issue, evidence, problem):
                yield replace(found, arguments={**found.arguments, "format": problem.value, "wanted": wanted})


@rule("I111", Level.WARNING, judges=Issue)
def heavy_image(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an image that is heavy although it has been scaled down for the mail."""
    for picture, facts in _usable(issue, evidence).values():
        if facts.weight > HEAVY_IMAGE:
            yield hit(
                _where(picture), file=_called(picture), size=_kilobytes(facts.weight), most=_kilobytes(HEAVY_IMAGE)
            )


@rule("I112", Level.WARNING, judges=Issue)
def heavy_issue(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find that the images together are heavy; the heaviest is pointed at."""
    usable = _usable(issue, evidence)
    total = sum(facts.weight for _, facts in usable.values())
    if total > HEAVY_ISSUE:
        picture, facts = max(usable.values(), key=lambda each: each[1].weight)
        yield hit(
            _where(picture),
            count=str(len(usable)),
            total=_kilobytes(total),
            most=_kilobytes(HEAVY_ISSUE),
            size=_kilobytes(facts.weight),
        )


@rule("I113", Level.WARNING, judges=Issue)
def focus_without_form(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a focus that says nothing, because the picture is not cut."""
    for picture in issue.pictures():
        if picture.focus is not None and picture.cut_to is Form.ORIGINAL and not picture.collage:
            yield hit(Spot(picture.spot.file, (*picture.spot.path, "focus"), part=Part.KEY))


def _with_problem(issue: Issue, evidence: Evidence, problem: ImageProblem) -> Iterator[Hit]:
    for picture in issue.pictures():
        person = _portrayed(picture, evidence)
        if person is not None and person.portrait is not None:
            if evidence.images.get(picture.name) is problem:
                yield hit(_where(picture), file=f"directory/{person.portrait}", name=person.name.content)
        else:
            for file in picture.files:
                known = evidence.images.get(file.content if picture.collage else picture.name)
                if known is problem:
                    yield hit(file.spot(), file=file.content, name="")


def _usable(issue: Issue, evidence: Evidence) -> dict[str, tuple[Picture, ImageFacts]]:
    """Return the pictures that can be shown, each once, with what is known of them."""
    known = ((picture, evidence.images.get(picture.name)) for picture in issue.pictures())
    return {picture.name: (picture, facts) for picture, facts in known if isinstance(facts, ImageFacts)}


def _kilobytes(size: int) -> str:
    """Return bytes in thousands, as files are shown to people (IEC 80000-13)."""
    return f"{round(size / 1000)} kB"


def _called(picture: Picture) -> str:
    """Return what to call a picture in a sentence: its file as written, or what it is."""
    if picture.collage:
        return "collage"
    return picture.file.content if picture.file is not None else picture.name


def _portrayed(picture: Picture, evidence: Evidence) -> Person | None:
    """Return whose portrait a picture is."""
    return evidence.directory.people.get(picture.portrait.key) if picture.portrait is not None else None


def _where(picture: Picture) -> Spot:
    if picture.portrait is not None:
        return picture.portrait.spot
    if picture.collage:
        return Spot(picture.spot.file, (*picture.spot.path, "collage"), part=Part.KEY)
    return picture.file.spot() if picture.file is not None else picture.spot
