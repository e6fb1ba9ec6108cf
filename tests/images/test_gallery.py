from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from storsthlm_cli.images import Gallery, PreparedImage, Recipe, decoding, facts, preparing
from storsthlm_cli.images.cache import Cache
from storsthlm_cli.model.blocks import Form
from storsthlm_cli.model.evidence import ImageFacts, ImageProblem
from tests.images.conftest import MAIL, jpeg, saved


@pytest.fixture
def gallery(tmp_path: Path) -> Gallery:
    return Gallery(Cache(tmp_path / "cache"))


def test_what_is_made_again_is_the_same_as_what_was_kept(gallery: Gallery) -> None:
    data = jpeg()
    assert gallery.facts(data) == gallery.facts(data) == Gallery().facts(data) == decoding.examine(data)
    first, second = gallery.prepared([data], MAIL), gallery.prepared([data], MAIL)
    assert first == second == Gallery().prepared([data], MAIL) == preparing.prepare([data], MAIL)


def test_each_recipe_and_each_content_is_kept_for_itself(gallery: Gallery) -> None:
    for recipe in (MAIL, Recipe(300), Recipe(576, Form.SQUARE), Recipe(576, height=50)):
        for data in (jpeg(), jpeg((900, 700))):
            for _ in range(2):
                assert gallery.prepared([data], recipe) == preparing.prepare([data], recipe)


def test_a_collage_is_another_one_in_another_order(gallery: Gallery) -> None:
    four = [jpeg((500, 500), (shade, 0, 0)) for shade in (0, 80, 160, 240)]
    assert gallery.prepared(four, MAIL) != gallery.prepared(four[::-1], MAIL)
    assert gallery.prepared(four, MAIL) == preparing.prepare(four, MAIL)


def test_a_damaged_entry_is_made_anew(gallery: Gallery, tmp_path: Path) -> None:
    wanted = gallery.prepared([jpeg()], MAIL)
    (entry,) = (tmp_path / "cache").iterdir()
    entry.write_bytes(entry.read_bytes()[:-1])
    assert gallery.prepared([jpeg()], MAIL) == wanted


def test_problems_are_looked_at_again(gallery: Gallery, tmp_path: Path) -> None:
    assert gallery.facts(b"hej") is ImageProblem.UNREADABLE
    assert gallery.prepared([b"hej"], MAIL) is ImageProblem.UNREADABLE
    assert not (tmp_path / "cache").exists()


def test_the_facts_of_a_file_are_those_of_its_content(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg((40, 20)))
    (tmp_path / "b.jpg").write_bytes(saved(Image.new("RGB", (10, 10)), "WEBP"))
    found = facts(tmp_path, "a.jpg")
    assert isinstance(found, ImageFacts)
    assert (found.width, found.height) == (40, 20)
    assert facts(tmp_path, "b.jpg") is ImageProblem.WEBP
    assert facts(tmp_path, "c.jpg") is ImageProblem.MISSING


WARM = """
import pathlib, sys
from storsthlm_cli.images import Gallery, PreparedImage, Recipe
from storsthlm_cli.images.cache import Cache
folder = pathlib.Path(sys.argv[1])
data, gallery = (folder / "a.jpg").read_bytes(), Gallery(Cache(folder / "cache"))
assert gallery.facts(data).width == 1600
assert gallery.prepared([data], Recipe(576)).width == 576
assert "PIL" not in sys.modules
"""


def test_nothing_is_decoded_when_all_is_kept(gallery: Gallery, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg())
    gallery.facts(jpeg())
    assert isinstance(gallery.prepared([jpeg()], MAIL), PreparedImage)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", WARM, str(tmp_path)], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "content", [b"", b"[1]", b"{", b'["text/html", 1, 1, [1, 1]]\n<script>', b'["image/png", 1, 1, 1]\n']
)
def test_an_entry_that_is_whole_and_makes_no_sense_is_made_anew(
    gallery: Gallery, tmp_path: Path, content: bytes
) -> None:
    data = jpeg()
    before = gallery.facts(data), gallery.prepared([data], MAIL)
    for entry in [path for path in tmp_path.rglob("*") if path.is_file()]:
        entry.write_bytes(hashlib.sha256(content).digest() + content)
    assert (gallery.facts(data), gallery.prepared([data], MAIL)) == before
