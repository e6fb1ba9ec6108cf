from __future__ import annotations

from pathlib import Path

import pytest

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.rendering.designs import design_names, find_file, open_design


def written(workspace: Path, file: str, content: str) -> Path:
    path = workspace / "templates" / "standard" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_the_built_in_design_is_found_from_any_workspace(tmp_path: Path) -> None:
    design = open_design("standard", tmp_path)
    assert design.image_width == 576
    assert design.colours["card"] == "#FFFFFF"
    assert "standard" in design_names(tmp_path)


def test_a_workspace_overrides_one_file_and_keeps_the_rest(tmp_path: Path) -> None:
    own = written(tmp_path, "blocks/note.html", "egen")
    assert find_file("standard", "blocks/note.html", tmp_path) == own
    elsewhere = find_file("standard", "blocks/quote.html", tmp_path)
    assert elsewhere is not None
    assert not elsewhere.is_relative_to(tmp_path)
    assert open_design("standard", tmp_path).render("blocks/note.html", {}) == "egen"


def test_a_design_that_is_opened_anew_sees_an_override_that_came_changed_or_went(tmp_path: Path) -> None:
    def note() -> str:
        words = {"prose": lambda *_: "inbyggt", "block": {"prose": ()}, "level": 3}
        return open_design("standard", tmp_path).render("blocks/note.html", words)

    assert "inbyggt" in note()
    path = written(tmp_path, "blocks/note.html", "ett")
    path.with_name(".#note.html").symlink_to("somebody@somewhere:1")  # as Emacs marks what it has open
    assert note() == "ett"
    written(tmp_path, "blocks/note.html", "tjugotvå")
    assert note() == "tjugotvå"
    path.unlink()
    assert "inbyggt" in note()


def test_an_unknown_design_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="no design `standart`") as caught:
        open_design("standart", tmp_path)
    assert caught.value.hint == "did you mean `standard`?"


def test_a_design_without_a_text_part_has_that_of_the_standard_one(tmp_path: Path) -> None:
    written(tmp_path, "mail.txt", "text: {% include 'kinds/section.txt' %}")
    written(tmp_path, "kinds/section.txt", "{{ word }}")
    folder = tmp_path / "templates" / "egen"
    folder.mkdir()
    folder.joinpath("mail.html").write_text("{{ word }}", encoding="utf-8")
    assert "egen" in design_names(tmp_path)
    assert open_design("egen", tmp_path).render("mail.txt", {"word": "a & b"}) == "text: a & b"
    assert open_design("egen", tmp_path).render("mail.html", {"word": "a & b"}) == "a &amp; b"
    folder.joinpath("mail.txt").write_text("egen", encoding="utf-8")
    assert open_design("egen", tmp_path).render("mail.txt", {}) == "egen"


@pytest.mark.parametrize("name", ["", "..", "../standard", "/etc", "Standard", "a/b", "a\\b"])
def test_the_name_of_a_design_is_no_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(Failure, match="no design"):
        open_design(name, tmp_path)


@pytest.mark.parametrize("file", ["../../secret", "/etc/passwd", "a/../b", "a\\b", "c:x", ""])
def test_templates_stay_in_their_folder(tmp_path: Path, file: str) -> None:
    (tmp_path / "secret").write_text("hemligt", encoding="utf-8")
    assert find_file("standard", file, tmp_path) is None


def failure(workspace: Path, source: str, context: dict[str, object] | None = None) -> Failure:
    written(workspace, "x.html", source)
    with pytest.raises(Failure) as caught:
        open_design("standard", workspace).render("x.html", context or {})
    return caught.value


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("a\n{% if %}", 2, "template error: expected an expression, got 'end of statement block'"),
        ("a\n\n{{ missing }}", 3, "template error: 'missing' is undefined"),
        ("{% include 'none.html' %}", 1, "template error: no file `none.html`"),
        ("a\n{{ 1 / 0 }}", 2, "template error: division by zero"),
        ("a\n{{ ''.__class__ }}", 2, "template error: access to attribute '__class__' of 'str' object is unsafe"),
        ("{% include 'x.html' %}", 1, "template error: it calls or includes itself without end"),
        ("{{ range(thing) }}", 1, "template error: 'thing' is undefined"),
        (
            "{{ range(1000000) }}",
            1,
            "template error: range too big. The sandbox blocks ranges larger than MAX_RANGE (100000)",
        ),
        ("{{ [].append(1) }}", 1, "template error: access to attribute 'append' of 'list' object is unsafe"),
    ],
)
def test_an_error_in_a_template_is_shown_with_its_line(tmp_path: Path, source: str, line: int, message: str) -> None:
    found = failure(tmp_path, source)
    assert found.message == message
    assert found.place is not None
    assert (found.place.file, found.place.line) == ("templates/standard/x.html", line)
    assert found.place.text == source.splitlines()[line - 1]


def test_an_error_in_an_included_file_is_shown_where_it_is(tmp_path: Path) -> None:
    written(tmp_path, "inner.html", "a\nb\n{{ thing.nix }}")
    found = failure(tmp_path, "{% include 'inner.html' %}", {"thing": {}})
    assert found.place is not None
    assert (found.place.file, found.place.line) == ("templates/standard/inner.html", 3)


def test_a_fault_of_the_program_is_not_blamed_on_the_template(tmp_path: Path) -> None:
    def broken() -> None:
        raise ValueError("bug")

    written(tmp_path, "x.html", "{{ broken() }}")
    with pytest.raises(ValueError, match="bug"):
        open_design("standard", tmp_path).render("x.html", {"broken": broken})


def test_a_template_that_never_ends_or_is_nested_too_deeply_is_refused(tmp_path: Path) -> None:
    loop = "{% for a in range(100000) %}{% for b in range(100000) %}aaaa {% endfor %}{% endfor %}"
    assert failure(tmp_path, loop).message == "template `x.html` makes more than 2,000,000 characters"
    assert "`x.html` is nested too deeply" in failure(tmp_path, "{{ " + "(" * 9000).message


def test_values_are_escaped_in_html_and_not_in_text(tmp_path: Path) -> None:
    written(tmp_path, "x.html", "{{ x }}")
    written(tmp_path, "x.txt", "{{ x }}")
    design = open_design("standard", tmp_path)
    assert design.render("x.html", {"x": "<&>"}) == "&lt;&amp;&gt;"
    assert design.render("x.txt", {"x": "<&>"}) == "<&>"


def test_a_template_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "x.html", "").write_bytes(b"\xe5")
    with pytest.raises(Failure, match="is not UTF-8"):
        open_design("standard", tmp_path).render("x.html", {})


PAIRS = (
    "pairs: [text]",
    "pairs: {text: card}",
    "colours: {text: '#000000'}\npairs: {text: [card]}",
    "colours: {card: '#000000'}\npairs: {text: [card]}",
    "colours: {card: '#000000'}\ntopics: [card]",
    "topics: card",
)


@pytest.mark.parametrize(
    "content", ["image_width: bred", "image_width: 0", "colours: [1]", "colours:\n  text: red", "{", "a: b: c", *PAIRS]
)
def test_wrong_settings_of_a_design_are_refused(tmp_path: Path, content: str) -> None:
    written(tmp_path, "design.yaml", content)
    with pytest.raises(Failure, match="design"):
        open_design("standard", tmp_path)
