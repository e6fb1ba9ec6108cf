from __future__ import annotations

import pathlib
import re

from storsthlm_cli.directory.shape import FILES
from storsthlm_cli.issues.block_shapes import BLOCK_SHAPES
from storsthlm_cli.issues.shape import SECTION_SHAPES
from storsthlm_cli.report.manual import page

MANUAL = pathlib.Path(__file__).parents[2] / "docs" / "format.md"


def test_the_manual_is_what_the_format_says() -> None:
    assert MANUAL.read_text(encoding="utf-8") == page(), "`make docs` writes it anew"


def test_every_kind_block_and_directory_file_has_its_place() -> None:
    headings = re.findall(r"^### (.*)$", page(), re.MULTILINE)
    assert headings[: len(SECTION_SHAPES)] == [f"`{kind}`" for kind in SECTION_SHAPES]
    assert {f"`{block}:`" for block in BLOCK_SHAPES} - {"`note:`", "`link:`"} <= {*headings}
    assert headings[-len(FILES) :] == [f"`{name}.yaml`" for name in FILES]


def test_every_key_is_described() -> None:
    rows = re.findall(r"^\| `([^`]+)`[^|]*\|([^|]*)\|(.*)\|$", page().replace("\\|", "/"), re.MULTILINE)
    assert len(rows) > 80
    assert [row for row in rows if not row[1].strip() or not row[2].strip().endswith((".", "`", ")"))] == []
