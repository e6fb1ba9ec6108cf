"""What `proof` says: the sheet itself as text, where it is as a file, what is on it as JSON."""

from __future__ import annotations

import pathlib
import sys
from collections import Counter
from collections.abc import Sequence

from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.proof import Dated, Line, Linked, Mark, Named, Proof, Remark
from storsthlm_cli.report.consoles import Consoles, visible, write
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural


def show_sheet(consoles: Consoles, sheet: str, proof: Proof) -> None:
    """Write a sheet to stdout as it is, form feeds and all, and to stderr what is on it."""
    consoles.out.file.write(sheet)
    _tell(consoles, proof)


def show_pdf(consoles: Consoles, data: bytes, proof: Proof) -> None:
    """Write a printed sheet to stdout, and to stderr what is on it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    _tell(consoles, proof)


def show_files(consoles: Consoles, files: Sequence[pathlib.Path], proof: Proof) -> None:
    """Write the paths to stdout, and to stderr what is in them."""
    for file in files:
        write(consoles.out, visible(str(file)))
    _tell(consoles, proof)


def show_data(consoles: Consoles, files: Sequence[pathlib.Path], proof: Proof) -> None:
    """Write lines, names, days, links and findings as JSON; ends are excluded, sections are ids."""
    write_json(
        consoles.out,
        {
            "issue": proof.issue,
            "date": proof.date.isoformat(),
            "content": proof.content,
            "files": [str(file) for file in files],
            "lines": [_line(line, page) for page, sheet in enumerate(proof.sheets, 1) for line in sheet.lines],
            "names": [_named(named) for named in proof.named],
            "days": [_dated(dated) for dated in proof.dated],
            "links": [_linked(linked) for linked in proof.linked],
            "findings": [_remark(remark) for remark in proof.remarks],
        },
    )


def has_errors(proof: Proof) -> bool:
    """Tell whether the checks have found an error in what is to be read."""
    return any(remark.level is Level.ERROR for remark in proof.remarks)


def _tell(consoles: Consoles, proof: Proof) -> None:
    counts = Counter(remark.level for remark in proof.remarks)
    found = ", ".join(plural(counts[level], level.value) for level in Level if counts[level]) or "no findings"
    people = sum(named.mark is Mark.PERSON for named in proof.named)
    told = (
        plural(len(proof.sheets), "page"),
        plural(len(proof.lines), "line"),
        plural(people, "person", "people"),
        plural(len(proof.dated), "day"),
        plural(len(proof.linked), "link"),
        found,
    )
    write(consoles.err, f"proof of {visible(proof.issue)}: {', '.join(told)}")


def _line(line: Line, page: int) -> dict[str, object]:
    marks: list[dict[str, object]] = []
    end = line.indent
    for run in line.runs:
        start, end = end, end + len(run.text)
        if run.mark is not None:
            marks.append({"start": start, "end": end, "what": run.mark.value})
    return {
        "number": line.number,
        "page": page,
        "section": line.section or None,
        "use": "address" if line.use is None else line.use.value,
        "text": line.text,
        "marks": marks,
        "notes": list(line.notes),
    }


def _named(named: Named) -> dict[str, object]:
    known = {"name": named.name, "what": named.mark.value, "role": named.role or None}
    return {**known, "in_directory": named.role is not None, "lines": list(named.lines)}


def _dated(dated: Dated) -> dict[str, object]:
    return {
        "first": dated.first and dated.first.isoformat(),
        "last": dated.last and dated.last.isoformat(),
        "read": dated.read,
        "words": list(dated.words),
        "lines": list(dated.lines),
    }


def _linked(linked: Linked) -> dict[str, object]:
    return {"text": linked.text, "address": linked.address, "line": linked.line}


def _remark(remark: Remark) -> dict[str, object]:
    return {
        "code": remark.code,
        "level": remark.level.value,
        "section": remark.section or None,
        "message": remark.sentence,
    }
