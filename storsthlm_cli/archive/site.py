"""The public site as files: pages, index, feed and calendars, all of them static."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from storsthlm_cli.archive.calendars import Announced, calendar, newest, without_repeats
from storsthlm_cli.archive.feed import FILE as ATOM
from storsthlm_cli.archive.feed import feed
from storsthlm_cli.events import FEED as ALL_EVENTS
from storsthlm_cli.model.newsletter import ImageDelivery, Newsletter
from storsthlm_cli.model.rendered import HostedImage
from storsthlm_cli.model.site import WebPage


def site_files(
    newsletter: Newsletter,
    pages: Sequence[WebPage],
    index: str,
    announcements: Iterable[Announced],
    hosted: Iterable[HostedImage],
) -> Mapping[str, bytes]:
    """Return the files of the site by their paths, in the order in which they may become public.

    What a page shows or links to comes before it, what leads to pages after them. `pages` come newest first, `index`
    is the page that lists them, `announcements` are the events of the listed ones, oldest first, `hosted` the images
    that mails show from here. Without listed pages there is no index, without `archive_url` no feed.
    """
    listed = [page for page in pages if page.listed]
    events = newest(announcements)
    files = {image.path: image.data for image in hosted}
    files |= {page.path + image.path: image.data for page in pages for image in page.images}
    files |= {each.event.file: calendar([each], newsletter) for each in events.values()}
    files |= {f"{page.path}index.html": page.html.encode() for page in pages}
    if listed:
        files["index.html"] = index.encode()
        files[ALL_EVENTS] = calendar(without_repeats(events.values()), newsletter)
    if listed and newsletter.archive_url:
        files[ATOM] = feed(newsletter, listed)
    return files


def outlives(path: str, newsletter: Newsletter) -> bool:
    """Tell whether a file of the site stays when its page has it no more: an image that mails already sent may show."""
    parts = path.split("/")
    return (
        newsletter.images is ImageDelivery.HOSTED and len(parts) == 4 and (parts[0], parts[2]) == ("issues", "images")
    )
