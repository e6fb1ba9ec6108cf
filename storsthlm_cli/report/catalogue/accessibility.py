"""A101: what keeps people from reading."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry

ACCESSIBILITY = {
    "A101": Entry(
        title="faint colour",
        sentence="`{colour}` of `{label}` has a contrast of {ratio} : 1 on {ground}; it needs 4.5 : 1",
        help=("make `colour` darker and `colour_dark` lighter",),
        why="Words in a faint colour cannot be read by everybody, nor by anybody in sunlight (WCAG 2.2, success "
        "criterion 1.4.3). `colour` stands on white, `colour_dark` on the ground of dark mode.",
    ),
}
