"""Values of others are shown as they are, but for what nobody could see."""

from __future__ import annotations

import pytest

from crosswalk.diagnosis.report.visible import address, code, visible


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ada@corp.example", "ada@corp.example"),
        ("Jürgen Müller 山田 😀", "Jürgen Müller 山田 😀"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u00a0b\u200b", "a⟨U+00A0⟩b⟨U+200B⟩"),
        ("a\tb\nc\x00", "a⟨U+0009⟩b⟨U+000A⟩c⟨U+0000⟩"),
        ("soft\u00adhyphen\ufeff", "soft⟨U+00AD⟩hyphen⟨U+FEFF⟩"),
    ],
)
def test_what_is_invisible_is_spelled_out(text: str, told: str) -> None:
    assert visible(text) == told


def test_an_address_is_escaped_and_may_be_broken_before_the_at() -> None:
    assert address('<b>"a"@x') == "&lt;b&gt;&#34;a&#34;<wbr>@x"


def test_a_code_may_be_broken_after_each_underscore() -> None:
    assert code("no_<b>_x") == "no_<wbr>&lt;b&gt;_<wbr>x"
