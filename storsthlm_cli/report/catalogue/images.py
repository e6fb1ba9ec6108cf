"""I101 to I108: the images."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry

IMAGES = {
    "I101": Entry(
        title="image missing",
        sentence="there is no image `{file}`",
        help=(
            "put it there, or correct `portrait:` of {name} in `directory/people.yaml`",
            "put it into the issue's folder, or correct the name; upper and lower case matter",
        ),
        why="The path of an image is relative to the issue's folder: `images/meeting.jpg`.",
    ),
    "I102": Entry(
        title="image outside of the issue",
        sentence="`{file}` leads out of the folder that it belongs into",
        help=(
            "copy the portrait of {name} into `directory/portraits/`",
            "copy the image into `images/` beside the issue",
        ),
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
    "I106": Entry(
        title="lost picture",
        sentence="the file of this picture is lost",
        help=("put the file into `images/` and write its name after `file:`, or remove the picture",),
        why="`file: saknas` says that the picture has been lost and must be found. A draft may have such gaps, and the "
        "preview shows them; a mail that leaves may not.",
    ),
    "I107": Entry(
        title="no portrait in the directory",
        sentence="the directory has no portrait of {name}",
        help=("write `portrait: portraits/….jpg` in `directory/people.yaml`, or give the image a `file:`",),
        why="`image: {portrait: KEY}` shows the picture that the directory has of a person.",
    ),
    "I108": Entry(
        title="portrait without consent",
        sentence="{name} has not agreed to the portrait being published",
        help=("ask, and write the day of the answer as `consent:` in `directory/people.yaml`",),
        why="A picture in which somebody can be recognised is personal data (GDPR, article 4). The directory notes on "
        "which day the person agreed to its being published.",
    ),
}
