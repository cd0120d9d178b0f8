"""What RFC 7644, section 3.12, asks of an answer that is an error."""

from __future__ import annotations

from fakes.wire import Response

ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
SCIM_TYPES = {
    400: {
        *("invalidFilter", "tooMany", "mutability", "invalidSyntax", "invalidPath", "noTarget"),
        *("invalidValue", "invalidVers", "sensitive"),
    },
    409: {"uniqueness"},
}
# How the libraries that inSync's fake is made of would say it.
WORDS_OF_LIBRARIES = (
    *("msgspec", "falcon", "pydantic", "scim2", "hypothesis", "traceback", "exception", "codec"),
    *("recursion", "malformed", "truncated", "out of range", "byte", "deserializ", "str |", "`"),
)


def check_error(answer: Response) -> tuple[int, str | None]:
    """Check the shape and the words of an error, and return its status and its scimType."""
    said = answer.json()
    assert answer.header("Content-Type") == "application/scim+json"
    assert set(said) <= {"schemas", "status", "scimType", "detail"}
    assert (said["schemas"], said["status"]) == ([ERROR], str(answer.status))
    types = SCIM_TYPES.get(answer.status, {None})
    assert said.get("scimType") in types, said
    found = [word for word in WORDS_OF_LIBRARIES if word in said["detail"].lower()]
    assert said["detail"]
    assert not found, said["detail"]
    return answer.status, said.get("scimType")
