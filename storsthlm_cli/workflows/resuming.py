"""Going on with an unfinished dispatch: by which command, and when another one is refused."""

from __future__ import annotations

import shlex

from storsthlm_cli import __version__
from storsthlm_cli.model.delivery import Dispatch, DispatchState
from storsthlm_cli.model.errors import Refused
from storsthlm_cli.model.selections import named
from storsthlm_cli.model.sending import Plan, Wish
from storsthlm_cli.workflows.workspace import Workspace


def going_on(dispatch: Dispatch) -> tuple[str, ...]:
    """Return the words after `storsthlm` that go on with a dispatch. Run once more, they send nothing.

    So `--again` is not among them: it was said when the dispatch was frozen, and would begin another one afterwards.
    """
    if dispatch.corrects is not None:
        return ("send", dispatch.issue, "--correction-of", dispatch.corrects)
    return ("send", dispatch.issue, *named(dispatch.lists).flags)


def check_the_same(workspace: Workspace, dispatch: Dispatch, names: tuple[str, ...], content: str, wish: Wish) -> None:
    """Raise Refused when an unfinished dispatch is not what a command asks for.

    Another version of the program may render the very same issue otherwise. So a dispatch that another one froze goes
    on, as it was frozen; what a person is told of it then is `frozen_elsewhere`.
    """
    correction = f"corrects {dispatch.corrects or 'nothing'}"
    same = {
        f"it {correction}": dispatch.corrects == wish.corrects,
        "it does not go to everybody again": dispatch.again or not wish.again,
        "its lists are others": set(dispatch.lists) == set(names) or dispatch.corrects != wish.corrects,
        "its transport is another": dispatch.transport == workspace.settings.transport,
        "the issue has been edited since": dispatch.content == content or dispatch.tool != __version__,
    }
    differs = [words for words, holds in same.items() if not holds]
    if not differs:
        return
    again = shlex.join(["storsthlm", *going_on(dispatch), "--transport", dispatch.transport])
    back = "put the issue, its design and its settings back as they were, then "
    restore = back if "the issue has been edited since" in differs else ""
    raise Refused(
        f"dispatch `{dispatch.id}` of this issue stands unfinished, and {' and '.join(differs)}",
        hint=f"to finish it, {restore}`{again}`; to give it up, `storsthlm cancel {dispatch.id}`",
    )


def frozen_elsewhere(dispatch: Dispatch, content: str) -> tuple[str, ...]:
    """Return a notice when another version of the program has frozen a dispatch and would make another mail now."""
    if dispatch.content == content or dispatch.tool == __version__:
        return ()
    by = f"storsthlm {dispatch.tool}" if dispatch.tool else "an earlier storsthlm"
    return (
        f"dispatch `{dispatch.id}` was frozen by {by}, and this one ({__version__}) makes another mail of the issue: "
        "it goes on as it was frozen, and edits of the issue since then are not in it",
    )


def check_only(plan: Plan, name: str) -> None:
    """Raise Refused when a plan would begin a dispatch instead of going on with the one called `name`, or it is paused.

    Who is mailed at a time set long before must not be mailed after somebody has given the dispatch up, or held it.
    """
    if plan.resumes is not None and plan.resumes.id == name and plan.resumes.state is DispatchState.PAUSED:
        raise Refused(
            f"dispatch `{name}` is paused: nothing was sent",
            hint=f"`{shlex.join(['storsthlm', *going_on(plan.resumes)])}` goes on with it",
        )
    if plan.finished is None and (plan.resumes is None or plan.resumes.id != name):
        raise Refused(
            f"dispatch `{name}` does not wait to be sent any more: nothing was sent",
            hint=f"`storsthlm status {plan.issue}` shows what became of it",
        )
