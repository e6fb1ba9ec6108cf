"""The way in: `storsthlm` and `python -m storsthlm_cli`."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence

_GARBAGE = 10_000
"""New objects until Python looks for garbage. Its usual 700 take a tenth of a start, when nothing is garbage yet."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line, that of the process when None is given, and return its exit code (DESIGN: exit codes)."""
    gc.set_threshold(_GARBAGE)
    atexit.register(gc.freeze)  # or Python would look through all that was loaded once more, to throw it away
    from storsthlm_cli.cli.app import run

    return run(sys.argv[1:] if arguments is None else list(arguments))


if __name__ == "__main__":
    sys.exit(main())
