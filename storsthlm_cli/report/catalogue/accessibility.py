"""A101 to A108: what keeps people from reading."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry
from storsthlm_cli.report.catalogue.sources import WCAG

ACCESSIBILITY = {
    "A101": Entry(
        title="faint colour",
        sentence="`{colour}` of `{label}` has a contrast of {ratio} : 1 on {ground}; it needs 4.5 : 1",
        help=("make `colour` darker and `colour_dark` lighter",),
        why="Words in a faint colour cannot be read by everybody, nor by anybody in sunlight. `colour` stands on the "
        "ground of the design's sections, mostly white, `colour_dark` on the same in dark mode.",
        bad='# directory/categories.yaml\nutbildning: {label: Utbildning, colour: "#FA1C4A", colour_dark: "#F093B6"}',
        good='# directory/categories.yaml\nutbildning: {label: Utbildning, colour: "#8A1C4A", colour_dark: "#F093B6"}',
        source=f"{WCAG}, 1.4.3",
    ),
    "A102": Entry(
        title="faint text",
        sentence="`{text}` ({colour}) on `{ground}` ({ground_colour}) has a contrast of {ratio} : 1; it needs 4.5 : 1",
        help=("choose another colour for `{name}`, or take it away: the design's own can be read",),
        why="The colours of a newsletter take the place of the design's one by one, and each design says which text "
        "stands on which ground (`pairs` in its `design.yaml`). Text in a faint colour cannot be read by everybody, "
        "nor by anybody in sunlight. Names that end in `_dark` are for dark mode.",
        bad='# storsthlm.yaml\ndesign: {name: standard, colours: {link: "#DDDDDD"}}',
        good='# storsthlm.yaml\ndesign: {name: standard, colours: {link: "#004A7C"}}',
        source=f"{WCAG}, 1.4.3",
    ),
    "A103": Entry(
        title="subheadings of two levels",
        sentence="this subheading has `{marks}`, and the first of the section has `{others}`",
        help=("write `{others}`: all subheadings of a section are shown on one level",),
        why="A section has a headline and below it subheadings, all one level down, so that who jumps from heading to "
        "heading misses none. A level below them would not be seen. What needs headings of its own is an `item:`.",
        bad="## Möten\n\n### Fler möten\n\nVi ses.",
        good="### Möten\n\n### Fler möten\n\nVi ses.",
        source=f"{WCAG}, 1.3.1 and 2.4.6",
    ),
    "A104": Entry(
        title="bold line instead of a heading",
        sentence="`{words}` looks like a heading, and is only bold",
        help=("write `### {words}` if it is one",),
        why="Whoever listens to a mail jumps from heading to heading, and bold letters are none.",
        bad="**Fler möten**\n\nVi ses i höst.",
        good="### Fler möten\n\nVi ses i höst.",
        source=f"{WCAG}, 1.3.1, failure F2",
    ),
    "A105": Entry(
        title="file name as a description",
        sentence="the description `{alt}` is the name of a file",
        help=("say in a sentence what is to be seen, or write `alt: ''` if it is only decoration",),
        why="It is read out to whoever does not see the image, letter by letter.",
        bad="- image:\n    file: images/skola.jpg\n    alt: IMG_1234.jpg\n    credit: Bo Al",
        good="- image:\n    file: images/skola.jpg\n    alt: En skola med röda dörrar.\n    credit: Bo Al",
        source=f"{WCAG}, 1.1.1, failure F30",
    ),
    "A106": Entry(
        title="description that is the caption",
        sentence="the description `{alt}` says what the caption says",
        help=("describe what is to be seen: the caption is read out as well",),
        why="Whoever listens hears the same twice and still does not know what the image shows. The caption says who "
        "and where, `alt` what there is to see.",
        bad="- image:\n    file: images/skola.jpg\n    alt: Åsa Ek.\n    credit: Bo Al\n    caption: Åsa Ek",
        good="- image:\n"
        "    file: images/skola.jpg\n"
        "    alt: En kvinna vid ett fönster.\n"
        "    credit: Bo Al\n"
        "    caption: Åsa Ek",
        source=f"{WCAG}, 1.1.1",
    ),
    "A107": Entry(
        title="description that says it is an image",
        sentence="the description begins with `{words}`",
        help=("begin with what is to be seen",),
        why="A screen reader says that there is an image before it reads the description.",
        bad="- image:\n    file: images/skola.jpg\n    alt: Bild på en skola.\n    credit: Bo Al",
        good="- image:\n    file: images/skola.jpg\n    alt: En skola.\n    credit: Bo Al",
        source=f"{WCAG}, 1.1.1",
    ),
    "A108": Entry(
        title="text in English without a mark",
        sentence="`{words}` is in English, and nothing says so",
        help=("write `language: {language}` in its section, or in the quote that it is",),
        why="A screen reader reads every text in the language that the mail says it is in, and English read as Swedish "
        "cannot be understood. Names and single terms need no mark. A few sentences in another language are best a "
        "section of their own; a quote takes the key, too. The rules for Swedish then leave the words alone.",
        bad="The board of the association met to decide on the plan for the schools of the county.",
        good="- kind: article\n"
        "  headline: The plan for the schools\n"
        "  language: en\n"
        "  body: The board of the association met to decide on the plan for the schools of the county.",
        source=f"{WCAG}, 3.1.2",
    ),
}
