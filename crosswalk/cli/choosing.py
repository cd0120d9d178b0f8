"""The options about a tenant that its exports do not tell: setting, mappings, readings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from crosswalk.catalogue import ASSUMPTIONS
from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.expressions import attributes_of
from fakes.insync.model import AccessSetting
from fakes.okta.expressions import ExpressionError

from .one_line import Unusable

NOTHING = "none"
# As the console writes the name of the setting; the value of the Enum is the article's.
_ACCESS = {"inSync Email ID": AccessSetting.EMAIL_ID, "AD Attribute": AccessSetting.AD_ATTRIBUTE}
_OPTIONS = (
    click.option(
        "--access",
        metavar='"inSync Email ID"|"AD Attribute"',
        type=click.Choice([*_ACCESS], case_sensitive=False),
        default="inSync Email ID",
        show_default=True,
        help="The setting Access user accounts using, as it is today.",
    ),
    click.option(
        "--user-name",
        metavar="EXPRESSION",
        default="user.login",
        show_default=True,
        help="What Okta maps to userName today.",
    ),
    click.option(
        "--ad-attribute",
        metavar="EXPRESSION",
        default=NOTHING,
        show_default=True,
        help="What Okta maps to the AD attribute today, if no export has the stored values.",
    ),
    click.option(
        "--read",
        "readings",
        metavar="ID=READING",
        multiple=True,
        help="Read an assumption of the catalogue otherwise, and show both readings side by side. "
        "May be given for several.",
    ),
)


def choice_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that `chosen` understands."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def chosen(
    access: str, user_name: str, ad_attribute: str, readings: Sequence[str]
) -> tuple[Choices, frozenset[str]]:
    """Return the choices, and the attributes of an Okta user that the mappings read.

    Raises Unusable for an expression or a reading that there is not.
    """
    stored = None if ad_attribute == NOTHING else ad_attribute
    attributes = _attributes("--user-name", user_name)
    if stored is not None:
        attributes |= _attributes("--ad-attribute", stored)
    choices = Choices(_ACCESS[access], user_name, stored, _readings(readings))
    return choices, attributes - {"login", "email"}


def _attributes(option: str, expression: str) -> frozenset[str]:
    try:
        return attributes_of(expression)
    except ExpressionError as error:
        raise wrong_expression(option, error) from None


def wrong_expression(option: str, error: ExpressionError) -> Unusable:
    """Return what to say of an expression, with the place in it."""
    return Unusable(f"{option} {error.text!r}, position {error.position}: {error.problem}")


def _readings(texts: Sequence[str]) -> dict[str, str]:
    readings: dict[str, str] = {}
    for text in texts:
        assumption, reading = _reading(text)
        if readings.setdefault(assumption, reading) != reading:
            raise Unusable(f"--read {text!r}: {assumption} has two readings: give one of them")
    return readings


def _reading(text: str) -> tuple[str, str]:
    assumption, equals, reading = text.partition("=")
    if not equals:
        raise Unusable(f"--read {text!r}: expected ID=READING, as in A4='the inSync email ID'")
    known = ASSUMPTIONS.get(assumption)
    if known is None or not known.readings:
        those = ", ".join(id_ for id_, each in ASSUMPTIONS.items() if each.readings)
        raise Unusable(f"--read {text!r}: {assumption} has no readings: expected one of {those}")
    if reading not in known.readings:
        those = " or ".join(map(repr, known.readings))
        raise Unusable(f"--read {text!r}: expected {assumption} to be read as {those}")
    return assumption, reading
