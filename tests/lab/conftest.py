from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lab import postfix
from tests.lab.postfix import Postfix


@pytest.fixture(scope="session")
def server() -> Iterator[Postfix]:
    """Give a running Postfix."""
    with postfix.running() as made:
        yield made
