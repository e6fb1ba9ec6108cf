"""I101 to I113: the images."""

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
    "I109": Entry(
        title="image of a format that not every mail program shows",
        sentence="`{file}` is a {format} image, which not every mail program shows",
        help=(
            "open the portrait of {name} in an image program and save it as {wanted}",
            "open it in an image program and save it as {wanted}; another ending alone does not change it",
        ),
        why="Outlook for Windows shows no WebP and no AVIF, Gmail no SVG, and hardly anything but a telephone shows "
        "HEIC; a GIF has too few colours for a photograph. Save photographs as JPEG, drawings and logos as PNG. What "
        "counts is what the file is and not its ending: browsers and telephones give `.jpg` to files that are none. "
        "An iPhone makes JPEG when its camera's format is set to *Most Compatible*.",
    ),
    "I110": Entry(
        title="collage that is not of four pictures",
        sentence="a collage is made of four pictures, not of {found}",
        help=("name four files: two for the upper row, two for the lower one, each from the left",),
        why="`collage: [images/a.jpg, images/b.jpg, images/c.jpg, images/d.jpg]` becomes one picture of two by two, "
        "each cut to the same form. Any other number of pictures is shown one by one, as `image` blocks.",
    ),
    "I111": Entry(
        title="heavy image",
        sentence="`{file}` weighs {size} in the mail, more than {most}",
        help=("save it as JPEG if it is a photograph; cut it with `form:`; or choose a picture with less in it",),
        why="Images are scaled down to twice the size at which they are shown, and photographs are written as light "
        "as that allows. What is still heavier than 200 kB is most often a large PNG with transparency. Readers on "
        "telephones wait for it, and inside the mail it weighs a third more.",
    ),
    "I112": Entry(
        title="images heavy together",
        sentence="the {count} images weigh {total} together, more than {most}; this is the heaviest, with {size}",
        help=("leave out images that say little, or show portraits and groups smaller with `form: portrait`",),
        why="A mail should weigh less than 1 MB with its images, or it is slow to load on a telephone, and some "
        "municipalities' mail servers hold it back. `storsthlm preview` tells what each image weighs.",
    ),
    "I113": Entry(
        title="focus without a form",
        sentence="`focus` says what to keep when a picture is cut, but this one is not cut",
        help=("add `form: portrait`, `form: wide` or `form: square`, or take `focus` away",),
        why="Without a `form` a picture is shown as it is, so there is nothing for `focus` to decide.",
    ),
}
