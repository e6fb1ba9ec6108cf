"""What running text is written with: the slots of one rendering, and where its links lead."""

from __future__ import annotations

from dataclasses import dataclass, field

from storsthlm_cli.model.rendered import SlotPlace
from storsthlm_cli.rendering import links
from storsthlm_cli.rendering.slots import Slots
from storsthlm_cli.source.slots import slots as written_slots


@dataclass(frozen=True, slots=True)
class Pen:
    """The slots, and the public address below which the issues lie (None: nowhere)."""

    slots: Slots = field(default_factory=Slots)
    archive_url: str | None = None

    def href(self, url: object) -> str | None:
        """Return the address for a link as an author wrote it, or None when it leads nowhere (see `links.href`).

        Its merge slots are marked: their values are percent-encoded wherever it stands.
        """
        written = "" if url is None else str(url)
        marked, end = "", 0
        for found in written_slots(written):
            if found.fault is None:
                mark = self.slots.mark(found.field, found.default, SlotPlace.URL)
                marked, end = marked + written[end : found.start] + mark, found.end
        return links.href(marked + written[end:], self.archive_url)
