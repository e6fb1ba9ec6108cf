"""The way in: `storsthlm` and `python -m storsthlm_cli`."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line, that of the process when None is given, and return its exit code (DESIGN: exit codes)."""
    from storsthlm_cli.cli.app import run

    return run(sys.argv[1:] if arguments is None else list(arguments))


if __name__ == "__main__":
    sys.exit(main())
