"""Steps about what a script is answered by inSync's REST API."""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import urlsplit

from pytest_bdd import given, parsers, when

from crosswalk.lab_interface import Lab
from fakes.insync.admin import InSyncAdmin
from fakes.wire import Request, Response

from .naming import Named
from .story import Story
from .terms import TERMS
from .who import account_of

SENDER = "a script"
USERS = "/insync/usermanagement/v1/users"


@given("a script has a token of the REST API")
def has_a_token(lab: Lab, insync: InSyncAdmin, story: Story) -> None:
    """Create API credentials and trade them for a token."""
    client = insync.api.create(SENDER)
    basic = b64encode(f"{client.client_id}:{client.client_secret}".encode()).decode()
    answer = _send(lab, "POST", "/token", f"Basic {basic}", "grant_type=client_credentials")
    story.token = str(answer.json()["access_token"])


@when("the script lists the users of inSync")
def lists_users(lab: Lab, story: Story) -> None:
    """Read the users over the REST API."""
    story.was_answered(_send(lab, "GET", USERS, f"Bearer {story.token}"))


@when(parsers.parse("the script changes {owner} to:"), converters=TERMS)
def changes(lab: Lab, insync: InSyncAdmin, story: Story, owner: Named, docstring: str) -> None:
    """Change the user of a person over the REST API."""
    path = f"{USERS}/{account_of(insync, story.who, owner).id}"
    story.was_answered(_send(lab, "PATCH", path, f"Bearer {story.token}", docstring))


def _send(lab: Lab, method: str, path: str, authorization: str, body: str = "") -> Response:
    host = urlsplit(lab.insync.provisioning.base_url()).netloc
    headers = (("Authorization", authorization),)
    return lab.send(SENDER, Request(method, f"https://{host}{path}", headers, body.encode()))
