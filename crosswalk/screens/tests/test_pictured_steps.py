"""A run by clicking that is recorded has pictures of its When steps, and of nothing else."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crosswalk.screens.pictures.model import IMAGE_TYPE, PICTURES_TYPE, Named, Picture, read

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[3]
EDITOR = 'the Okta admin opens "Directory > Profile Editor"'
FEATURE = f"""Feature: Fruit

  Example: The editor is opened
    Given Sam is in Okta
    When {EDITOR}
    And the Okta admin opens "Nowhere"
    Then Okta refuses and says "is not offered"

  Example: The editor is opened once more
    When {EDITOR}
    Then nobody has more than one account
"""


@pytest.fixture(scope="module")
def messages(chromium_program: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("fruit")
    (directory / "90_fruit.feature").write_text(FEATURE, encoding="utf-8")
    (directory / "91_unpictured.feature").write_text(FEATURE, encoding="utf-8")
    subprocess.run(  # noqa: S603 - our own interpreter
        (
            *(sys.executable, "-m", "pytest", "-q", "-c", "pytest.ini", "--rootdir=."),
            *("-p", "no:cacheprovider", "-o", "pictures=90_", "--lab=screens"),
            *(str(directory), "--messages", str(directory / "messages.ndjson")),
        ),
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    return directory / "messages.ndjson"


@pytest.fixture(scope="module")
def attached(messages: Path) -> list[tuple[str, str, dict[str, Any]]]:
    """The feature, the step and the attachment of each picture and each file."""
    return [*_attached(messages)]


def _attached(messages: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    steps: dict[str, tuple[str, str]] = {}
    for line in messages.read_text("utf-8").splitlines():
        envelope = json.loads(line)
        if pickle := envelope.get("pickle"):
            steps |= {
                each["id"]: (Path(pickle["uri"]).stem, each["text"]) for each in pickle["steps"]
            }
        for each in envelope.get("testCase", {}).get("testSteps", ()):
            steps[each["id"]] = steps.get(each.get("pickleStepId", ""), ("", ""))
        attachment = envelope.get("attachment", {})
        if attachment.get("mediaType") in (PICTURES_TYPE, IMAGE_TYPE):
            feature, step = steps[attachment["testStepId"]]
            yield feature, step, attachment


def test_each_click_of_a_when_step_is_pictured_before_and_after_it(
    attached: list[tuple[str, str, dict[str, Any]]],
) -> None:
    pictures: defaultdict[str, list[tuple[Picture, ...]]] = defaultdict(list)
    for _, step, each in attached:
        if each["mediaType"] == PICTURES_TYPE:
            pictures[step].append(read(each["body"]))

    assert list(pictures) == [EDITOR]
    assert len(pictures[EDITOR]) == 2
    first, second, last = pictures[EDITOR][0]
    assert first.control == Named("link", "Directory")
    assert second.control == Named("link", "Profile Editor")
    assert last.control is None
    assert Named("heading", "Profile Editor") in last.screen.shows


def test_features_that_are_not_named_are_not_pictured(
    attached: list[tuple[str, str, dict[str, Any]]],
) -> None:
    assert {feature for feature, _, _ in attached} == {"90_fruit"}


def test_equal_files_are_attached_once(attached: list[tuple[str, str, dict[str, Any]]]) -> None:
    files = [each for _, _, each in attached if each["mediaType"] == IMAGE_TYPE]
    shown = {
        name
        for _, _, each in attached
        if each["mediaType"] == PICTURES_TYPE
        for picture in read(each["body"])
        for name in picture.files
    }

    assert sorted(each["fileName"] for each in files) == sorted(shown)
    assert all(base64.b64decode(each["body"])[8:12] == b"WEBP" for each in files)
