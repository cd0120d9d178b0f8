"""Graph: ``$batch``, many requests in one."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import falcon

from fakes.microsoft365 import messages
from fakes.wire import Request, Response
from fakes.wire.network import call

from . import odata
from .errors import GraphError

_MOST = 20
_METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")


class BatchResource:
    """POST /v1.0/$batch; ``app`` answers each request as if it had come alone."""

    def __init__(self, app: falcon.App[Any, Any]) -> None:
        self._app = app

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Answer every request, in their order, which satisfies what they depend on."""
        steps = _steps(odata.body_of(req), f"{odata.origin(req)}/v1.0")
        answers: dict[str, dict[str, Any]] = {}
        for step in steps:
            answers[str(step["id"]).casefold()] = self._answer(req, step, answers)
        odata.answer(resp, {"responses": list(answers.values())})

    def _answer(
        self, req: falcon.Request, step: Mapping[str, Any], before: Mapping[str, dict[str, Any]]
    ) -> dict[str, Any]:
        for other in step.get("dependsOn") or ():
            if before[str(other).casefold()]["status"] >= HTTPStatus.BAD_REQUEST:
                text = messages.BATCH_FAILED_DEPENDENCY.format(other)
                error = {"error": {"code": "FailedDependency", "message": text}}
                return {"id": step["id"], "status": 424, "headers": {}, "body": error}
        return _answered(step, call(self._app, _request(req, step)))


def _steps(body: Mapping[str, Any], base: str) -> list[dict[str, Any]]:
    steps = body.get("requests")
    if not isinstance(steps, list) or not all(map(_is_step, steps)):
        raise _bad(messages.BAD_BODY)
    if len(steps) > _MOST:
        raise _bad(messages.BATCH_TOO_LARGE)
    known: set[str] = set()
    for step in steps:
        # msgraph-core spells every address in full.
        step["url"] = str(step.get("url", "")).removeprefix(base)
        _check(step, known)
        known.add(str(step["id"]).casefold())
    return steps


def _is_step(step: object) -> bool:
    return isinstance(step, dict) and isinstance(step.get("dependsOn") or [], list)


def _check(step: Mapping[str, Any], known: set[str]) -> None:
    name = str(step.get("id") or "")
    wrong = {
        "it has no id": not name,
        "the id is taken": name.casefold() in known,
        "its method is none": step.get("method") not in _METHODS,
        "its url is not relative": not step["url"].startswith("/"),
        "it is a batch itself": step["url"].casefold().startswith("/$batch"),
        "it depends on none before it": any(
            str(other).casefold() not in known for other in step.get("dependsOn") or ()
        ),
        "a body needs a Content-Type": "body" in step and not _headers(step).get("content-type"),
    }
    reason = next((reason for reason, is_so in wrong.items() if is_so), "")
    if reason:
        raise _bad(messages.BATCH_BAD_REQUEST.format(name, reason))


def _headers(step: Mapping[str, Any]) -> dict[str, str]:
    given = step.get("headers")
    headers = given if isinstance(given, dict) else {}
    return {str(name).lower(): str(value) for name, value in headers.items()}


def _request(req: falcon.Request, step: Mapping[str, Any]) -> Request:
    outer = {"authorization": req.env.get("HTTP_AUTHORIZATION", "")}
    headers = {**outer, **_headers(step)}
    url = f"{odata.origin(req)}/v1.0{step['url']}"
    return Request(step["method"], url, tuple(headers.items()), _body(step, headers))


def _body(step: Mapping[str, Any], headers: Mapping[str, str]) -> bytes:
    if "body" not in step:
        return b""
    if "json" in headers["content-type"]:
        return json.dumps(step["body"]).encode("utf-8")
    text = step["body"]
    if not isinstance(text, str):
        raise _bad(messages.BAD_BODY)
    # A body of text/plain is MIME in base64 already; other bytes come in base64 as well.
    if headers["content-type"].startswith("text/plain"):
        return text.encode("ascii", "replace")
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise _bad(messages.BAD_BODY) from None


def _answered(step: Mapping[str, Any], response: Response) -> dict[str, Any]:
    headers = {name: value for name, value in response.headers if name != "content-length"}
    answer = {"id": step["id"], "status": response.status, "headers": headers}
    if not response.body:
        return answer
    kind = response.header("content-type") or ""
    if "json" in kind:
        return {**answer, "body": response.json()}
    return {**answer, "body": base64.b64encode(response.body).decode("ascii")}


def _bad(text: str) -> GraphError:
    return GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", text)
