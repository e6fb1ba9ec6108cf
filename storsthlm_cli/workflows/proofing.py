"""Proof: the sheet that a second reader gets, made of an issue as it is now, with errors or without."""

from __future__ import annotations

import difflib
import pathlib
import tempfile
import webbrowser
from collections.abc import Callable

from storsthlm_cli.chromium import find_chromium, open_browser
from storsthlm_cli.messages.hashing import content_hash
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.places import Place
from storsthlm_cli.model.proof import Proof, Remark
from storsthlm_cli.rendering.proofs.page import page
from storsthlm_cli.rendering.proofs.plain import plain
from storsthlm_cli.rendering.proofs.proof import make_proof
from storsthlm_cli.workflows.validating import Validation, validate
from storsthlm_cli.workflows.variants import render_issue
from storsthlm_cli.workflows.workspace import Workspace


def proof(workspace: Workspace, given: str | None, section: str | None, told: Callable[[Finding], str]) -> Proof:
    """Return the proof of an issue (the newest for None), or of the section with that id.

    `told` makes the sentence of a finding. Raises what `validate` and `render_issue` raise, and Failure, naming the
    nearest, when there is no such section.
    """
    validation = validate(workspace, given)
    rendered = render_issue(workspace, validation)
    assert validation.issue is not None
    newsletter = workspace.settings.newsletter
    if section is not None:
        _require(section, validation)
    return make_proof(
        validation.issue,
        validation.directory,
        newsletter,
        content=content_hash(rendered, newsletter),
        remarks=[
            Remark(finding.level, finding.code, _section(finding, validation), told(finding))
            for finding in validation.findings
            if finding.level is not Level.INFO
        ],
        section=section,
    )


def proof_page(workspace: Workspace, proof: Proof) -> str:
    """Return the proof as a page for browsers. Raises Failure for errors in its design."""
    return page(proof, workspace.root)


def proof_text(proof: Proof) -> str:
    """Return the proof as text, with form feeds between its pages."""
    return plain(proof)


def open_page(path: pathlib.Path) -> None:
    """Open a file in the browser."""
    webbrowser.open(path.resolve().as_uri())


def printed(html: str) -> bytes:
    """Return the page as PDF. Raises Failure when there is no Chromium, and when it fails."""
    program = find_chromium()
    with tempfile.TemporaryDirectory(prefix="storsthlm-", ignore_cleanup_errors=True) as name:
        file = pathlib.Path(name) / "proof.html"
        file.write_text(html, encoding="utf-8")
        with open_browser(program) as browser:
            browser.show(file)
            return browser.pdf()


def write_proof(path: pathlib.Path, data: bytes) -> pathlib.Path:
    """Write a proof; its folder is made when it is not there. Raises Failure when it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise Failure(
            f"cannot write the proof to `{path}`: {error.strerror or error}", hint="name another file"
        ) from error
    return path


def _require(section: str, validation: Validation) -> None:
    assert validation.issue is not None
    known = [each.id for each in validation.issue.sections]
    if section not in known:
        near = difflib.get_close_matches(section, known, 1)
        hint = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(f'`{each}`' for each in known)}"
        raise Failure(f"issue `{validation.key}` has no section `{section}`", hint=hint)


def _section(finding: Finding, validation: Validation) -> str:
    """Return the id of the section that a finding stands in, nothing for one that stands in none."""
    assert validation.issue is not None
    where, place = finding.where, validation.document.place
    if not isinstance(where, Place):
        return ""
    return next((each.id for each in validation.issue.sections if place(each.spot).holds(where)), "")
