"""I101 to I105: the images."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry

IMAGES = {
    "I101": Entry(
        title="image missing",
        sentence="there is no image `{file}`",
        help=("put it into the issue's folder, or correct the name; upper and lower case matter",),
        why="The path of an image is relative to the issue's folder: `images/meeting.jpg`.",
    ),
    "I102": Entry(
        title="image outside of the issue",
        sentence="`{file}` leads out of the issue's folder",
        help=("copy the image into `images/` beside the issue",),
        why="An issue carries everything it needs. A path that climbs out of its folder would break when the issue is "
        "moved, and could send a file that nobody meant to send.",
    ),
    "I103": Entry(
        title="unusable image",
        sentence="`{file}` is not an image that a mail can show",
        help=("save it as JPEG or PNG",),
        why="Every mail program shows JPEG and PNG, and hardly anything else. A file that cannot be read may be "
        "damaged or bear the wrong ending.",
    ),
    "I104": Entry(
        title="image without a description",
        sentence="the image `{file}` has no `alt`",
        help=('describe what it shows, or write `alt: ""` when it is decoration',),
        why="Many mail programs hide images until asked, and some readers cannot see them. What the picture tells must "
        "be in `alt`, in a sentence.",
    ),
    "I105": Entry(
        title="image without credit",
        sentence="the image `{file}` has neither `credit` nor `source`",
        help=("say who made it: `credit: Anna Exempel`",),
        why="Whoever took the picture has the right to be named, and the next editor needs to know where it is from.",
    ),
}
