"""What is assumed of inSync and can be read otherwise: the readings of an assumption."""

from __future__ import annotations

from enum import Enum


class IdentityProviderActivates(Enum):
    """A26: what answers an identity provider that activates what an administrator preserved."""

    IGNORED = "stays preserved"
    REFUSED = "refused"


class WithoutMappings(Enum):
    """A27: whom an inSync without a single SCIM mapping creates."""

    NOBODY = "nobody is created"
    EVERYONE = "everyone is created"


class AttributeLeftOut(Enum):
    """A33: what becomes of an AD attribute when a replacement leaves userPrincipalName out."""

    CLEARED = "cleared"
    KEPT = "kept"


class RestoreOfPreserved(Enum):
    """A44: what keeps an account that is preserved from being restored."""

    ACTIVATE_FIRST = "it is activated first"
    AS_IT_IS = "it is restored as it is"


class DeletedOverScim(Enum):
    """A55: what SCIM knows of a user that it deleted, whose account is preserved."""

    GONE = "gone"
    INACTIVE = "stays inactive"


class NeverSent(Enum):
    """A96: what SCIM shows of an account that no identity provider has sent."""

    NAMED = "a name and an email"
    BARE = "no name and no email"


class MailApi(Enum):
    """A53: which API of Microsoft 365 inSync backs mail up with, and which it restores it with."""

    EWS = "EWS for both"
    GRAPH = "Graph for both"
    GRAPH_THEN_EWS = "Graph backs up, EWS restores"
