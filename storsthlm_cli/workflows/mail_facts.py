"""The facts of an issue's mail, which are known only when it is rendered."""

from __future__ import annotations

from dataclasses import replace

from storsthlm_cli.checks.mail.rendered import judge_mail
from storsthlm_cli.workflows.validating import Validation, in_order
from storsthlm_cli.workflows.variants import variants
from storsthlm_cli.workflows.workspace import Workspace


def with_mail(workspace: Workspace, validation: Validation) -> Validation:
    """Return a validation with what is found in the rendered mails: the one for all, and those for some lists.

    It is as it was, when the issue is too broken for a mail. Raises Failure when the design has a fault.
    """
    if validation.issue is None:
        return validation
    levels = workspace.settings.levels
    mails = variants(workspace, validation)
    found = [each for mail in mails for each in judge_mail(mail.rendered, mail.newsletter, levels)]
    return replace(validation, findings=in_order((*validation.findings, *found)))
