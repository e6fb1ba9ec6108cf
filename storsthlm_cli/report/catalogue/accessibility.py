"""A101, A102: what keeps people from reading."""

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
}
