"""A doc string holds small files, or something else."""

from __future__ import annotations

import pytest

from crosswalk.runner.doc_strings import named_files


def test_a_file_is_its_name_and_the_lines_to_the_next_empty_one() -> None:
    assert named_files("\na.csv\none,two\n1,2\n\n  \nb-c.json\n[]\n") == (
        ("a.csv", "one,two\n1,2\n"),
        ("b-c.json", "[]\n"),
    )


@pytest.mark.parametrize(
    "text",
    ["", "a.csv", "one,two\n1,2", "a.csv\n1\n\nb.csv", "a.csv\n1\n\none,two\n1,2", "a b.csv\n1"],
)
def test_a_text_with_something_else_holds_no_files(text: str) -> None:
    assert named_files(text) == ()
