"""A proof as a page for browsers and printers: A4, black on white, with nothing in it that loads anything."""

from __future__ import annotations

import pathlib

from markupsafe import Markup

from storsthlm_cli.model.proof import Proof
from storsthlm_cli.rendering.dates import full
from storsthlm_cli.rendering.designs import open_design
from storsthlm_cli.rendering.html import small

DESIGN = "proof"
_SHEET, _STYLE = "sheet.html", "style.css"


def page(proof: Proof, workspace: pathlib.Path) -> str:
    """Return the page; files in `workspace/templates/proof/` stand before the built-in ones.

    Raises Failure for errors in templates.
    """
    design = open_design(DESIGN, workspace, (_SHEET, _STYLE))
    style = Markup(small(design.render(_STYLE, {})))  # noqa: S704  # the design's own
    return design.render(_SHEET, {"proof": proof, "date": full(proof.date, proof.language), "style": style})
