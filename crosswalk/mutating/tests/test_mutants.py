"""The mutants of a module, and that each of them is one."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("mutmut", reason="needs mutmut, which the extra 'mutation' brings")

from crosswalk.mutating.mutants import Mutant, mutants_of

ROOT = Path(__file__).parents[3]
RULES = "fakes/okta/rules.py"


def made(tmp_path: Path, source: str) -> list[Mutant]:
    (tmp_path / "rules.py").write_text(source, encoding="utf-8")
    return list(mutants_of(tmp_path, "rules.py"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("return one < two", ["return one <= two"]),
        ("return one and two", ["return one or two"]),
        ("return not one", ["return one"]),
        ("return one is None", ["return one is not None"]),
        ("return one in two", ["return one not in two"]),
        ("return True", ["return False"]),
        ("return 41", ["return 42"]),
        (
            "return one if two else three",
            [
                "return one if (two) and False else three",
                "return one if (two) or True else three",
            ],
        ),
        ("return [a for a in one if not a]", ["return [a for a in one if a]"]),
        ("return 'a text'", []),
        ("def inner(a: Literal[1] = 2) -> bool: return a", []),
    ],
)
def test_a_decision_is_changed(tmp_path: Path, before: str, after: list[str]) -> None:
    mutants = made(tmp_path, f"def rule(one, two, three):\n    {before}\n")

    assert [each.after for each in mutants] == after
    assert {(each.place, each.before, each.line) for each in mutants} <= {("rule", before, 2)}


def test_a_method_is_named_with_its_class_even_where_it_is_a_property(tmp_path: Path) -> None:
    source = "class Box:\n    size = 1\n    @property\n    def full(self):\n        return 1 < 2\n"

    mutants = made(tmp_path, source)

    assert {each.place for each in mutants} == {"Box.full"}
    assert [each.after for each in mutants] == ["return 2 < 2", "return 1 <= 2", "return 1 < 3"]


def test_a_constant_is_changed_and_no_type(tmp_path: Path) -> None:
    (mutant,) = made(tmp_path, "Name = Annotated[str, 1]\nLIFE = timedelta(days=3)\n")

    assert (mutant.place, mutant.after, mutant.constant) == (
        "LIFE",
        "LIFE = timedelta(days=4)",
        True,
    )


def test_changes_that_read_alike_are_counted(tmp_path: Path) -> None:
    source = "def rule(a):\n    if a:\n        return 1\n    return 1\n"

    assert [each.number for each in made(tmp_path, source)] == [1, 2]


def test_a_change_over_lines_is_told_as_one_line(tmp_path: Path) -> None:
    source = "def rule(a, b):\n    return (\n        a\n        and b\n    )\n"

    (mutant,) = made(tmp_path, source)

    assert (mutant.before, mutant.after) == ("a and b", "a or b")
    assert mutant.lines == range(3, 5)
    assert mutant.within == range(1, 6)


def test_every_mutant_of_a_module_of_ours_is_another_module_that_compiles() -> None:
    fair = (ROOT / RULES).read_text(encoding="utf-8")
    mutants = list(mutants_of(ROOT, RULES))

    assert len(set(mutants)) == len(mutants) > 50
    for mutant in mutants:
        assert mutant.source != fair
        compile(mutant.source, RULES, "exec")
