"""The facts of an issue's mail, which are known only when it is rendered."""

from __future__ import annotations

from dataclasses import replace

from storsthlm_cli.checks.mail.rendered import judge_mail
from storsthlm_cli.workflows.previewing import render_issue
from storsthlm_cli.workflows.validating import Validation, in_order
from storsthlm_cli.workflows.workspace import Workspace


def with_mail(workspace: Workspace, validation: Validation) -> Validation:
    """Return a validation with what is found in the rendered mail; as it was, when the issue is too broken for one.

    Raises Failure when the design has a fault.
    """
    if validation.issue is None:
        return validation
    settings = workspace.settings
    found = judge_mail(render_issue(workspace, validation), settings.newsletter, settings.levels)
    return replace(validation, findings=in_order((*validation.findings, *found)))
