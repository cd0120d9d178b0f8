"""What is read of an answer, and what is refused."""

from __future__ import annotations

import json

import msgspec
import pytest

from fakes.wire import OddAnswer, Response
from fakes.wire.reading import DEEPEST, NotJson, excerpt, printable, read_json


class Named(msgspec.Struct):
    name: str


@pytest.mark.parametrize(
    "body",
    [
        *(rb'"\ud83d"', rb'{"\ud83d": 1}', rb'["a\u0000"]', rb'{"\u0000": 1}', b"1e400", b"NaN"),
        *(b"9" * 5000, b"[" * 100_000, b"", b"\xff", b'"a\x00"', b'{"a": 1}x'),
        b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1),
        b'{"a":[' * DEEPEST + b"]}" * DEEPEST,
    ],
)
def test_what_cannot_be_kept_is_refused(body: bytes) -> None:
    with pytest.raises(NotJson):
        read_json(body)


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, -1, 1.5, "", "\x01\n", "\U0001f600", {"a": [{}]}, 9**400),
        [{"a": []}] * 200,
        "\\u0000",
    ],
)
def test_what_can_be_kept_is_read(value: object) -> None:
    assert read_json(json.dumps(value).encode()) == value


def test_as_many_levels_as_are_allowed_are_read() -> None:
    assert read_json(b"[" * DEEPEST + b"]" * DEEPEST)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_json(b"\xef\xbb\xbf{}") == {}


def test_a_value_of_a_type_is_read_and_what_else_there_is_is_left() -> None:
    assert Response(200, body=b'{"name": "a", "more": []}').read(Named) == Named("a")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"name": 7}', "name: expected `str`, got `int`"),
        (b"[]", "the answer: expected `object`, got `array`"),
        (b"{}", "the answer: object missing required field `name`"),
        (b"<a>", "no JSON that can be read: <a>"),
    ],
)
def test_an_answer_of_another_type_says_what_came(body: bytes, said: str) -> None:
    with pytest.raises(OddAnswer) as refused:
        Response(200, body=body).read(Named)
    assert str(refused.value) == said


def test_what_came_is_told_as_text_that_can_be_kept() -> None:
    assert excerpt(b" \xffa\x00 \n") == "\ufffda\ufffd"
    assert printable("\ud83d") == "?"
    told = excerpt(b"a" * 10_000)
    assert told == "a" * 1000 + "…"
