"""A stencil escapes what fills it, as Markup does."""

from __future__ import annotations

from markupsafe import Markup

from steps.living_doc.stencil import Stencil


def test_what_fills_a_gap_is_escaped_unless_it_is_html() -> None:
    values = {"one": "<\"&'>", "two": Markup("<b>"), "three": 3.5, "four": "{one}"}
    filled = Stencil('<p class="{one}">{two}{three}{four}</p>').format(**values)

    assert filled == '<p class="&lt;&#34;&amp;&#39;&gt;"><b>3.5{one}</p>'
    assert isinstance(filled, Markup)
