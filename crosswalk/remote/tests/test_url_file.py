"""The file that says where a lab is: read by those who wrote it, and told from others."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from crosswalk.remote import url_file
from crosswalk.remote.sites import Site

CONTROL = "http://127.0.0.1:8103"
TOLD = {
    "okta": {"url": "http://127.0.0.1:1", "token": "t"},
    "insync_scim": {"url": "http://127.0.0.1:2/insync/scim"},
    "insync": {"url": "http://127.0.0.1:2"},
    "graph": {"url": "https://lab.example/v1.0"},
    "ews": {"url": "https://lab.example/EWS/Exchange.asmx"},
    "control": {"url": CONTROL},
}


def test_what_was_written_is_read_and_nobody_else_can(tmp_path: Path) -> None:
    file = tmp_path / "lab.json"
    url_file.write(file, TOLD)

    assert url_file.read(file) == TOLD
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_each_system_is_where_its_interfaces_are() -> None:
    assert url_file.sites_of(TOLD) == {
        "okta": Site(CONTROL, "http://127.0.0.1:1"),
        "insync": Site(CONTROL, "http://127.0.0.1:2"),
        "microsoft365": Site(CONTROL, "https://lab.example"),
    }


def test_a_system_alone_is_told_of_alone() -> None:
    alone = {name: TOLD[name] for name in ("okta", "control")}

    assert list(url_file.sites_of(alone)) == ["okta"]


@pytest.mark.parametrize(
    "content",
    [
        *("", "[]", "{}", '{"control": "http://127.0.0.1:1"}', '{"control": {"url": "nowhere"}}'),
        '{"okta": {}, "control": {"url": "http://127.0.0.1:1"}}',
    ],
)
def test_another_file_is_no_url_file(tmp_path: Path, content: str) -> None:
    file = tmp_path / "lab.json"
    file.write_text(content)

    with pytest.raises(url_file.InvalidUrlFile, match=r"lab\.json is not a url-file: expected "):
        url_file.read(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(url_file.InvalidUrlFile, match=r"cannot read .*none\.json: No such file"):
        url_file.read(tmp_path / "none.json")
