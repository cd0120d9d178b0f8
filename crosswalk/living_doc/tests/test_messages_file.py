"""Messages in a file: what cannot be read is named by its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crosswalk.living_doc.messages_file import UnreadableFile, book_of
from crosswalk.living_doc.run import Setting
from crosswalk.living_doc.setting import FILE, TYPE, written

from .envelopes import envelopes

MESSAGES = envelopes({"a.feature": "Feature: A\n\n  Example: One\n    Given an apple\n"})


def text(messages: list[Any]) -> str:
    return "".join(json.dumps(each) + "\n" for each in messages)


def at(index: int, message: object) -> list[Any]:
    return [*MESSAGES[:index], message, *MESSAGES[index + 1 :]]


def attached(body: str) -> list[Any]:
    attachment = {"body": body, "mediaType": TYPE, "fileName": FILE, "testRunStartedId": "1"}
    return [*MESSAGES[:-1], {"attachment": attachment}, MESSAGES[-1]]


def test_a_run_is_read_with_where_it_took_place(tmp_path: Path) -> None:
    setting = Setting("abc", dirty=True, left_out=("b.feature",), moved=(("x.html", "y.html"),))
    path = tmp_path / "run.ndjson"
    path.write_text(text(attached(written(setting))), encoding="utf-8")

    book = book_of(path)

    assert [case.name for case in book.cases] == ["One"]
    assert book.run.setting == setting


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", ":0: expected testRunFinished as the last message, found none: the file is cut off"),
        (text(MESSAGES)[:-9], f":{len(MESSAGES)}: expected a message, found a part of one: "),
        (text(MESSAGES[:3]), ":3: expected testRunFinished as the last message, found pickle: "),
        (text([*MESSAGES[:2], "no", *MESSAGES[2:]]), ":3: expected a message, which is a JSON obj"),
        ("<html>\n", ":1: expected a message, which is a JSON object, as --messages writes"),
        (text(at(5, {"testCaseStarted": {"id": "s"}})), ":6: testCaseStarted is not as expected: "),
        (text(at(6, {"testStepFinished": {"testCaseStartedId": "no"}})), ":7: testStepFinished is"),
        (text(attached('{"revision": 1}')), f": its messages do not fit together: {FILE}, which "),
    ],
    ids=["empty", "cut", "ends early", "no object", "no JSON", "incomplete", "unknown", "setting"],
)
def test_what_cannot_be_read_is_named(content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "run.ndjson"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(UnreadableFile) as error:
        book_of(path)

    assert str(error.value).startswith(f"{path}{said}")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"run\.ndjson: No such file or directory$"):
        book_of(tmp_path / "run.ndjson")
