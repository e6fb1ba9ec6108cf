"""I101 to I117: the images."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry
from storsthlm_cli.report.catalogue.sources import OWN, STUDY, WCAG

IMAGES = {
    "I101": Entry(
        title="image missing",
        sentence="there is no image `{file}`",
        help=(
            "put it there, or correct `portrait:` of {name} in `directory/people.yaml`",
            "put it into the issue's folder, or correct the name; upper and lower case matter",
        ),
        why="The path of an image is relative to the issue's folder: `images/meeting.jpg`.",
        bad="- image:\n    file: images/skolan.jpg\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        good="- image:\n    file: images/skola.jpg\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        source=OWN,
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
        bad="- image:\n    file: ../../skola.jpg\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        good="- image:\n    file: images/skola.jpg\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        source=OWN,
    ),
    "I103": Entry(
        title="unusable image",
        sentence="`{file}` is not an image that a mail can show",
        help=("save it as JPEG or PNG",),
        why="Every mail program shows JPEG and PNG, and hardly anything else. A file that cannot be read may be "
        "damaged or bear the wrong ending.",
        bad="- image:\n    file: issue.yaml\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        good="- image:\n    file: images/skola.jpg\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        source="what mail programs show",
    ),
    "I104": Entry(
        title="image without a description",
        sentence="the image `{file}` has no `alt`",
        help=('describe what it shows, or write `alt: ""` when it is decoration',),
        why="Many mail programs hide images until asked, and some readers cannot see them. What the picture tells must "
        "be in `alt`, in a sentence.",
        bad="- image:\n    file: images/skola.jpg\n    credit: Bo Al",
        good="- image:\n    file: images/skola.jpg\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        source=f"{WCAG}, 1.1.1",
    ),
    "I105": Entry(
        title="image without credit",
        sentence="the image `{file}` has no `credit`",
        help=(
            "say who made it: `credit: Anna Exempel`; or at least where it is from: `source: {source}`",
            "say who made it: `credit: Anna Exempel`",
        ),
        why="Whoever took the picture has the right to be named, and the next editor needs to know where it is from. "
        "Where `source` says that, the missing name is only a remark.",
        bad="- image:\n    file: images/skola.jpg\n    alt: En skola med röda dörrar.",
        good="- image:\n    file: images/skola.jpg\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        source=f"upphovsrättslagen 1960:729, 3 § and 49 a §; {STUDY}",
    ),
    "I106": Entry(
        title="lost picture",
        sentence="the file of this picture is lost",
        help=("put the file into `images/` and write its name after `file:`, or remove the picture",),
        why="`file: saknas` says that the picture has been lost and must be found. A draft may have such gaps, and the "
        "preview shows them; a mail that leaves may not.",
        bad="- image:\n    file: saknas\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        good="- image:\n    file: images/skola.jpg\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        source=STUDY,
    ),
    "I107": Entry(
        title="no portrait in the directory",
        sentence="the directory has no portrait of {name}",
        help=("write `portrait: portraits/….jpg` in `directory/people.yaml`, or give the image a `file:`",),
        why="`image: {portrait: KEY}` shows the picture that the directory has of a person.",
        bad="- image:\n    portrait: asa-ek\n    credit: Bo Al",
        good="- image:\n    file: images/skola.jpg\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        source=OWN,
    ),
    "I108": Entry(
        title="portrait without consent",
        sentence="{name} has not agreed to the portrait being published",
        help=("ask, and write the day of the answer as `consent:` in `directory/people.yaml`",),
        why="A picture in which somebody can be recognised is personal data (GDPR, article 4). The directory notes on "
        "which day the person agreed to its being published.",
        bad="- image: {portrait: asa-ek}\n"
        "# directory/people.yaml\n"
        "asa-ek: {name: Åsa Ek, email: asa.ek@kommun.example, portrait: portraits/asa-ek.jpg, credit: Bo "
        "Al}",
        good="- image: {portrait: asa-ek}\n"
        "# directory/people.yaml\n"
        "asa-ek: {name: Åsa Ek, email: asa.ek@kommun.example, portrait: portraits/asa-ek.jpg, credit: Bo "
        "Al, consent: 2021-05-01}",
        source="GDPR, articles 4, 6 and 7",
    ),
    "I109": Entry(
        title="image of a format that not every mail program shows",
        sentence="`{file}` is of the format {format}, which not every mail program shows",
        help=(
            "open the portrait of {name} in an image program and save it as {wanted}",
            "open it in an image program and save it as {wanted}; another ending alone does not change it",
        ),
        why="Outlook for Windows shows no WebP and no AVIF, Gmail no SVG, and hardly anything but a telephone shows "
        "HEIC; a GIF has too few colours for a photograph, and what moves stands still in Outlook. Save photographs as "
        "JPEG, drawings and logos as PNG. What counts is what the file is and not its ending: browsers and telephones "
        "give `.jpg` to files that are none. An iPhone makes JPEG when its camera's format is set to *Most "
        "Compatible*.",
        bad="- image:\n    file: images/webb.jpg\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        good="- image:\n    file: images/skola.jpg\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        source="what mail programs show",
    ),
    "I110": Entry(
        title="collage that is not of four pictures",
        sentence="a collage is made of four pictures, not of {found}",
        help=("name four files: two for the upper row, two for the lower one, each from the left",),
        why="`collage: [images/a.jpg, images/b.jpg, images/c.jpg, images/d.jpg]` becomes one picture of two by two, "
        "each cut to the same form. Any other number of pictures is shown one by one, as `image` blocks.",
        bad="- image:\n    collage: [images/skola.jpg, images/elever.jpg]\n    alt: Två skolor.\n    credit: Bo Al",
        good="- image:\n    file: images/skola.jpg\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        source=OWN,
    ),
    "I111": Entry(
        title="heavy image",
        sentence="`{file}` weighs {size} in the mail, more than {most}",
        help=("save it as JPEG if it is a photograph; cut it with `form:`; or choose a picture with less in it",),
        why="Images are scaled down to twice the size at which they are shown, and photographs are written as light "
        "as that allows. What is still heavier than 200 kB is most often a large PNG with transparency. Readers on "
        "telephones wait for it, and inside the mail it weighs a third more.",
        bad="- image:\n    file: images/moln.png\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        good="- image:\n    file: images/skola.jpg\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        source=OWN,
    ),
    "I112": Entry(
        title="images heavy together",
        sentence="the {count} images weigh {total} together, more than {most}; this is the heaviest, with {size}",
        help=("leave out images that say little, or show portraits and groups smaller with `form: portrait`",),
        why="A mail should weigh less than 1 MB with its images, or it is slow to load on a telephone, and some "
        "municipalities' mail servers hold it back. `storsthlm preview` tells what each image weighs.",
        bad="- image: {file: images/moln1.png, alt: Moln., credit: Bo Al}\n"
        "- image: {file: images/moln2.png, alt: Moln., credit: Bo Al}\n"
        "- image: {file: images/moln3.png, alt: Moln., credit: Bo Al}",
        good="- image: {file: images/skola.jpg, alt: En skola., credit: Bo Al}",
        source=OWN,
    ),
    "I113": Entry(
        title="focus without a form",
        sentence="`focus` says what to keep when a picture is cut, but this one is not cut",
        help=("add `form: portrait`, `form: wide` or `form: square`, or take `focus` away",),
        why="Without a `form` a picture is shown as it is, so there is nothing for `focus` to decide.",
        bad="- image:\n"
        "    file: images/skola.jpg\n"
        "    alt: En skola med röda dörrar.\n"
        "    credit: Bo Al\n"
        "    focus: top",
        good="- image:\n"
        "    file: images/skola.jpg\n"
        "    alt: En skola med röda dörrar.\n"
        "    credit: Bo Al\n"
        "    form: wide\n"
        "    focus: top",
        source=OWN,
    ),
    "I114": Entry(
        title="image with too few pixels",
        sentence="`{file}` is {pixels} pixels wide as it is shown; {wanted} make it sharp on every screen",
        help=(
            "ask for the original: nothing is enlarged, so that this one does not fill the {room} that it has room for",
            "ask for the original, which is larger",
        ),
        why="Pictures taken from a web page or out of a document are often too small, and what has been cut to a form "
        "has lost some of its pixels, too. The mail does not enlarge them, for that blurs them: a photograph with "
        "fewer pixels than its place is shown smaller than that. With less than twice as many it is not as sharp as "
        "its neighbours on telephones and new screens, which is only a remark, and so is a small PNG, which is most "
        "often a logo and meant to be small.",
        bad="- image: {file: images/frimarke.jpg, alt: En skola med röda dörrar., credit: Bo Al}",
        good="- image: {file: images/skola.jpg, alt: En skola med röda dörrar., credit: Bo Al}",
        source=OWN,
    ),
    "I115": Entry(
        title="image file that tells where it was taken",
        sentence="the file `{file}` tells where the picture was taken",
        help=(
            "mail and web page do not tell it; save the portrait of {name} without it before you pass the folder on",
            "mail and web page do not tell it; save it without its position before you pass the folder on",
        ),
        why="Telephones write their position into every photograph, which may be somebody's home. It is taken out of "
        "what is mailed and published, but not out of the file in the workspace, which others may get with it.",
        bad="- image: {file: images/hemma.jpg, alt: En skola med röda dörrar., credit: Bo Al}",
        good="- image: {file: images/skola.jpg, alt: En skola med röda dörrar., credit: Bo Al}",
        source="GDPR, articles 4 and 25",
    ),
    "I116": Entry(
        title="rights expired",
        sentence="the image `{file}` may only be shown until {until}",
        help=("choose another image, or ask anew and correct `rights_until`",),
        why="A bought picture, or one of somebody who has agreed for a time, may be shown until a certain day, which "
        "`rights_until` notes. `validate` takes the issue's date for the day on which it is shown, `send` today's.",
        bad="- image:\n"
        "    file: images/skola.jpg\n"
        "    alt: En skola med röda dörrar.\n"
        "    credit: Bo Al\n"
        "    rights_until: 2021-05-31",
        good="- image:\n"
        "    file: images/skola.jpg\n"
        "    alt: En skola med röda dörrar.\n"
        "    credit: Bo Al\n"
        "    rights_until: 2022-05-31",
        source=f"upphovsrättslagen 1960:729, 2 §; {STUDY}",
    ),
    "I117": Entry(
        title="text only in an image",
        sentence="the image `{file}` seems to hold text that stands nowhere else",
        help=("say in the text, or in a list, what there is to read in it",),
        why="Diagrams, tables, posters and invitations say something in letters that nobody can hear, find, copy or "
        "enlarge, and that a mail program without images does not show. A few words of it fit into `alt`; what is "
        "longer belongs into the text, for everybody.",
        bad="- image: {file: images/skola.jpg, alt: Infografik om gymnasiet., credit: Bo Al}",
        good="- image: {file: images/skola.jpg, alt: En skola med röda dörrar., credit: Bo Al}",
        source=f"{WCAG}, 1.4.5",
    ),
}
