#!/usr/bin/env python3
"""Compare `storsthlm send` with other senders, in turn, against one sink on loopback.

    compare.py [--connections 1,4,10,20] [--rtt 0,20,50] [--only NAMES] [--sink own|smtp-sink]
               [--repeats 5] [--seconds 6] [--most 200000] [--number N] [--against smtp-source] [--save FILE]

Each run sends as many messages as the sender manages in `--seconds`, at most `--most`. Messages a second are counted by
the sink, from the first MAIL to the last final reply, so that the start of a program is not in them; smtp-sink does
not count, and the sender's own loop is taken, or the whole command. A run in which the sink counts wrong fails.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from typing import Any

import newsletter

HERE = pathlib.Path(__file__).resolve().parent
BUILD = pathlib.Path(os.environ.get("BUILD", HERE.parents[1] / "build" / "benchmarks"))
SIZE = 45_000
"""Bytes of smtp-source's message, which is the same each time."""
TIMEOUT = 900
"""Seconds after which a sender is stopped."""
WARM = {"nodemailer": 1000, "listmonk": 2000}
"""Messages that a sender with a compiler in it needs at least, to show what it can do."""

Run = dict[str, Any]


def senders() -> dict[str, list[str]]:
    """Return the command of each sender whose tool is there; the fields in braces are filled for each run."""
    rest = ["{host}", "{port}", "{connections}", "{number}", "{folder}"]
    source = os.environ.get("SMTP_SOURCE") or shutil.which("smtp-source")
    node, pool = shutil.which("node"), os.environ.get("SMTPPOOL")
    known = {
        "storsthlm": [sys.executable, str(HERE.parent / "send-once"), "{csv}", *rest],
        "smtp-source": [
            *(source or "", "-d", "-l", str(SIZE), "-m", "{number}", "-s", "{connections}"),
            *("-f", "studs@batklubben.example", "-t", "lasare@post.example", "-N", "{host}:{port}"),
        ],
        "nodemailer": [node or "", str(HERE / "clients" / "nodemailer.mjs"), *rest],
        "listmonk": [pool or "", *rest],
        "smtplib": [sys.executable, str(HERE / "clients" / "smtplib_threads.py"), *rest],
    }
    there = {"smtp-source": source, "nodemailer": node and os.environ.get("NODE_MODULES"), "listmonk": pool}
    return {name: command for name, command in known.items() if there.get(name, True)}


class Server:
    """A sink or the proxy, listening on `port` until `end`."""

    def __init__(self, *command: str, port: int | None = None) -> None:
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = port or int(self._process.stdout.readline().split()[1])
        while port is not None:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.02)

    def end(self) -> str:
        """Stop it and return the last line that it printed."""
        self._process.send_signal(signal.SIGTERM)
        lines = self._process.communicate(timeout=10)[0].splitlines()
        return str(lines[-1]) if lines else ""


