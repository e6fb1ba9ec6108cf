from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from storsthlm_cli.rendering import designs
from storsthlm_cli.rendering.designs import open_design

KEPT = "__pycache__"


@pytest.fixture
def built_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder that counts as that of the built-in designs."""
    folder = tmp_path / "program" / "templates"
    (folder / "brev").mkdir(parents=True)
    for name, source in {"mail.html": "<p>{{ word }}</p>", "mail.txt": "{{ word }}"}.items():
        (folder / "brev" / name).write_text(source, encoding="utf-8")
    monkeypatch.setattr(designs, "_built_in", lambda: (folder,))
    return folder / "brev"


def made(workspace: Path, template: str = "mail.html") -> str:
    """Render a template as a new process would: with nothing but what is kept in files."""
    designs._environment.cache_clear()
    return open_design("brev", workspace).render(template, {"word": "a & b"})


def kept(design: Path) -> list[Path]:
    return sorted(design.rglob(f"{KEPT}/*"))


def test_what_a_built_in_template_was_compiled_to_is_kept_and_used(built_in: Path, tmp_path: Path) -> None:
    assert made(tmp_path) == "<p>a &amp; b</p>"
    (file,) = kept(built_in)
    before = file.stat().st_mtime_ns
    compiled = file.read_bytes()
    assert made(tmp_path) == "<p>a &amp; b</p>"
    assert file.stat().st_mtime_ns == before
    file.write_bytes(compiled.replace(b"<p>", b"<b>"))
    assert made(tmp_path) == "<b>a &amp; b</p>"


def test_a_changed_template_is_compiled_anew(built_in: Path, tmp_path: Path) -> None:
    assert made(tmp_path, "mail.txt") == "a & b"
    (built_in / "mail.txt").write_text("[{{ word }}]", encoding="utf-8")
    assert made(tmp_path, "mail.txt") == "[a & b]"
    assert len(kept(built_in)) == 1


def test_what_was_compiled_for_another_place_is_not_used(built_in: Path, tmp_path: Path) -> None:
    made(tmp_path)
    (built_in / "kopia.html").write_text((built_in / "mail.html").read_text("utf-8"), encoding="utf-8")
    (file,) = kept(built_in)
    copy = file.with_name(file.name.replace("mail", "kopia"))
    copy.write_bytes(file.read_bytes().replace(b"<p>", b"<b>"))
    assert made(tmp_path, "kopia.html") == "<p>a &amp; b</p>"


@pytest.mark.parametrize("content", [b"", b"x", b"\0" * 400])
def test_a_damaged_file_is_written_anew(built_in: Path, tmp_path: Path, content: bytes) -> None:
    made(tmp_path)
    (file,) = kept(built_in)
    compiled = file.read_bytes()
    for damaged in (content, compiled[:32], compiled[:60]):
        file.write_bytes(damaged)
        assert made(tmp_path) == "<p>a &amp; b</p>"
        assert file.read_bytes() == compiled


def test_what_lies_beside_a_workspaces_own_templates_is_never_run(built_in: Path, tmp_path: Path) -> None:
    made(tmp_path)
    own = tmp_path / "templates" / "brev"
    shutil.copytree(built_in, own)
    (file,) = kept(own)
    file.write_bytes(file.read_bytes().replace(b"<p>", b"<b>"))
    before = file.read_bytes()
    assert made(tmp_path) == "<p>a &amp; b</p>"
    assert file.read_bytes() == before


def test_where_nothing_can_be_written_nothing_is_kept(built_in: Path, tmp_path: Path) -> None:
    (built_in / KEPT).write_text("no folder", encoding="utf-8")
    assert made(tmp_path) == "<p>a &amp; b</p>"
    assert [path.name for path in built_in.iterdir() if path.is_dir()] == []
