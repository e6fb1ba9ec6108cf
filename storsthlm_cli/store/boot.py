"""Which start of the machine this is: what tells a killed process from a power cut."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

NO_BOOT = "-"
"""Stands for the id of a system that has none."""
LINUX = Path("/proc/sys/kernel/random/boot_id")


def boot_id() -> str | None:
    """Return an id that is the same until the machine starts anew, or None where the system has none to give."""
    try:
        if sys.platform == "darwin":
            asked = subprocess.run(
                ["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"],
                capture_output=True,
                text=True,
                check=True,
                timeout=5,
            )
            return asked.stdout.strip() or None
        return LINUX.read_text("ascii").strip() or None
    except (OSError, subprocess.SubprocessError):
        return None
