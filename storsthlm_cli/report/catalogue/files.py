"""S001 to S010: the text file itself, before it is known what is in it."""

from __future__ import annotations

from storsthlm_cli.model.findings import Level
from storsthlm_cli.report.catalogue.entries import Entry
from storsthlm_cli.report.catalogue.sources import OWN, YAML

FILES = {
    "S001": Entry(
        title="broken YAML",
        sentence="this is not YAML: {problem}",
        help=("{hint}",),
        why="The file cannot be read beyond this point. The usual causes are a missing space after a colon, a line "
        "that is indented more or less than its neighbours, and a quotation mark that is never closed.",
        bad="subject: 'Nytt i juni",
        good="subject: 'Nytt i juni'",
        source=YAML,
    ),
    "S002": Entry(
        title="key given twice",
        sentence="`{key}` is given twice; it stands in line {first} already",
        help=("remove one of them, or join their contents",),
        why="YAML readers silently keep one of two values under the same key, and not all of them the same one. "
        "What the other one said would be lost without a word.",
        bad="date: 2021-06-21\ndate: 2021-06-22",
        good="date: 2021-06-21",
        source=f"{YAML}: the keys of a mapping are unique",
    ),
    "S003": Entry(
        title="anchor or alias",
        sentence="anchors and aliases (`{name}`) are not used here",
        help=("write the text out, or put it in quotes when `&` or `*` belongs to it",),
        why="An alias repeats another part of the file unseen. A few lines of aliases can grow to gigabytes, and a "
        "text that begins with `*` or `&` is usually meant as text: put it in quotes.",
        bad="subject: &nytt Nytt i juni",
        good="subject: Nytt i juni",
        source=OWN,
    ),
    "S004": Entry(
        title="nested too deeply",
        sentence="nested more than {limit} levels deep",
        help=("an issue needs fewer than ten levels; look for brackets that are never closed",),
        why="No newsletter is nested that deeply. A file that is can crash the programs that read it.",
        bad="subject: [[[[[[[[[[[[[[[[[[ … and no end",
        good="subject: Nytt i juni",
        source=OWN,
    ),
    "S005": Entry(
        title="tab as indentation",
        sentence="a tab stands where YAML wants spaces",
        help=("replace the tab by spaces; most editors can do it for the whole file",),
        why="YAML forbids tabs in indentation, because their width differs from editor to editor.",
        bad="sections:\n\t- kind: article",
        good="sections:\n  - kind: article\n    headline: Nya möten\n    body: Igen.",
        source=f"{YAML}, 6.1",
    ),
    "S006": Entry(
        title="file too large",
        sentence="the file has {size} bytes; at most {limit} are read",
        help=("put images and other data into files of their own",),
        why="An issue is text of a few dozen kilobytes. A larger file has got something in it by mistake, "
        "such as an image pasted as text.",
        bad="a file of 3 MB, into which a picture was pasted as text",
        good="a file of 30 kB, and the picture in a file of its own",
        source=OWN,
    ),
    "S007": Entry(
        title="not UTF-8",
        sentence="the file is not UTF-8: byte {byte} cannot be read",
        help=("save the file again with the encoding UTF-8",),
        why="The file was saved in an older encoding. Guessing which one would risk every å, ä and ö.",
        bad="a file saved as “Windows-1252” or “ANSI”",
        good="the same file saved as “UTF-8”",
        source="RFC 3629 (UTF-8)",
    ),
    "S008": Entry(
        title="text that other programs take for something else",
        sentence="`{found}` looks like {looks} to other YAML readers",
        help=('put it in quotes: "{found}"',),
        why="Here the characters are read as text, as written. Editors and other programs that follow YAML 1.1 read "
        "`no` as false, `12:30` as 750 and `010` as 8. In quotes it is text for everybody.",
        bad="headline: no",
        good='headline: "no"',
        source="YAML 1.1, which many programs still read",
        level=Level.WARNING,
    ),
    "S009": Entry(
        title="control character",
        sentence="a control character ({character}) stands in the file",
        help=("remove it; it is invisible and comes from copying",),
        why="Control characters are invisible, mean nothing in a text and are refused by mail servers and programs. "
        "They usually come from copying out of a PDF file or a database.",
        bad="headline: Nya\fmöten",
        good="headline: Nya möten",
        source=f"{YAML}, 5.1; RFC 5322",
    ),
    "S010": Entry(
        title="several documents or a tag",
        sentence="{what} is not used here",
        help=("{hint}",),
        why="One file holds one document, and what a value is follows from its place. `---` begins a second document, "
        "which would be ignored; a tag (`!name`) would ask the reader to run something.",
        bad="subject: !ruby Nytt i juni",
        good="subject: Nytt i juni",
        source=OWN,
    ),
}
