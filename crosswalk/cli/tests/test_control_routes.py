"""The page on routes lists what the control surface has."""

from __future__ import annotations

import re

from falcon.inspect import inspect_routes

from crosswalk.cli.control_routes import page
from fakes.lab import Lab
from fakes.screens import StyleSheet
from fakes.serving.admin_api import CALLED
from fakes.serving.consoles import consoles_of
from fakes.serving.control import PREFIX, control_app
from fakes.serving.endpoints import METHODS
from fakes.serving.hosted_lab import HostedLab
from fakes.serving.operations import ADMINS, operations_of

PAGE = "\n".join(page())


def test_every_route_for_programs_is_on_the_page_with_its_methods() -> None:
    hosted = HostedLab(Lab())
    consoles = tuple(each.base for each in consoles_of(hosted))
    told = {
        (method, path)
        for path, text in re.findall(r"^\| `(/\S*)` \| ([A-Z]+: .+) \|$", PAGE, re.MULTILINE)
        for method in re.findall(r"(?:^|<br>)([A-Z]+): ", text)
    }
    answered = {
        (each.method, found.path)
        for found in inspect_routes(control_app(hosted))
        if not found.path.startswith((*consoles, StyleSheet.PATH))
        for each in found.methods
        if each.method in METHODS and not each.internal
    }

    assert told == answered - {("POST", PREFIX + CALLED)}


def test_every_operation_of_an_admin_is_on_the_page_with_its_arguments() -> None:
    told = {
        path[1:].replace("/", "."): re.findall(r"\w+", arguments)
        for path, arguments in re.findall(
            r"^\| `(/\S+)` \| ((?:\[?`\w+`\]?(?:, )?)*) \| \S.*\.\)? \|$", PAGE, re.MULTILINE
        )
    }
    known = {
        str(each): list(each.signature.parameters)
        for system in ADMINS
        for each in operations_of(system)
    }

    assert told == known


def test_an_argument_that_may_be_left_out_is_in_brackets() -> None:
    assert "| `/insync/accounts/edit` | `account_id`, [`email_id`], [`display_name`] |" in PAGE
    assert "| `/okta/directory/update` | `user_id`, [`changes`] |" in PAGE
