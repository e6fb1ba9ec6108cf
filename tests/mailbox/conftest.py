from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.mailbox.dovecot import Dovecot, running


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """Give a running Dovecot."""
    with running() as server:
        yield server