def open_sink(kind: str) -> Server:
    """Start a sink on a free port."""
    if kind == "own":
        return Server(str(BUILD / "sink"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    user = ["-u", "nobody"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    program = os.environ.get("SMTP_SINK") or shutil.which("smtp-sink") or "smtp-sink"
    return Server(program, *user, f"127.0.0.1:{port}", "256", port=port)


def run(name: str, command: list[str], number: int, case: tuple[int, float], sink: str, folder: pathlib.Path) -> Run:
    """Send so many messages over `case` (connections, round-trip time in ms) and return what was seen."""
    connections, rtt = case
    listed = folder / f"{number}.csv"
    if not listed.exists():
        newsletter.write_recipients(listed, number)
    servers = [open_sink(sink)]
    if rtt:
        servers.append(Server(str(BUILD / "delayproxy"), "--target", str(servers[0].port), "--rtt-ms", str(rtt)))
    values: dict[str, object] = {
        "host": "127.0.0.1",
        "port": servers[-1].port,
        "connections": connections,
        "number": number,
    }
    values |= {"folder": folder, "csv": listed}
    errors = (folder / "errors").open("w+", encoding="utf-8")
    began = time.perf_counter()
    process = subprocess.Popen(
        [part.format(**values) for part in command], stdout=subprocess.PIPE, stderr=errors, text=True
    )
    assert process.stdout is not None
    timer = threading.Timer(TIMEOUT, process.kill)
    timer.start()
    printed = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    timer.cancel()
    errors.close()
    seconds = time.perf_counter() - began
    counted = [server.end() for server in reversed(servers)][-1]
    if process.returncode:
        raise RuntimeError(f"{name} ended with {process.returncode}: {(folder / 'errors').read_text()[-500:]}")
    seen: Run = {"sender": name, "connections": connections, "rtt": rtt, "number": number, "command_s": seconds}
    seen |= {"command_cpu_s": used.ru_utime + used.ru_stime, "memory_kb": used.ru_maxrss}
    for line in printed.splitlines():
        seen |= json.loads(line) if line.startswith('{"loop_s"') else {}
    took = seen.get("loop_s", seconds)
    if counted.startswith("{"):
        sink_saw = json.loads(counted)
        if sink_saw["messages"] != number:
            raise RuntimeError(f"{name}: the sink has {sink_saw['messages']} of {number} messages")
        seen |= {"turns": sink_saw["turns"], "bytes": sink_saw["bytes"]}
        took = sink_saw["span_s"]
    return seen | {"rate": number / took}


def fitting(name: str, command: list[str], case: tuple[int, float], options: Any, folder: pathlib.Path) -> int:
    """Return how many messages the sender manages in the seconds wanted."""
    if options.number:
        return int(options.number)
    least = max(20, 5 * case[0])
    number = least
    for _ in range(3):
        rate = run(name, command, number, case, options.sink, folder)["rate"]
        enough = number / rate > options.seconds / 8
        least = max(least, 0 if case[1] else WARM.get(name, 0))
        number = max(least, min(int(rate * options.seconds / (1 if enough else 6)), options.most))
        if enough:
            break
    return number


def median(runs: list[Run], value: Any) -> str:
    """Return the median of what `value` makes of the runs that have it, for a table."""
    found = [value(each) for each in runs if value(each) is not None]
    return f"{statistics.median(found):,.{0 if statistics.median(found) >= 100 else 2}f}" if found else "-"


def report(runs: list[Run], against: str) -> None:
    """Print a table for each case; ratios are of runs of one repeat."""
    for rtt, connections in sorted({(each["rtt"], each["connections"]) for each in runs}):
        of_case = [each for each in runs if (each["rtt"], each["connections"]) == (rtt, connections)]
        rates = {each["repeat"]: each["rate"] for each in of_case if each["sender"] == against}
        for each in of_case if rates else ():
            each["ratio"] = each["rate"] / rates[each["repeat"]]
        print(f"\n{connections} connections, {rtt:g} ms\n")
        print(
            f"| sender | messages/s | x {against} | whole command | loop CPU us | command CPU us | round trips | MB |"
        )
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
        for name in dict.fromkeys(each["sender"] for each in of_case):
            mine = [each for each in of_case if each["sender"] == name]
            cells = [
                median(mine, lambda each: each.get("rate")),
                median(mine, lambda each: each.get("ratio")),
                median(mine, lambda each: each["number"] / each["command_s"]),
                median(mine, lambda each: 1e6 * each["loop_cpu_s"] / each["number"] if "loop_cpu_s" in each else None),
                median(mine, lambda each: 1e6 * each["command_cpu_s"] / each["number"]),
                median(mine, lambda each: each["turns"] / each["number"] if "turns" in each else None),
                median(mine, lambda each: each["memory_kb"] / 1024),
            ]
            print(f"| {' | '.join([name, *cells])} |")


def main() -> int:
    """Run every sender in every case, in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--connections", default="10")
    parser.add_argument("--rtt", default="0", help="round-trip times in ms")
    parser.add_argument("--only", default="")
    parser.add_argument("--sink", choices=["own", "smtp-sink"], default="own")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--most", type=int, default=200_000)
    parser.add_argument("--number", type=int, help="messages a run, instead of as many as fit into --seconds")
    parser.add_argument("--against", default="smtp-source")
    parser.add_argument("--save", type=pathlib.Path)
    options = parser.parse_args()
    chosen = {name: each for name, each in senders().items() if not options.only or name in options.only.split(",")}
    print("senders:", ", ".join(chosen), file=sys.stderr)
    runs: list[Run] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        newsletter.write(folder, options.number or options.most)
        cases = [(int(c), float(rtt)) for rtt in options.rtt.split(",") for c in options.connections.split(",")]
        planned = [
            (name, command, case, fitting(name, command, case, options, folder))
            for case in cases
            for name, command in chosen.items()
        ]
        for repeat in range(options.repeats):
            for name, command, case, number in planned:
                runs.append({**run(name, command, number, case, options.sink, folder), "repeat": repeat})
            print(f"repeat {repeat + 1} of {options.repeats}", file=sys.stderr)
    if options.save:
        options.save.write_text(json.dumps(runs, indent=1), "utf-8")
    report(runs, options.against)
    return 0


if __name__ == "__main__":
    sys.exit(main())
