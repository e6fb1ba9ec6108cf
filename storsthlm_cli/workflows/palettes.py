"""The colours of a newsletter's mail: the design's, with its own in their place."""

from __future__ import annotations

from storsthlm_cli.model.palette import Palette
from storsthlm_cli.model.places import Spot
from storsthlm_cli.rendering.colours import overridden
from storsthlm_cli.rendering.designs import require, settings_of, site_colours
from storsthlm_cli.settings.records import FILE
from storsthlm_cli.source.yaml import Document, read_document
from storsthlm_cli.workflows.workspace import Workspace


def palette_of(workspace: Workspace) -> Palette:
    """Return the colours with what rules need to know of them.

    Raises Failure when there is no such design, when it cannot be read, and when it lacks a colour that is set.
    """
    newsletter = workspace.settings.newsletter
    require(newsletter.design, workspace.root)
    settings = settings_of(newsletter.design, workspace.root)
    overridden(newsletter.design, settings.colours, newsletter.colours, site_colours(workspace.root))
    own = {name: Spot(FILE, ("design", "colours", name)) for name in newsletter.colours}
    return settings.palette(newsletter.colours, own)


def colours_document(workspace: Workspace) -> tuple[Document, ...]:
    """Return the settings' file when it sets colours, for the places of findings."""
    if not workspace.settings.newsletter.colours:
        return ()
    return (read_document(workspace.root / FILE, FILE),)
