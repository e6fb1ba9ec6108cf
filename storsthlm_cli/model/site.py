"""Issues as pages of the newsletter's public site."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from storsthlm_cli.model.rendered import HostedImage


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """The web copy of one issue. It has nothing of any reader's: merge slots are filled with their defaults.

    `path` is that of the page's folder below the site's address, with a slash at its end (`issues/2021-06/`); images
    are relative to the page, and so is `logo`, one of them. `content` is the hash of the mail that it is a copy of.
    `listed` is False for a page that only colleagues are to look at: it is in no index and no feed, and asks search
    engines to leave it out.
    """

    issue: str
    path: str
    title: str
    summary: str
    date: datetime.date
    number: int | None
    language: str
    html: str
    images: tuple[HostedImage, ...]
    logo: str | None = None
    content: str
    listed: bool
