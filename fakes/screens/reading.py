"""Forms as browsers send them: URL-encoded, or multipart where there is a file to choose."""

from __future__ import annotations

import falcon
from falcon.media.multipart import BodyPart

from .visits import Form, Upload

FORM, MULTIPART = falcon.MEDIA_URLENCODED, falcon.MEDIA_MULTIPART
TYPES = (FORM, MULTIPART)
LARGEST_FORM = 1024 * 1024
"""Longer is only a file."""


def media_type(content_type: str | None) -> str:
    """Return a Content-Type without its parameters, in lower case."""
    return (content_type or "").partition(";")[0].strip().lower()


def read_form(req: falcon.Request) -> Form:
    """Return the form that a request brings; raises HTTPError for a body that is none.

    Browsers end lines as HTTP does; here they end as everywhere else.
    """
    if media_type(req.content_type) == MULTIPART:
        return _read_parts(req)
    if (req.content_length or 0) > LARGEST_FORM:
        raise falcon.HTTPContentTooLarge(
            description=f"the form has {req.content_length} bytes: expected at most {LARGEST_FORM}"
        )
    given = req.get_media(default_when_empty={})
    return Form({name: _texts(values) for name, values in given.items()})


def _read_parts(req: falcon.Request) -> Form:
    fields: dict[str, tuple[str, ...]] = {}
    files: dict[str, Upload] = {}
    for part in req.get_media():
        name = part.name or ""
        if part.filename is not None:
            files[name] = Upload(part.filename, part.stream.read())
        else:
            fields[name] = (*fields.get(name, ()), *_texts(_text(part)))
    return Form(fields, files)


def _text(part: BodyPart) -> str:
    """Return the text of a field; a page that is UTF-8 is answered in UTF-8."""
    try:
        return part.get_data().decode()
    except UnicodeDecodeError:
        raise falcon.HTTPBadRequest(description=f"the field {part.name!r} is not UTF-8") from None


def _texts(values: str | list[str]) -> tuple[str, ...]:
    each_value = values if isinstance(values, list) else [values]
    return tuple(each.replace("\r\n", "\n") for each in each_value)
