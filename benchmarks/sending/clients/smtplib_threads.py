"""smtplib as most people write it: a thread for each connection, an EmailMessage for each recipient.

python smtplib_threads.py HOST PORT CONNECTIONS NUMBER FOLDER
"""

from __future__ import annotations

import csv
import itertools
import json
import pathlib
import resource
import smtplib
import sys
import threading
import time
from email.message import EmailMessage


def main() -> None:
    """Send and print what the loop took."""
    host, port, connections, number, folder = sys.argv[1:]
    html, text = (pathlib.Path(folder, f"newsletter.{kind}").read_text("utf-8") for kind in ("html", "txt"))
    with pathlib.Path(folder, "recipients.csv").open(encoding="utf-8") as file:
        rows = list(itertools.islice(csv.DictReader(file), int(number)))

    def merged(template: str, row: dict[str, str]) -> str:
        for field, value in row.items():
            template = template.replace(f"{{{{{field}}}}}", value)
        return template

    def work(mine: list[dict[str, str]]) -> None:
        with smtplib.SMTP(host, int(port), local_hostname="bench.invalid") as client:
            for row in mine:
                message = EmailMessage()
                message["From"] = "Båtklubben <brev@batklubben.example>"
                message["To"] = row["email"]
                message["Subject"] = "Höstnytt från Båtklubben"
                message["List-Unsubscribe"] = f"<{row['unsubscribe']}>"
                message.set_content(merged(text, row))
                message.add_alternative(merged(html, row), subtype="html")
                client.send_message(message, from_addr="studs@batklubben.example")

    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
    count = int(connections)
    threads = [threading.Thread(target=work, args=(rows[index::count],)) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"loop_s": time.perf_counter() - began, "loop_cpu_s": cpu}))


if __name__ == "__main__":
    main()
