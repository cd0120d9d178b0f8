"""As much of Microsoft 365 as protection needs to be tried: one mailbox, one OneDrive."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

LOGIN = "login.microsoftonline.example"
GRAPH = "graph.microsoft.example"
OUTLOOK = "outlook.office365.example"
DOWNLOADS = "downloads.sharepoint.example"
_TYPES = "http://schemas.microsoft.com/exchange/services/2006/types"
_MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages"
_ERRORS = "http://schemas.microsoft.com/exchange/services/2006/errors"

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Mail:
    id: str
    mime: bytes
    message_id: str = ""
    version: str = "1"


@dataclass
class MailFolder:
    id: str
    name: str
    parent: str = "root"
    mails: list[Mail] = field(default_factory=list)


@dataclass
class File:
    id: str
    name: str
    parent: str = "root"
    content: bytes | None = None
    version: str = "1"


class StubMicrosoft:
    """Knows one person by the names it is told; ``refuse`` maps parts of paths to errors."""

    def __init__(self) -> None:
        self.graph_names = {"ada@corp.example"}
        self.primary = "ada@corp.example"
        self.folders: list[MailFolder] = [MailFolder("in", "Inbox")]
        self.files: list[File] = []
        self.refuse: dict[str, tuple[int, str, str]] = {}
        self.tokens = 0
        self.accepted_tokens: set[str] = set()
        self.token_for_downloads = False
        self.unmakable = ""

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        body = environ["wsgi.input"].read()
        status, headers, answer = self._answer(environ, body)
        start(f"{status} .", list(headers.items()))
        return [answer]

    def _answer(self, environ: WSGIEnvironment, body: bytes) -> Answer:
        path = environ["PATH_INFO"]
        if refused := next((each for part, each in self.refuse.items() if part in path), None):
            status, code, text = refused
            return _json(status, {"error": {"code": code, "message": text}})
        if environ["HTTP_HOST"] == LOGIN:
            return self._token()
        return self._open_to_tokens(environ, path, body)

    def _open_to_tokens(self, environ: WSGIEnvironment, path: str, body: bytes) -> Answer:
        if environ["HTTP_HOST"] == DOWNLOADS:
            self.token_for_downloads |= "HTTP_AUTHORIZATION" in environ
            return 200, {}, self._file(path.strip("/")).content or b""
        if environ.get("HTTP_AUTHORIZATION", "")[7:] not in self.accepted_tokens:
            error = {"code": "InvalidAuthenticationToken", "message": "Access token is empty."}
            return _json(401, {"error": error})
        if environ["HTTP_HOST"] == OUTLOOK:
            return self._ews(body.decode())
        return self._graph(environ, path, body)

    def _token(self) -> Answer:
        self.tokens += 1
        self.accepted_tokens.add(f"t{self.tokens}")
        return _json(200, {"access_token": f"t{self.tokens}", "expires_in": 3599})

    # --- Graph ----------------------------------------------------------------------------------

    def _graph(self, environ: WSGIEnvironment, path: str, body: bytes) -> Answer:
        user, _, rest = path.removeprefix("/v1.0/users/").partition("/")
        if user.lower() not in self.graph_names:
            text = f"Resource '{user}' does not exist."
            return _json(404, {"error": {"code": "Request_ResourceNotFound", "message": text}})
        if rest.startswith("drive"):
            return self._drive(environ["REQUEST_METHOD"], rest, body)
        if environ["REQUEST_METHOD"] == "POST":
            return self._add_mail(rest, body)
        return self._mail(environ, rest)

    def _mail(self, environ: WSGIEnvironment, path: str) -> Answer:
        if found := re.fullmatch(r"messages/(.+)/\$value", path):
            return 200, {}, self._mail_of(found[1]).mime
        if found := re.fullmatch(r"mailFolders/(.+)/messages", path):
            folder = next(each for each in self.folders if each.id == found[1])
            return self._page(environ, [_message(mail, folder.id) for mail in folder.mails])
        found = re.fullmatch(r"mailFolders/(.+)/childFolders", path)
        parent = found[1] if found else "root"
        below = [each for each in self.folders if each.parent == parent]
        return self._page(environ, [self._mail_folder(each) for each in below])

    def _add_mail(self, path: str, body: bytes) -> Answer:
        if found := re.fullmatch(r"mailFolders/(.+)/messages", path):
            self._create(found[1], b64decode(body))
            return _json(201, {"id": "new"})
        found = re.fullmatch(r"mailFolders/(.+)/childFolders", path)
        folder_id, name = f"new{len(self.folders)}", json.loads(body)["displayName"]
        self.folders.append(MailFolder(folder_id, name, found[1] if found else "root"))
        return _json(201, {"id": folder_id})

    def _page(self, environ: WSGIEnvironment, members: list[dict[str, Any]]) -> Answer:
        """Answer two members at a time, whatever ``$top`` asks for."""
        found = re.search(r"skiptoken=(\d+)", environ["QUERY_STRING"])
        first = int(found[1]) if found else 0
        page: dict[str, Any] = {"value": members[first : first + 2]}
        if len(members) > first + 2:
            url = f"https://{GRAPH}{environ['PATH_INFO']}?$skiptoken={first + 2}"
            page["@odata.nextLink"] = url.replace(" ", "%20")
        return _json(200, page)

    def _mail_folder(self, folder: MailFolder) -> dict[str, Any]:
        below = [each for each in self.folders if each.parent == folder.id]
        return {
            "id": folder.id,
            "displayName": folder.name,
            "childFolderCount": len(below),
            "totalItemCount": len(folder.mails),
        }

    def _mail_of(self, mail_id: str) -> Mail:
        return next(mail for each in self.folders for mail in each.mails if mail.id == mail_id)

    # --- OneDrive -------------------------------------------------------------------------------

    def _drive(self, method: str, path: str, body: bytes) -> Answer:
        if found := re.fullmatch(r"drive/root:/(.+):/content", path):
            return self._write(found[1], body)
        if method == "POST":
            return self._add_folder(path, json.loads(body)["name"])
        if found := re.fullmatch(r"drive/items/(.+)/content", path):
            return 302, {"Location": f"https://{DOWNLOADS}/{found[1]}"}, b""
        if path == "drive":
            return _json(200, {"id": "b!1"})
        found = re.fullmatch(r"drive/items/(.+)/children", path)
        parent = found[1] if found else "root"
        below = [each for each in self.files if each.parent == parent]
        return _json(200, {"value": [_drive_item(each) for each in below]})

    def _add_folder(self, path: str, name: str) -> Answer:
        found = re.fullmatch(r"drive/items/(.+)/children", path)
        folder = File(f"new{len(self.files)}", name, found[1] if found else "root")
        self.files.append(folder)
        return _json(201, _drive_item(folder))

    def _write(self, path: str, content: bytes) -> Answer:
        *above, name = path.split("/")
        parent = self._at("/".join(above)) if above else "root"
        old = [each for each in self.files if (each.parent, each.name) == (parent, name)]
        for each in old:
            self.files.remove(each)
        self.files.append(File(f"new{len(self.files)}", name, parent, content))
        return _json(201, {})

    def _at(self, path: str) -> str:
        parent = "root"
        for name in path.split("/"):
            parent = next(e.id for e in self.files if (e.parent, e.name) == (parent, name))
        return parent

    def _file(self, file_id: str) -> File:
        return next(each for each in self.files if each.id == unquote(file_id))

    # --- Exchange Web Services ------------------------------------------------------------------

    def _ews(self, envelope: str) -> Answer:
        operation = _first(r"<s:Body><m:(\w+)", envelope)
        if fault := self._ews_fault(operation, envelope):
            return fault
        folder_id = _first(r'FolderId Id="(.*?)"', envelope)
        folder_id = "root" if folder_id == "msgfolderroot" else folder_id
        if operation == "CreateFolder":
            parent, folder_id = folder_id, f"new{len(self.folders)}"
            name = unescape(_first(r"DisplayName>(.*?)</", envelope))
            if name == self.unmakable:
                return _fault("ErrorAccessDenied", "Access is denied.")
            self.folders.append(MailFolder(folder_id, name, parent))
        elif operation == "CreateItem":
            self._create(folder_id, b64decode(_first(r"MimeContent>(.*?)</", envelope)))
        return 200, {}, self._found(operation, folder_id, envelope).encode()

    def _ews_fault(self, operation: str, envelope: str) -> Answer | None:
        asked = unescape(_first(r"SmtpAddress>(.*?)</", envelope)).lower()
        if asked not in {*self.graph_names, self.primary}:
            return _fault("ErrorNonExistentMailbox", "The SMTP address has no mailbox.")
        if "PrimarySmtpAddress" in envelope and asked != self.primary:
            text = "The primary SMTP address must be specified when referencing."
            return _fault("ErrorNonPrimarySmtpAddress", text)
        _, code, text = self.refuse.get(operation, (0, "", ""))
        return _fault(code, text) if code else None

    def _create(self, folder_id: str, mime: bytes) -> None:
        message_id = _first(r"Message-ID: (\S+)", mime.decode("latin-1"))
        folder = next(each for each in self.folders if each.id == folder_id)
        folder.mails.append(Mail(f"m{len(mime)}-{len(folder.mails)}", mime, message_id))

    def _found(self, operation: str, folder_id: str, envelope: str) -> str:
        inner, last = "", "true"
        if operation == "CreateFolder":
            inner = f'<t:Folder><t:FolderId Id="{folder_id}"/></t:Folder>'
        elif operation == "FindFolder":
            inner = "".join(self._ews_folder(e) for e in self.folders if e.parent == folder_id)
        elif operation == "GetItem":
            mime = self._mail_of(unescape(_first(r'ItemId Id="(.*?)"', envelope))).mime
            inner = f"<t:MimeContent>{b64encode(mime).decode()}</t:MimeContent>"
        elif operation == "FindItem":
            mails = next(each for each in self.folders if each.id == folder_id).mails
            offset = int(_first(r'Offset="(\d+)"', envelope))
            most = int(_first(r'MaxEntriesReturned="(\d+)"', envelope))
            last = "true" if offset + most >= len(mails) else "false"
            inner = "".join(_ews_message(each) for each in mails[offset : offset + most])
        return (
            f'<Envelope xmlns:m="{_MESSAGES}" xmlns:t="{_TYPES}"><m:ResponseCode>NoError'
            f'</m:ResponseCode><m:RootFolder IncludesLastItemInRange="{last}">{inner}'
            "</m:RootFolder></Envelope>"
        )

    def _ews_folder(self, folder: MailFolder) -> str:
        below = [each for each in self.folders if each.parent == folder.id]
        return (
            f'<t:Folder><t:FolderId Id="{folder.id}"/>'
            f"<t:DisplayName>{escape(folder.name)}</t:DisplayName>"
            f"<t:TotalCount>{len(folder.mails)}</t:TotalCount>"
            f"<t:ChildFolderCount>{len(below)}</t:ChildFolderCount></t:Folder>"
        )


def _ews_message(mail: Mail) -> str:
    message_id = escape(mail.message_id)
    return (
        f'<t:Message><t:ItemId Id="{escape(mail.id)}" ChangeKey="{mail.version}"/>'
        f"<t:Subject>About {escape(mail.id)}</t:Subject>"
        f"<t:InternetMessageId>{message_id}</t:InternetMessageId></t:Message>"
    )


def _message(mail: Mail, folder_id: str) -> dict[str, Any]:
    return {
        "id": mail.id,
        "changeKey": mail.version,
        "parentFolderId": folder_id,
        "subject": f"About {mail.id}",
        "internetMessageId": mail.message_id,
    }


def _drive_item(file: File) -> dict[str, Any]:
    shape: dict[str, Any] = {"folder": {}} if file.content is None else {"file": {}}
    size = len(file.content or b"")
    return {"id": file.id, "name": file.name, "cTag": file.version, "size": size, **shape}


def _json(status: int, value: dict[str, Any]) -> Answer:
    return status, {"Content-Type": "application/json"}, json.dumps(value).encode()


def _fault(code: str, text: str) -> Answer:
    return (
        500,
        {},
        f"<Envelope><Body><Fault><faultcode>a:{code}</faultcode><faultstring>{text}</faultstring>"
        f'<detail><e:ResponseCode xmlns:e="{_ERRORS}">{code}</e:ResponseCode></detail></Fault>'
        "</Body></Envelope>".encode(),
    )


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.DOTALL)
    return found[1] if found else ""
