from __future__ import annotations

from pathlib import Path

import pytest

from storsthlm_cli.issues.folders import keys, newest, resolve
from storsthlm_cli.model.errors import Failure


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("2021-06", "2019-12", "2021-04"):
        (tmp_path / "issues" / name).mkdir(parents=True)
        (tmp_path / "issues" / name / "issue.yaml").write_text("date: 2021-06-21\n", encoding="utf-8")
    (tmp_path / "issues" / "drafts").mkdir()
    (tmp_path / "issues" / "2022-01").write_text("no folder", encoding="utf-8")
    return tmp_path / "issues"


def test_issues_are_listed_by_name_the_newest_last_and_folders_without_an_issue_are_not(folder: Path) -> None:
    assert keys(folder) == ("2019-12", "2021-04", "2021-06")


def test_the_newest_issue_is_the_last_by_name(folder: Path) -> None:
    assert newest(folder) == "2021-06"
    assert resolve(folder, None) == folder / "2021-06" / "issue.yaml"


@pytest.mark.parametrize("key", ["2021-04", "issues/2021-04", "issues/2021-04/", "issues/2021-04/issue.yaml"])
def test_an_issue_is_named_by_its_key_or_by_a_path_that_a_shell_completes(folder: Path, key: str) -> None:
    assert resolve(folder, key) == folder / "2021-04" / "issue.yaml"


def test_a_typo_gets_the_nearest_issue_as_a_hint(folder: Path) -> None:
    with pytest.raises(Failure) as failure:
        resolve(folder, "2021-6")
    assert failure.value.message == "there is no issue `2021-6` in `issues`"
    assert failure.value.hint == "did you mean `2021-06`?"


def test_what_is_no_typo_gets_a_list_of_issues_as_a_hint(folder: Path) -> None:
    with pytest.raises(Failure) as failure:
        resolve(folder, "nyhetsbrev")
    assert failure.value.hint == "there are: 2019-12, 2021-04, 2021-06"


@pytest.mark.parametrize("key", [None, "2021-06"])
def test_without_any_issue_the_failure_says_how_to_begin(tmp_path: Path, key: str | None) -> None:
    assert keys(tmp_path / "issues") == ()
    with pytest.raises(Failure) as failure:
        resolve(tmp_path / "issues", key)
    assert failure.value.message == "there is no issue in `issues`"
    assert failure.value.hint == "write one as `issues/2021-06/issue.yaml`"


@pytest.mark.parametrize("name", ["a\x1b[2J", ".git", "-x", "juni 2021", "å", "a" * 65])
def test_a_folder_with_a_name_that_could_do_harm_is_no_issue(folder: Path, name: str) -> None:
    (folder / "2021-06").rename(folder / name)
    assert keys(folder) == ("2019-12", "2021-04")
    with pytest.raises(Failure, match="is no name of an issue") as failure:
        resolve(folder, name)
    assert failure.value.hint is not None
    assert "at most 64" in failure.value.hint
