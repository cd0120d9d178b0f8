"""The templates of the API that stand for the built-in username formats."""

from __future__ import annotations

from fakes.okta.model import UsernameFormat

TEMPLATES = {
    UsernameFormat.OKTA_USERNAME: "${source.login}",
    UsernameFormat.EMAIL: "${source.email}",
    UsernameFormat.OKTA_USERNAME_PREFIX: '${fn:substringBefore(source.login, "@")}',
    UsernameFormat.EMAIL_PREFIX: '${fn:substringBefore(source.email, "@")}',
}
FORMATS = {template: each for each, template in TEMPLATES.items()}
USUAL = TEMPLATES[UsernameFormat.OKTA_USERNAME]
