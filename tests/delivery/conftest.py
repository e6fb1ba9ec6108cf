from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storsthlm_cli.model.delivery import Security
from tests.delivery.authority import Authority, found
from tests.delivery.dispatching import Book, freeze, people


@pytest.fixture
def make_book(tmp_path: Path) -> Iterator[Callable[..., Book]]:
    """Return a function that freezes a dispatch to so many recipients."""
    made: list[Book] = []

    def make(count: int = 3, *, domains: int = 3) -> Book:
        made.append(freeze(tmp_path / f"state{len(made)}.db", people(count, domains=domains)))
        return made[-1]

    yield make
    for book in made:
        book.close()


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return found(tmp_path_factory.mktemp("authority"))


@pytest.fixture(params=[Security.STARTTLS, Security.TLS])
def security(request: pytest.FixtureRequest) -> Security:
    return Security(request.param)
