"""I: images, from the facts that the evidence has about their files. A missing `alt` is objected to while reading."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.evidence import Evidence, ImageProblem
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue


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
        if not picture.credit and not picture.source:
            yield hit(picture.file.spot(), file=picture.file.content)


def _with_problem(issue: Issue, evidence: Evidence, problem: ImageProblem) -> Iterator[Hit]:
    for picture in issue.pictures():
        if evidence.images.get(picture.file.content) is problem:
            yield hit(picture.file.spot(), file=picture.file.content)
