"""Find a workspace and load its settings: flag before environment before storsthlm.yaml before default."""

from __future__ import annotations

import difflib
import os
import pathlib
from collections.abc import Mapping
from enum import StrEnum

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.findings import CODES, Level
from storsthlm_cli.model.newsletter import ImageDelivery, Mailbox, Newsletter
from storsthlm_cli.model.places import Part, Spot
from storsthlm_cli.settings import values
from storsthlm_cli.settings.apart import read_sync
from storsthlm_cli.settings.records import FILE, OUTBOX, SMTP, BadSettings, Publishing, Settings
from storsthlm_cli.settings.servers import NOWHERE, read_mailbox, read_smtp
from storsthlm_cli.settings.sources import Sources
from storsthlm_cli.settings.vocabulary import CHECK, check_file, check_names, entries, place_of
from storsthlm_cli.source.yaml import Document, read_document


class _Transport(StrEnum):
    OUTBOX = OUTBOX
    SMTP = SMTP


def find_root(start: pathlib.Path) -> pathlib.Path:
    """Return the nearest folder, `start` or above, that has a storsthlm.yaml. Raises Failure when there is none."""
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / FILE).is_file():
            return candidate
    raise Failure(
        f"there is no `{FILE}` in `{folder}` or above it",
        hint="go to the newsletter's folder, or name it with `--workspace`",
    )


def load(root: pathlib.Path, overrides: Mapping[str, str], environment: Mapping[str, str] | None = None) -> Settings:
    """Load the settings of the workspace `root`.

    `overrides` are the values that flags give, by dotted key (`{"transport": "smtp"}`). `environment` is the
    process's own when None. Raises Failure, with the place, for a file that cannot be read, an unknown key, a missing
    or bad value, and for values that do not go together.
    """
    variables = os.environ if environment is None else environment
    check_names(variables, overrides)
    document = read_document(root / FILE, FILE)
    errors = [finding for finding in document.findings if finding.level is Level.ERROR]
    if errors:
        raise BadSettings(f"`{FILE}` cannot be read", errors, hint="correct it as shown above")
    check_file(document)
    sources = Sources(document, variables, overrides)
    newsletter = _newsletter(sources)
    transport = sources.get("transport", values.choice(_Transport), _Transport.OUTBOX)
    smtp = read_smtp(sources, root)
    if transport is _Transport.SMTP and smtp.first.host == NOWHERE:
        raise Failure(
            "the transport is `smtp`, but no server is named",
            hint="set `smtp.host` to the server that takes your mail, or `transport` to `outbox` to rehearse",
            place=sources.nearest("transport"),
        )
    return Settings(
        root=root,
        newsletter=newsletter,
        transport=transport.value,
        smtp=smtp,
        mailbox=read_mailbox(sources, root),
        approval=sources.get("approval.required", values.yes_or_no, False),
        publishing=_publishing(sources, root),
        sync=read_sync(sources, root),
        forget_after=sources.optional("retention.addresses", values.months),
        levels=_levels(document, sources.origins),
        origins=sources.origins,
    )


def _newsletter(sources: Sources) -> Newsletter:
    name = sources.need("newsletter.name", values.line, "readers know the newsletter by it")
    sender, reply_to = _mailboxes(sources, name)
    archive = sources.optional("web.archive_url", values.web_address)
    images = sources.get("design.images", values.choice(ImageDelivery), ImageDelivery.EMBEDDED)
    if images is ImageDelivery.HOSTED and archive is None:
        raise Failure(
            "`design.images` is `hosted`, but there is no address to host them at",
            hint="set `web.archive_url`, or `design.images` to `embedded`",
            place=sources.nearest("design.images"),
        )
    return Newsletter(
        name=name,
        list_id=sources.need("newsletter.list_id", values.list_id, "mail programs sort by it; it never changes"),
        sender=sender,
        reply_to=reply_to,
        organisation=sources.need("newsletter.organisation", values.line, "the footer says who is behind the mail"),
        postal_address=sources.need("newsletter.postal_address", values.line, "the footer says where you are"),
        why=sources.need("newsletter.why", values.line, "the footer says why the reader gets the mail"),
        privacy_url=sources.optional("newsletter.privacy_url", values.web_address),
        archive_url=archive.rstrip("/") if archive else None,
        unsubscribe_url=sources.optional("web.unsubscribe_url", values.web_address),
        unsubscribe_mail=sources.need("web.unsubscribe_mail", values.address, "every reader must have a way out"),
        language=sources.get("newsletter.language", values.language, "sv"),
        timezone=sources.get("newsletter.timezone", values.timezone, "Europe/Stockholm"),
        design=sources.get("design.name", values.folder, "standard"),
        images=images,
        colours=_colours(sources.document, sources.origins),
        fonts=sources.optional("design.fonts", values.fonts),
        logo=sources.optional("design.logo", values.line),
        bounces=sources.optional("sender.bounces", values.return_path),
    )


def _mailboxes(sources: Sources, newsletter: str) -> tuple[Mailbox, Mailbox | None]:
    """Return the sender, and where replies go when that is another address."""
    name = sources.get("sender.name", values.line, newsletter)
    address = sources.need("sender.address", values.address, "the mail is sent from this address")
    reply_to = sources.optional("sender.reply_to", values.address)
    return Mailbox(name, address), Mailbox(name, reply_to) if reply_to else None


def _publishing(sources: Sources, root: pathlib.Path) -> Publishing:
    folder = sources.optional("web.publish_folder", values.line)
    command = sources.optional("web.publish_command", values.command)
    if folder and command:
        raise Failure(
            "`web.publish_folder` and `web.publish_command` are two ways of publishing",
            hint="keep one of them",
            place=sources.nearest("web.publish_command"),
        )
    return Publishing(root / pathlib.Path(folder).expanduser() if folder else None, command or ())


def _colours(document: Document, origins: dict[str, str]) -> Mapping[str, str]:
    colours = {}
    for name in entries(document, ("design", "colours")):
        path = ("design", "colours", name)
        place = place_of(document, path)
        try:
            colours[name] = values.colour(document.text_at(path).content)
        except ValueError as error:
            raise Failure(f"`design.colours.{name}` {error}", place=place) from None
        origins[f"design.colours.{name}"] = f"{document.file}:{place.line}"
    return colours


def _levels(document: Document, origins: dict[str, str]) -> Mapping[str, Level]:
    """Return the level that each code of `checks` is given; every one needs a reason."""
    levels = {}
    for code in entries(document, ("checks",)):
        path = ("checks", code)
        key = document.place(Spot(document.file, path, part=Part.KEY))
        if code not in CODES:
            near = difflib.get_close_matches(code.upper(), CODES, n=1)
            hint = f"did you mean `{near[0]}`?" if near else "`storsthlm explain` lists all codes"
            raise Failure(f"`{code}` is no finding code", hint=hint, place=key)
        given = entries(document, path, CHECK)
        for name in CHECK:
            if not given.get(name):
                raise Failure(f"`checks.{code}` has no `{name}`", hint=_EXAMPLE.format(code=code), place=key)
        level = (*path, "level")
        try:
            levels[code] = values.choice(Level)(document.text_at(level).content)
        except ValueError as error:
            raise Failure(f"`checks.{code}.level` {error}", place=place_of(document, level)) from None
        origins[f"checks.{code}"] = f"{document.file}:{place_of(document, level).line}"
    return levels


_EXAMPLE = "write it as `{code}: {{level: info, reason: why it is all right here}}`"
