"""I: images, from the facts that the evidence has about their files. A missing `alt` is objected to while reading."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.blocks import Picture
from storsthlm_cli.model.directory import Person
from storsthlm_cli.model.evidence import Evidence, ImageProblem
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Spot


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
            yield hit(_where(picture), file=picture.name)


@rule("I106", Level.WARNING, judges=Issue)
def lost_image(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a picture that its author says is lost: tolerable in a draft, not in a mail that is about to leave."""
    level = Level.ERROR if evidence.sending else None
    for picture in issue.pictures():
        if picture.lost:
            yield hit(_where(picture), level)


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


def _with_problem(issue: Issue, evidence: Evidence, problem: ImageProblem) -> Iterator[Hit]:
    for picture in issue.pictures():
        if evidence.images.get(picture.name) is problem:
            person = _portrayed(picture, evidence)
            if person is not None and person.portrait is not None:
                yield hit(_where(picture), file=f"directory/{person.portrait}", name=person.name.content)
            else:
                yield hit(_where(picture), file=picture.name, name="")


def _portrayed(picture: Picture, evidence: Evidence) -> Person | None:
    """Return whose portrait a picture is."""
    return evidence.directory.people.get(picture.portrait.key) if picture.portrait is not None else None


def _where(picture: Picture) -> Spot:
    if picture.portrait is not None:
        return picture.portrait.spot
    return picture.file.spot() if picture.file is not None else picture.spot
