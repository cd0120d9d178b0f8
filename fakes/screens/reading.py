"""Forms as browsers send them: URL-encoded, or multipart where there is a file to choose."""

from __future__ import annotations

import falcon

from .visits import Form, Upload

FORM, MULTIPART = falcon.MEDIA_URLENCODED, falcon.MEDIA_MULTIPART
TYPES = (FORM, MULTIPART)


def media_type(content_type: str | None) -> str:
    """Return a Content-Type without its parameters, in lower case."""
    return (content_type or "").partition(";")[0].strip().lower()


def read_form(req: falcon.Request) -> Form:
    """Return the form that a request brings; raises HTTPError for a body that is none."""
    if media_type(req.content_type) == MULTIPART:
        return _read_parts(req)
    given = req.get_media(default_when_empty={})
    fields = {
        name: tuple(values) if isinstance(values, list) else (str(values),)
        for name, values in given.items()
    }
    return Form(fields)


def _read_parts(req: falcon.Request) -> Form:
    fields: dict[str, tuple[str, ...]] = {}
    files: dict[str, Upload] = {}
    for part in req.get_media():
        name = part.name or ""
        if part.filename is not None:
            files[name] = Upload(part.filename, part.stream.read())
        else:
            fields[name] = (*fields.get(name, ()), part.get_text())
    return Form(fields, files)
