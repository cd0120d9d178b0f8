"""The lines that a change touches."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from crosswalk.mutating.changed import UnknownRevision, changed_lines, lines_in

DIFF = """\
diff --git a/rules.py b/rules.py
--- a/rules.py
+++ b/rules.py
@@ -3 +3,2 @@ def rule():
-a
+b
+c
@@ -9,2 +9,0 @@ def other():
-d
-e
"""


def test_lines_are_those_of_the_new_file_and_those_beside_what_is_removed() -> None:
    assert lines_in(DIFF) == {"rules.py": {3, 4, 9, 10}}


def git(root: Path, *words: str) -> None:
    subprocess.run(  # noqa: S603 # our own words
        ["git", "-c", "user.name=a", "-c", "user.email=a@corp.example", *words],  # noqa: S607
        cwd=root,
        check=True,
        capture_output=True,
    )


def test_git_tells_what_is_not_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "rules.py").write_text("a\nb\n", encoding="utf-8")
    (tmp_path / "gone.py").write_text("d\n", encoding="utf-8")
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "Begin")
    (tmp_path / "rules.py").write_text("a\nc\n", encoding="utf-8")
    (tmp_path / "gone.py").unlink()

    assert changed_lines(tmp_path, "HEAD") == {"rules.py": {2}}


def test_an_unknown_revision_is_named(tmp_path: Path) -> None:
    git(tmp_path, "init")

    with pytest.raises(UnknownRevision, match="nowhere"):
        changed_lines(tmp_path, "nowhere")
