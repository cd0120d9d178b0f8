"""Reads an expression into a tree, by recursive descent.

expression  = or [ "?" expression ":" expression | "?:" expression ]
or          = and { ( "OR" | "||" ) and }
and         = comparison { ( "AND" | "&&" ) comparison }
comparison  = sum [ ( "==" | "!=" | "<" | ">" | "<=" | ">=" | "matches" ) sum ]
sum         = product { ( "+" | "-" ) product }
product     = unary { ( "*" | "/" | "%" ) unary }
unary       = ( "!" | "-" ) unary | primary
primary     = literal | "{" list "}" | "(" expression ")" | path [ "(" list ")" [ "." name ] ]
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from .errors import TOO_DEEP, ExpressionError
from .functions import FINDING, arity_problem
from .lexer import Kind, Token, words
from .nodes import (
    Array,
    Binary,
    Call,
    Conditional,
    Elvis,
    Expression,
    Literal,
    Node,
    Not,
    Property,
    Reference,
)
from .values import number_in

_CONSTANTS = {"true": True, "false": False, "null": None}
_WORDS = {"and": "&&", "or": "||", "matches": "matches"}
_COMPARISONS = ("==", "!=", "<", ">", "<=", ">=", "matches")
# What SpEL also has, and what Okta documents for it.
_DOCUMENTED = {
    **{"eq": "==", "ne": "!=", "lt": "<", "gt": ">", "le": "<=", "ge": ">=", "mod": "%"},
    **{"div": "/", "not": "!", "[": "Arrays.get(…, 0)"},
}


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Read an expression; raises ExpressionError with the position of what is wrong."""
    try:
        return Expression(text, _Parser(text).whole())
    except RecursionError:
        raise ExpressionError(text, 0, TOO_DEEP) from None


class _Parser:
    """One reading of one text, word by word."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = tuple(words(text))
        self._next = 0

    def whole(self) -> Node:
        node = self._expression()
        if self._word.kind is not Kind.END:
            raise self._expected("an operator or the end of the expression")
        return node

    @property
    def _word(self) -> Token:
        return self._words[self._next]

    def _take(self) -> Token:
        word = self._word
        self._next += 1
        return word

    def _sign(self) -> str:
        """Return the operator or bracket that comes next, or "" before anything else."""
        word = self._word
        if word.kind is Kind.SYMBOL:
            return word.text
        return _WORDS.get(word.text.lower(), "") if word.kind is Kind.NAME else ""

    def _require(self, symbol: str) -> None:
        if self._sign() != symbol:
            raise self._expected(f"'{symbol}'")
        self._take()

    def _expected(self, what: str) -> ExpressionError:
        problem = f"expected {what} but found {self._word}{_hint(self._word.text)}"
        return ExpressionError(self._text, self._word.position, problem)

    def _expression(self) -> Node:
        node = self._or()
        if self._sign() == "?":
            return self._conditional(node)
        if self._sign() == "?:":
            self._take()
            return Elvis(node, self._expression())
        return node

    def _conditional(self, test: Node) -> Node:
        position = self._take().position
        then = self._expression()
        self._require(":")
        return Conditional(test, then, self._expression(), position)

    def _or(self) -> Node:
        return self._chain(("||",), self._and)

    def _and(self) -> Node:
        return self._chain(("&&",), self._comparison)

    def _sum(self) -> Node:
        return self._chain(("+", "-"), self._product)

    def _product(self) -> Node:
        return self._chain(("*", "/", "%"), self._unary)

    def _chain(self, operators: tuple[str, ...], operand: Callable[[], Node]) -> Node:
        node = operand()
        while self._sign() in operators:
            node = self._binary(node, operand)
        return node

    def _comparison(self) -> Node:
        node = self._sum()
        return self._binary(node, self._sum) if self._sign() in _COMPARISONS else node

    def _binary(self, left: Node, operand: Callable[[], Node]) -> Node:
        operator, position = self._sign(), self._take().position
        return Binary(operator, left, operand(), position)

    def _unary(self) -> Node:
        if self._sign() == "!":
            position = self._take().position
            return Not(self._unary(), position)
        if self._sign() == "-":
            position = self._take().position
            return Binary("-", Literal(0), self._unary(), position)
        return self._primary()

    def _primary(self) -> Node:
        readers: dict[Kind, Callable[[], Node]] = {
            Kind.TEXT: self._quoted,
            Kind.NUMBER: self._number,
            Kind.NAME: self._path,
            Kind.SYMBOL: self._bracket,
        }
        if self._word.kind is Kind.END:
            raise self._expected("a value")
        return readers[self._word.kind]()

    def _quoted(self) -> Node:
        return Literal(_unquoted(self._take().text))

    def _number(self) -> Node:
        word = self._take()
        try:
            return Literal(number_in(word.text))
        except ValueError as error:
            raise ExpressionError(self._text, word.position, str(error)) from None

    def _bracket(self) -> Node:
        if self._sign() == "{":
            return Array(self._list("{", "}"))
        if self._sign() != "(":
            raise self._expected("a value")
        self._take()
        node = self._expression()
        self._require(")")
        return node

    def _list(self, opening: str, closing: str) -> tuple[Node, ...]:
        self._require(opening)
        if self._sign() == closing:
            self._take()
            return ()
        items = [self._expression()]
        while self._sign() == ",":
            self._take()
            items.append(self._expression())
        if self._sign() != closing:
            raise self._expected(f"',' or '{closing}'")
        self._take()
        return tuple(items)

    def _path(self) -> Node:
        first = self._take()
        names = [first.text]
        while self._sign() == ".":
            self._take()
            names.append(self._name())
        if self._sign() == "(":
            return self._call(".".join(names), first.position)
        return self._named(names, first.position)

    def _name(self) -> str:
        if self._word.kind is not Kind.NAME:
            raise self._expected("a name")
        return self._take().text

    def _call(self, function: str, position: int) -> Node:
        arguments = self._list("(", ")")
        problem = arity_problem(function, len(arguments))
        if problem:
            raise ExpressionError(self._text, position, problem)
        call = Call(function, arguments, position)
        return self._property(call) if self._sign() == "." else call

    def _property(self, call: Call) -> Node:
        """Read the attribute behind a call, which only what finds a profile has."""
        position = self._word.position
        if call.function not in FINDING:
            problem = f"what {call.function} returns has no attributes and no functions"
            raise ExpressionError(self._text, position, problem)
        self._take()
        return Property(call, self._name(), position)

    def _named(self, names: list[str], position: int) -> Node:
        if len(names) == 1 and names[0].lower() in _CONSTANTS:
            return Literal(_CONSTANTS[names[0].lower()])
        if len(names) == 1:
            problem = f"{names[0]!r} is not an attribute: expected a profile before it, as in "
            problem = f"{problem}user.{names[0]}{_hint(names[0])}"
            raise ExpressionError(self._text, position, problem)
        if len(names) > 2:
            problem = f"'{'.'.join(names)}' is not an attribute: expected one such as user.login"
            raise ExpressionError(self._text, position, problem)
        return Reference(names[0], names[1], position)


def _hint(word: str) -> str:
    meant = _DOCUMENTED.get(word.lower(), "")
    return f"; did you mean {meant}?" if meant else ""


def _unquoted(text: str) -> str:
    quote, inside = text[0], text[1:-1]
    return inside.replace(quote * 2, quote)
