"""Variants: the mail of an issue as everybody gets it, and as the readers of a list get it who are told more.

A list's mails differ by what the issue says to that list alone (`for_lists` of the issue), and by the reason that they
give for coming (`why` in `lists/NAME.yaml`). Two mails are the same when their hashes are.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from storsthlm_cli.messages.hashing import content_hash
from storsthlm_cli.model.errors import BadContent, Failure, Refused
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.rendered import Rendered
from storsthlm_cli.rendering.designs import open_design
from storsthlm_cli.rendering.render import render
from storsthlm_cli.workflows.listing import facts_of
from storsthlm_cli.workflows.pictures import prepare_images
from storsthlm_cli.workflows.transports import rehearses
from storsthlm_cli.workflows.validating import Validation
from storsthlm_cli.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One mail of an issue. `lists` are those that get it instead of the mail for all, none for that one itself.

    `newsletter` is as these readers are told it, `hash` that of the mail.
    """

    lists: tuple[str, ...]
    newsletter: Newsletter
    rendered: Rendered
    hash: str


def render_issue(workspace: Workspace, validation: Validation, name: str | None = None) -> Rendered:
    """Render a validated issue in the newsletter's design: as the mails to a list have it, or to all (None).

    Raises BadContent when the issue is too broken to be shown, Failure when the design is.
    """
    if validation.issue is None:
        raise BadContent(
            f"issue `{validation.key}` cannot be shown as it is",
            validation.errors,
            hint=f"correct these, then `storsthlm validate {validation.key}`",
        )
    newsletter = newsletter_for(workspace, name)
    design = open_design(newsletter.design, workspace.root)
    images = prepare_images(workspace, validation, validation.issue, design.image_width)
    issue = validation.issue if name is None else validation.issue.for_list(name)
    return render(issue, validation.directory, newsletter, design, images)


def newsletter_for(workspace: Workspace, name: str | None) -> Newsletter:
    """Return the newsletter with the reason for which a list gets it, if its description gives one.

    Raises BadContent when there is a mistake in the description: another reason than the list's own would be told.
    """
    newsletter = workspace.settings.newsletter
    if name is None:
        return newsletter
    errors = _mistakes(workspace, name)
    if errors:
        file = workspace.shown(workspace.lists / f"{name}.yaml")
        raise BadContent(
            f"there are mistakes in `{file}`", errors, hint="correct them: it says why these readers get it"
        )
    facts, _ = facts_of(workspace, name)
    return replace(newsletter, why=facts.why.content) if facts is not None and facts.why is not None else newsletter


def variants(workspace: Workspace, validation: Validation) -> tuple[Variant, ...]:
    """Return all mails of an issue, each once: first the one for all. Raises what `render_issue` raises.

    A list with a mistake in its description is left out: nothing can be sent to it before that is mended.
    """
    made = [_variant(workspace, validation, None)]
    described = [name for name in workspace.known_lists() if not _mistakes(workspace, name)]
    for name in _special(workspace, validation, described):
        own = _variant(workspace, validation, name)
        same = next((at for at, each in enumerate(made) if each.hash == own.hash), None)
        if same is None:
            made.append(own)
        elif same:
            made[same] = replace(made[same], lists=(*made[same].lists, name))
    return tuple(made)


def variant_for(workspace: Workspace, validation: Validation, lists: Iterable[str]) -> Variant:
    """Return the mail that all of these lists get: the one for all where there are none.

    Raises Refused when they get different ones, besides what `render_issue` raises.
    """
    names = tuple(dict.fromkeys(lists))
    special = _special(workspace, validation, names)
    mails = {name: _variant(workspace, validation, name) for name in special}
    plain = _variant(workspace, validation, None) if len(special) < len(names) or not names else None
    hashes = {each.hash for each in (*mails.values(), *([plain] if plain is not None else []))}
    if len(hashes) > 1:
        usual = plain.hash if plain is not None else mails[special[-1]].hash
        odd = next(name for name in special if mails[name].hash != usual)
        once = "who has the issue then gets no second one"
        if rehearses(workspace):
            once = "when mail really leaves, who has the issue then gets no second one; in rehearsals they get both"
        raise Refused(
            f"the mail to `{odd}` differs from that to the other lists, and a dispatch has one mail",
            hint=f"send to `{odd}` by itself first: {once}",
        )
    if plain is None:
        (found,) = {each.hash: each for each in mails.values()}.values()
        return replace(found, lists=special)
    return plain


def check_list(workspace: Workspace, name: str) -> None:
    """Raise Failure, naming the nearest, when there is no list of this name, nor a description of one."""
    known = workspace.known_lists()
    if name in known:
        return
    near = difflib.get_close_matches(name, known, 1)
    there = ", ".join(f"`{other}`" for other in known)
    hint = f"did you mean `{near[0]}`?" if near else f"the lists are {there}" if there else "there are no lists"
    raise Failure(f"there is no list `{name}`", hint=hint)


def _mistakes(workspace: Workspace, name: str) -> tuple[Finding, ...]:
    """Return what must be corrected in the description of a list."""
    _, findings = facts_of(workspace, name)
    return tuple(finding for finding in findings if finding.level is Level.ERROR)


def _special(workspace: Workspace, validation: Validation, names: Iterable[str]) -> tuple[str, ...]:
    """Return which of these lists are told something of their own."""
    told = {each.name for each in validation.issue.for_lists} if validation.issue is not None else set()
    newsletter = workspace.settings.newsletter
    return tuple(name for name in names if name in told or newsletter_for(workspace, name) != newsletter)


def _variant(workspace: Workspace, validation: Validation, name: str | None) -> Variant:
    newsletter = newsletter_for(workspace, name)
    rendered = render_issue(workspace, validation, name)
    lists = () if name is None else (name,)
    return Variant(lists=lists, newsletter=newsletter, rendered=rendered, hash=content_hash(rendered, newsletter))
