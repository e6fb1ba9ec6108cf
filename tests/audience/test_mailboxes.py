from __future__ import annotations

import pytest

from storsthlm_cli.audience.mailboxes import mailbox_of
from storsthlm_cli.model.lists import Fault


@pytest.mark.parametrize(
    ("local", "said"),
    [
        ("info", Fault.SHARED),
        ("registrator", Fault.SHARED),
        ("info+brev", Fault.SHARED),
        ("noreply", Fault.UNREAD),
        ("postmaster", Fault.UNREAD),
        ("anna.info", None),
        ("informator", None),
    ],
)
def test_mailboxes_that_are_no_persons_are_known(local: str, said: Fault | None) -> None:
    assert mailbox_of(local) is said
