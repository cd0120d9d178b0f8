"""Exchange Web Services: one address, the operation named by the SOAP body."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from xml.etree.ElementTree import Element

import falcon

from fakes.microsoft365 import messages, rules
from fakes.microsoft365.api.bearer import bearer, objection
from fakes.microsoft365.model import Hosts, Impersonation, Problem, User
from fakes.microsoft365.service.api import TenantApi
from fakes.microsoft365.service.mail import Mail
from fakes.microsoft365.service.refusal import RequestRefused

from . import soap
from .folders import create_folder, find_folder, get_folder
from .items import create_item, find_item, get_item
from .soap import Fault, Xml
from .targets import Caller, not_modeled, violated

_XML = "text/xml; charset=utf-8"
OPERATIONS = {
    "GetFolder": get_folder,
    "FindFolder": find_folder,
    "CreateFolder": create_folder,
    "FindItem": find_item,
    "GetItem": get_item,
    "CreateItem": create_item,
}
_CONNECTING_SID = "s:Header/t:ExchangeImpersonation/t:ConnectingSID/*"
_IMPERSONATIONS = {kind.value: kind for kind in Impersonation}
FAULTS = {
    Problem.NO_SUCH_MAIL_USER: ("ErrorNonExistentMailbox", messages.ADDRESS_WITHOUT_MAILBOX),
    Problem.NO_MAILBOX: ("ErrorNonExistentMailbox", messages.ADDRESS_WITHOUT_MAILBOX),
    Problem.NO_SUCH_PRINCIPAL: ("ErrorInvalidUserPrincipalName", messages.UNKNOWN_PRINCIPAL),
    Problem.NO_ADDRESS: ("ErrorMissingEmailAddress", messages.ADDRESS_NEEDED),
    Problem.NOT_PRIMARY: ("ErrorNonPrimarySmtpAddress", messages.PRIMARY_ADDRESS_NEEDED),
}


class ExchangeWebServices:
    """POST /EWS/Exchange.asmx."""

    def __init__(self, api: TenantApi, hosts: Hosts) -> None:
        self._api = api
        self._host = hosts.exchange

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Carry out the operation in the body, or answer with a fault."""
        authorization = req.get_header("Authorization")
        if objection(self._api, self._host, authorization) is not None:
            raise falcon.HTTPUnauthorized(challenges=["Bearer"])
        token = self._api.apps.token(bearer(authorization))
        if not rules.answers_ews(self._api.state.tenant, token.client_id if token else ""):
            raise falcon.HTTPForbidden
        resp.content_type = _XML
        try:
            body = self._answer(req.bounded_stream.read())
        except (Fault, RecursionError) as error:
            fault = error if isinstance(error, Fault) else violated("nested too deeply")
            resp.status = HTTPStatus.INTERNAL_SERVER_ERROR
            body = soap.fault_body(fault)
        resp.data = soap.envelope(body)

    def _answer(self, request: bytes) -> Xml:
        try:
            envelope = soap.parsed(request)
        except soap.Unreadable as error:
            raise violated(str(error)) from error
        operation = next(iter(soap.below(envelope, "s:Body/*")), None)
        if operation is None:
            raise Fault("ErrorInvalidRequest", messages.EWS_WITHOUT_OPERATION)
        name = soap.local(operation)
        if name not in OPERATIONS:
            raise Fault("ErrorInvalidOperation", messages.EWS_NOT_MODELED.format(name))
        try:
            caller = Caller(self._api.mail, _impersonated(self._api.mail, envelope))
            return OPERATIONS[name](caller, operation)
        except RequestRefused as refused:
            raise _fault(refused) from refused


def ews_api(api: TenantApi, hosts: Hosts) -> falcon.App[Any, Any]:
    """Return the WSGI application of the Outlook host."""
    app = falcon.App()
    app.set_error_serializer(_say_nothing)
    app.add_route("/EWS/Exchange.asmx", ExchangeWebServices(api, hosts))
    app.add_sink(_not_modeled, "/")
    app.add_error_handler((falcon.HTTPMethodNotAllowed, falcon.HTTPBadRequest), _not_modeled)
    return app


def _say_nothing(_req: falcon.Request, _resp: falcon.Response, _error: falcon.HTTPError) -> None:
    """Leave the body of a 401 or 403 empty: Exchange says it in the headers."""


def _not_modeled(req: falcon.Request, resp: falcon.Response, *_: object, **_named: object) -> None:
    text = messages.EWS_NOT_MODELED.format(f"{req.method} {req.path}")
    resp.status = HTTPStatus.INTERNAL_SERVER_ERROR
    resp.content_type = _XML
    resp.data = soap.envelope(soap.fault_body(Fault("ErrorInvalidOperation", text)))


def _impersonated(mail: Mail, envelope: Element) -> User | None:
    sid = next(iter(soap.below(envelope, _CONNECTING_SID)), None)
    if sid is None:
        return None
    name = soap.local(sid)
    if name not in _IMPERSONATIONS:
        raise not_modeled(name, "ConnectingSID")
    return mail.acted_as(_IMPERSONATIONS[name], (sid.text or "").strip())


def _fault(refused: RequestRefused) -> Fault:
    code, text = FAULTS[refused.problem]
    values = {"Primary": refused.subject} if refused.problem is Problem.NOT_PRIMARY else {}
    return Fault(code, text, **values)
