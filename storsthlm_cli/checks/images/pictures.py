"""I101 to I116: images, from what is known of their files. A missing `alt` is objected to while reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.writing import shortened
from storsthlm_cli.images.recipe import SHARPNESS
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

_DRAWINGS = (ImageProblem.SVG, ImageProblem.GIF, ImageProblem.APNG)

_FROM = re.compile(r"\w*[Bb]ild(?:en|er)? från ([A-ZÅÄÖ][^.,\n]*)")
"""Words of a caption that say where the picture is from."""


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
    """Find an image that does not name who made it; a remark where it says where it is from."""
    for picture in issue.pictures():
        person = _portrayed(picture, evidence)
        if picture.portrait is not None:
            there = person is not None and person.portrait is not None
        else:
            # the words of a lost picture are known, so that a name is missing in them
            there = not picture.lost or picture.caption is not None or bool(picture.people)
        if there and not picture.credit and not (person and person.credit):
            from_whom = _FROM.search(picture.caption.content) if picture.caption and not picture.source else None
            source = from_whom[1] if from_whom is not None else ""
            yield hit(place_of(picture), Level.INFO if picture.source else None, file=called(picture), source=source)


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
            yield hit(place_of(picture), name=person.name.content)


@rule("I108", Level.WARNING, judges=Issue)
def no_consent(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a portrait whose publication the person has not agreed to, or only after the issue's date.

    A recognisable face is personal data (Regulation (EU) 2016/679, article 4(1)), and its use needs a ground.
    """
    for picture in issue.pictures():
        person = _portrayed(picture, evidence)
        if person is not None and person.portrait is not None and (not person.consent or person.consent > issue.date):
            yield hit(place_of(picture), name=person.name.content)


@rule("I109", Level.ERROR, judges=Issue)
def foreign_image(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an image of a format that not every mail program shows (caniemail: image-webp, -avif, -heif, -svg, -gif)."""
    for problem in ImageProblem:
        if problem.foreign:
            wanted = "PNG" if problem in _DRAWINGS else "JPEG"
            for found in _with_problem(issue, evidence, problem):
                yield replace(found, arguments={**found.arguments, "format": problem.value, "wanted": wanted})


@rule("I111", Level.WARNING, judges=Issue)
def heavy_image(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an image that is heavy although it has been scaled down for the mail."""
    for picture, facts in _usable(issue, evidence).values():
        if facts.weight > HEAVY_IMAGE:
            yield hit(
                place_of(picture), file=called(picture), size=_kilobytes(facts.weight), most=_kilobytes(HEAVY_IMAGE)
            )


@rule("I112", Level.WARNING, judges=Issue)
def heavy_issue(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find that the images together are heavy; the heaviest is pointed at."""
    usable = _usable(issue, evidence)
    total = sum(facts.weight for _, facts in usable.values())
    if total > HEAVY_ISSUE:
        picture, facts = max(usable.values(), key=lambda each: each[1].weight)
        yield hit(
            place_of(picture),
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
            yield hit(picture.spot.at("focus", Part.KEY))


@rule("I114", Level.WARNING, judges=Issue)
def coarse_image(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an image with too few pixels for the width that the design has for it.

    Nothing is enlarged, so that it is shown small. A PNG is likely a logo, which may be; and what is only not sharp on
    screens with two pixels for one is a remark, too.
    """
    for picture, facts in _usable(issue, evidence).values():
        if facts.pixels < SHARPNESS * facts.room:
            small = facts.pixels < facts.room
            level = None if small and facts.format == "JPEG" else Level.INFO
            yield hit(
                place_of(picture),
                level,
                file=called(picture),
                pixels=str(facts.pixels),
                room=str(facts.room) if small else "",
                wanted=str(SHARPNESS * facts.room),
            )


@rule("I115", Level.INFO, judges=Issue)
def located_image(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an image file that tells where the picture was taken; the mail's copy does not, but files are passed on."""
    for found, known in _files(issue, evidence):
        if isinstance(known, ImageFacts) and known.located:
            yield found


@rule("I116", Level.WARNING, judges=Issue, at_times=True)
def expired_rights(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an image that may not be shown any more on the day of the issue, or on that of sending it."""
    for picture in issue.pictures():
        until = picture.rights_until
        if until is not None and until.start < evidence.today:
            level = Level.ERROR if evidence.sending else None
            yield hit(until.spot, level, file=called(picture), until=until.start.isoformat())


def called(picture: Picture) -> str:
    """Return what to call a picture in a sentence: its file as written, what it is, or what stands below it."""
    if picture.lost and picture.caption:
        return shortened(picture.caption.content)
    if picture.collage:
        return "collage"
    return picture.file.content if picture.file is not None else picture.name


def place_of(picture: Picture) -> Spot:
    """Return where the author says which picture it is."""
    if picture.portrait is not None:
        return picture.portrait.spot
    if picture.collage:
        return picture.spot.at("collage", Part.KEY)
    return picture.file.spot() if picture.file is not None else picture.spot


def _with_problem(issue: Issue, evidence: Evidence, problem: ImageProblem) -> Iterator[Hit]:
    return (found for found, known in _files(issue, evidence) if known is problem)


def _files(issue: Issue, evidence: Evidence) -> Iterator[tuple[Hit, ImageFacts | ImageProblem | None]]:
    """Yield what is known of each image file, with the hit that tells which it is, and whose portrait."""
    for picture in issue.pictures():
        person = _portrayed(picture, evidence)
        if person is not None and person.portrait is not None:
            found = hit(place_of(picture), file=f"directory/{person.portrait}", name=person.name.content)
            yield found, evidence.images.get(picture.name)
        else:
            for file in picture.files:
                known = evidence.images.get(file.content if picture.collage else picture.name)
                yield hit(file.spot(), file=file.content, name=""), known


def _usable(issue: Issue, evidence: Evidence) -> dict[str, tuple[Picture, ImageFacts]]:
    """Return the pictures that can be shown, each once, with what is known of them."""
    known = ((picture, evidence.images.get(picture.name)) for picture in issue.pictures())
    return {picture.name: (picture, facts) for picture, facts in known if isinstance(facts, ImageFacts)}


def _kilobytes(size: int) -> str:
    """Return bytes in thousands, as files are shown to people (IEC 80000-13)."""
    return f"{round(size / 1000)} kB"


def _portrayed(picture: Picture, evidence: Evidence) -> Person | None:
    """Return whose portrait a picture is."""
    return evidence.directory.people.get(picture.portrait.key) if picture.portrait is not None else None
