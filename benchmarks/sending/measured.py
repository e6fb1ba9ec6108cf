"""The command line, telling what its send loop took: `python measured.py ARGUMENTS` is `storsthlm ARGUMENTS`.

A last line of JSON on standard output has the loop's seconds (`loop_s`) and its CPU seconds (`loop_cpu_s`), with which
a sender can be compared with one that needs no start. With PROFILE set to a file, cProfile writes the CPU time of the
loop into it.
"""

from __future__ import annotations

import cProfile
import json
import os
import pathlib
import resource
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from storsthlm_cli.__main__ import main
from storsthlm_cli.delivery.engine import Engine
from storsthlm_cli.delivery.runs import Ending

_run = Engine.run


def cpu() -> float:
    """Return the CPU seconds of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measured(engine: Engine) -> Ending:
    """Run the loop and tell what it took."""
    path = os.environ.get("PROFILE")
    profile = cProfile.Profile(time.process_time) if path else None
    began, before = time.perf_counter(), cpu()
    try:
        return profile.runcall(_run, engine) if profile else _run(engine)
    finally:
        print(json.dumps({"loop_s": time.perf_counter() - began, "loop_cpu_s": cpu() - before}), flush=True)
        if profile and path:
            profile.dump_stats(path)


if __name__ == "__main__":
    Engine.run = measured  # type: ignore[method-assign]
    sys.exit(main())
