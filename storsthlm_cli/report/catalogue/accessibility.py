"""A101 to A107: what keeps people from reading."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry

ACCESSIBILITY = {
    "A101": Entry(
        title="faint colour",
        sentence="`{colour}` of `{label}` has a contrast of {ratio} : 1 on {ground}; it needs 4.5 : 1",
        help=("make `colour` darker and `colour_dark` lighter",),
        why="Words in a faint colour cannot be read by everybody, nor by anybody in sunlight (WCAG 2.2, success "
        "criterion 1.4.3). `colour` stands on the ground of the design's sections, mostly white, `colour_dark` on the "
        "same in dark mode.",
    ),
    "A102": Entry(
        title="faint text",
        sentence="`{text}` ({colour}) on `{ground}` ({ground_colour}) has a contrast of {ratio} : 1; it needs 4.5 : 1",
        help=("choose another colour for `{name}`, or take it away: the design's own can be read",),
        why="The colours of a newsletter take the place of the design's one by one, and each design says which text "
        "stands on which ground (`pairs` in its `design.yaml`). Text in a faint colour cannot be read by everybody, "
        "nor by anybody in sunlight (WCAG 2.2, success criterion 1.4.3). Names that end in `_dark` are for dark mode.",
    ),
    "A103": Entry(
        title="subheadings of two levels",
        sentence="this subheading has `{marks}`, and the first of the section has `{others}`",
        help=("write `{others}`: all subheadings of a section are shown on one level",),
        why="A section has a headline and below it subheadings, all one level down, so that who jumps from heading to "
        "heading misses none. A level below them would not be seen. What needs headings of its own is an `item:`.",
    ),
    "A104": Entry(
        title="bold line instead of a heading",
        sentence="`{words}` looks like a heading, and is only bold",
        help=("write `### {words}` if it is one",),
        why="Whoever listens to a mail jumps from heading to heading, and bold letters are none (WCAG 2.2, 1.3.1).",
    ),
    "A105": Entry(
        title="file name as a description",
        sentence="the description `{alt}` is the name of a file",
        help=("say in a sentence what is to be seen, or write `alt: ''` if it is only decoration",),
        why="It is read out to whoever does not see the image, letter by letter (WCAG 2.2, 1.1.1, failure F30).",
    ),
    "A106": Entry(
        title="description that is the caption",
        sentence="the description `{alt}` says what the caption says",
        help=("describe what is to be seen: the caption is read out as well",),
        why="Whoever listens hears the same twice and still does not know what the image shows. The caption says who "
        "and where, `alt` what there is to see.",
    ),
    "A107": Entry(
        title="description that says it is an image",
        sentence="the description begins with `{words}`",
        help=("begin with what is to be seen",),
        why="A screen reader says that there is an image before it reads the description.",
    ),
}
