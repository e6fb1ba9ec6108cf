from __future__ import annotations

import hashlib
import io
import zipfile

import yaml

from storsthlm_cli.archive.records import REGISTER, packed


def test_a_record_tells_of_itself_and_has_the_hash_of_every_file() -> None:
    files = {"web/index.html": b"page", "issue.yaml": "ämne: hej\n".encode()}
    with zipfile.ZipFile(io.BytesIO(packed(files, {"issue": "2021-06", "sent": "not sent"}))) as record:
        assert record.namelist() == [REGISTER, "issue.yaml", "web/index.html"]
        assert {name: record.read(name) for name in files} == files
        told = yaml.safe_load(record.read(REGISTER))
    assert (told["issue"], told["sent"]) == ("2021-06", "not sent")
    assert told["files"] == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_the_same_record_has_the_same_bytes() -> None:
    one, two = {"b": b"2", "a": b"1"}, {"a": b"1", "b": b"2"}
    assert packed(one, {"issue": "x"}) == packed(two, {"issue": "x"})
