"""What an app or a token lacks, in the terms of its vendor, and where it is granted."""

from __future__ import annotations

from .errors import Refused, SignInRefused

OKTA_USERS = (
    "An API token has the role of whoever created it, who must be able to view users: "
    "Read-only Administrator is enough. An OAuth access token needs the scope okta.users.read"
)
OKTA_APPS = (
    "An API token has the role of whoever created it, who must be able to view applications: "
    "Read-only Administrator is enough. An OAuth access token needs the scope okta.apps.read"
)
INSYNC_USERS = "The role of the API credentials needs the right View Users"
GRAPH_USERS = (
    "The app registration needs the application permission User.Read.All, with admin consent"
)
MAILBOXES = (
    "The app registration lacks the application permission MailboxSettings.Read: nothing is known "
    "of shared mailboxes, nor of who has none"
)
DRIVES = (
    "The app registration lacks the application permission Files.Read.All or Sites.Read.All: it is "
    "not known who has a OneDrive"
)
_NOT_FOUND = "E0000007"
_CREDENTIALS = {
    "Okta": (
        "Check CROSSWALK_OKTA_URL and CROSSWALK_OKTA_TOKEN. An API token is created in the Admin "
        "Console under Security, API, Tokens, and ends when it is not used for 30 days"
    ),
    "inSync": (
        "Check CROSSWALK_INSYNC_CLIENT_ID and CROSSWALK_INSYNC_CLIENT_SECRET. API credentials are "
        "created in the Druva Cloud Settings, and their secret is shown once"
    ),
    "Microsoft Graph": (
        "Check CROSSWALK_GRAPH_TENANT, CROSSWALK_GRAPH_CLIENT_ID and CROSSWALK_GRAPH_CLIENT_SECRET."
        " A client secret is created under App registrations, Certificates & secrets, and expires"
    ),
}


def explained(system: str, refused: Refused, needed: str) -> str:
    """Return what a system refused, and what is needed for it."""
    said = f"{system} answered {refused}"
    if isinstance(refused, SignInRefused) or refused.status == 401:
        return f"{said}. {_CREDENTIALS[system]}"
    if refused.status == 403:
        return f"{said}. {needed}"
    if refused.code == _NOT_FOUND:
        return f"{said}. Check CROSSWALK_OKTA_APP_ID: it is in the address of the app's page"
    return f"{said}. Check the address that was given"
