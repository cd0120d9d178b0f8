"""HTML out of templates of our own, with values of others."""

from __future__ import annotations

from markupsafe import Markup, escape

_SAFE = (Markup, int, float)


def filled(template: str, **values: object) -> Markup:
    """Return a template with escaped values, as Markup.format does in many times the time."""
    escaped = {
        name: value if isinstance(value, _SAFE) else escape(value) for name, value in values.items()
    }
    return Markup(template.format(**escaped))  # noqa: S704 - escaped
