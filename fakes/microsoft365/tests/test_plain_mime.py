"""MIME that is read and written as it stands, beside Python's email package."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parseaddr

import pytest

from fakes.microsoft365.service import mime, plain_mime

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")
from hypothesis import example, given
from hypothesis import strategies as st

_WORDS = st.from_regex(r"[ -~]{0,90}", fullmatch=True) | st.text(max_size=90)
_TEXTS = st.from_regex(r"([ -~]{0,80}[\r\n]{0,2}){0,3}", fullmatch=True) | st.text(max_size=200)
_LOCAL = st.from_regex(r"[A-Za-z0-9'_+-]{1,70}(\.[a-z0-9]{0,5}){0,2}", fullmatch=True)
_DOMAIN = st.from_regex(r"[a-z0-9-]{1,10}(\.[a-z0-9-]{1,10}){0,5}", fullmatch=True)
_ADDRESSES = st.builds("{}@{}".format, _LOCAL, _DOMAIN)
_HEADERS = st.fixed_dictionaries(
    {
        "Subject": _WORDS,
        "From": _ADDRESSES,
        "To": _ADDRESSES | _WORDS,
        "Message-ID": _ADDRESSES.map("<{}>".format),
    }
)


def written(headers: dict[str, str], body: str) -> bytes:
    message = EmailMessage()
    for name, value in headers.items():
        message[name] = value
    message.set_content(body)
    return message.as_bytes(policy=policy.SMTP)


@given(headers=_HEADERS, body=_TEXTS)
@example(headers={"Subject": "Hello"}, body="")
@example(headers={"Subject": "Hello"}, body="One\nTwo\r\nThree\rFour\n\n")
@example(headers={"Subject": "Hello"}, body="From the start\n.\n" + "x" * 78)
@example(headers={"Subject": "Hello"}, body="x" * 79)
@example(headers={"Subject": "x" * 69}, body="Fits")
@example(headers={"Subject": "x" * 70}, body="Folded")
@example(headers={"Subject": "=?utf-8?b?w6k=?="}, body="")
@example(headers={"Subject": "two  spaces"}, body="")
@example(headers={"To": f"{'a' * 40}@mail.example"}, body="")
@example(headers={"Message-ID": "<1.a+b@corp.example>"}, body="")
def test_a_letter_has_the_bytes_that_the_email_package_writes(
    headers: dict[str, str], body: str
) -> None:
    letter = plain_mime.letter(headers, body)
    assert letter is None or letter == written(headers, body)


def test_most_letters_are_plain() -> None:
    headers = {"Subject": "Hello, you", "From": "d.k@corp.example", "To": "a-b+c@mail.example"}
    assert plain_mime.letter(headers, "Dear you,\n\nhello.\n") is not None
    assert plain_mime.letter(headers, "später") is None
    assert plain_mime.letter({**headers, "Subject": "später"}, "") is None
    assert plain_mime.letter({**headers, "To": '"A. B." <a@corp.example>'}, "") is None


_LINES = st.from_regex(r"[!-9;-~]{1,5}: [ -~]{0,9}", fullmatch=True) | st.sampled_from(
    ["Subject: Hello", "subject:none", "From: a@corp.example", "From a: b", " folded", "", "é: x"]
)
_HEADS = st.lists(_LINES, min_size=1, max_size=4).map(lambda lines: [*lines, "", "Dear you"])


@given(lines=_HEADS, end=st.sampled_from(["\r\n", "\n", "\r"]))
@example(lines=["Subject: one", "Subject: two", "", "Subject: three"], end="\r\n")
def test_a_head_is_read_as_the_email_package_reads_it(lines: list[str], end: str) -> None:
    letter = end.join([*lines, ""]).encode()
    headers = plain_mime.headers_in(letter)
    if headers is not None:
        read = BytesHeaderParser().parsebytes(letter).raw_items()
        assert [(name, text.strip()) for name, text in headers] == [
            (name, str(value).strip()) for name, value in read
        ]


@given(_ADDRESSES | _WORDS)
@example("a@b")
@example("a.b@c.example")
@example("-@-")
def test_an_address_is_one_to_the_email_package(text: str) -> None:
    if plain_mime.is_address(text):
        assert getaddresses([text]) == [("", text)] == [parseaddr(text)]


def test_what_is_not_plain_is_read_all_the_same() -> None:
    folded = b"Subject: =?utf-8?q?=C3=A9?=\r\nTo: A <a@corp.example>,\r\n b@corp.example\r\n\r\n"
    assert plain_mime.headers_in(folded) is None
    head = mime.head_of(folded)
    assert (head.subject, head.recipients) == ("é", ("a@corp.example", "b@corp.example"))
