"""What is wrong with an expression, and where."""

from __future__ import annotations

TOO_DEEP = "the expression is nested too deeply"


class ExpressionError(ValueError):
    """An expression that cannot be saved or evaluated.

    The message names the position, counted from 0, and points at it in the text.
    """

    def __init__(self, text: str, position: int, problem: str) -> None:
        super().__init__(f"position {position}: {problem}\n  {text}\n  {' ' * position}^")
        self.text = text
        self.position = position
        self.problem = problem
