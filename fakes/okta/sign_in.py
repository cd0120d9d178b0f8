"""How people sign in: who checks their password, and what is kept of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum

_ROUNDS = 1000


class ProviderType(Enum):
    """The types of what checks the password of a user."""

    OKTA = "OKTA"
    ACTIVE_DIRECTORY = "ACTIVE_DIRECTORY"
    LDAP = "LDAP"
    FEDERATION = "FEDERATION"
    SOCIAL = "SOCIAL"
    IMPORT = "IMPORT"


@dataclass(frozen=True, slots=True)
class Provider:
    """What checks the password of a user; a directory is named by its instance."""

    type: ProviderType = ProviderType.OKTA
    name: str = "OKTA"


BY_OKTA = Provider()
BY_HOOK = Provider(ProviderType.IMPORT, "IMPORT")


@dataclass(frozen=True, slots=True)
class Hashed:
    """What is kept of a secret: enough to recognize it, and not the secret itself."""

    salt: str
    digest: str

    def recognizes(self, text: str) -> bool:
        """Tell whether this was made of a text."""
        return hashed(text, self.salt) == self


@dataclass(frozen=True, slots=True)
class Credentials:
    """The password of a user, and the recovery question with its answer."""

    password: Hashed | None = None
    question: str = ""
    answer: Hashed | None = None


def hashed(text: str, salt: str) -> Hashed:
    """Return what is kept of a secret."""
    digest = hashlib.pbkdf2_hmac("sha256", text.encode(), salt.encode(), _ROUNDS)
    return Hashed(salt, digest.hex())
