"""The colours of a newsletter's mail: the design's, with its own in their place."""

from __future__ import annotations

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.palette import Palette
from storsthlm_cli.model.places import Spot
from storsthlm_cli.rendering.designs import settings_of
from storsthlm_cli.settings.records import FILE
from storsthlm_cli.source.yaml import Document, read_document
from storsthlm_cli.workflows.workspace import Workspace


def palette_of(workspace: Workspace) -> Palette:
    """Return the colours with what rules need to know of them.

    A design that cannot be read gives none: whoever renders the issue is told why.
    """
    newsletter = workspace.settings.newsletter
    own = {name: Spot(FILE, ("design", "colours", name)) for name in newsletter.colours}
    try:
        return settings_of(newsletter.design, workspace.root).palette(newsletter.colours, own)
    except Failure:
        return Palette()


def colours_document(workspace: Workspace) -> tuple[Document, ...]:
    """Return the settings' file when it sets colours, for the places of findings."""
    if not workspace.settings.newsletter.colours:
        return ()
    return (read_document(workspace.root / FILE, FILE),)
