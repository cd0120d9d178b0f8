"""EWS: GetFolder, FindFolder, CreateFolder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from markupsafe import Markup

from fakes.microsoft365.model import Folder
from fakes.microsoft365.service.mail import Mail

from .soap import NAMES, m, t
from .targets import Caller, answered, not_modeled, only, targets_of, viewed, violated

_SHAPE = "FolderShape"


def get_folder(caller: Caller, operation: Element) -> Markup:
    """Answer GetFolder: folders by id or by distinguished name."""
    only(operation, _SHAPE, "FolderIds")

    def work(named: Element) -> Markup:
        return m("Folders", _folder(caller.mail, caller.folder(named)))

    return answered("GetFolder", targets_of(operation, "m:FolderIds/*"), work)


def find_folder(caller: Caller, operation: Element) -> Markup:
    """Answer FindFolder: the folders below a folder, directly or at any depth."""
    only(operation, _SHAPE, "IndexedPageFolderView", "ParentFolderIds")
    traversal = operation.get("Traversal", "Shallow")
    if traversal not in ("Shallow", "Deep"):
        raise not_modeled(f"Traversal {traversal}", "FindFolder")

    def wrap(folders: Sequence[Folder]) -> Markup:
        return t("Folders", *(_folder(caller.mail, each) for each in folders))

    def work(named: Element) -> Markup:
        parent = caller.folder(named)
        shallow = traversal == "Shallow"
        found = caller.mail.children(parent) if shallow else tuple(_below(caller.mail, parent))
        return viewed(operation, found, wrap)

    return answered("FindFolder", targets_of(operation, "m:ParentFolderIds/*"), work)


def create_folder(caller: Caller, operation: Element) -> Markup:
    """Answer CreateFolder: new folders below a folder."""
    parent = targets_of(operation, "m:ParentFolderId/*")[0]

    wanted = targets_of(operation, "m:Folders/t:Folder")
    names = [each.findtext("t:DisplayName", "", NAMES) for each in wanted]
    if not all(names):
        raise violated("CreateFolder lacks t:DisplayName")

    def work(name: str) -> Markup:
        added = caller.mail.add_folder(caller.folder(parent), name)
        return m("Folders", t("Folder", t("FolderId", **_id(added))))

    return answered("CreateFolder", names, work)


def _below(mail: Mail, folder: Folder) -> Iterator[Folder]:
    waiting = [iter(mail.children(folder))]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        else:
            yield child
            waiting.append(iter(mail.children(child)))


def _folder(mail: Mail, folder: Folder) -> Markup:
    parent = [t("ParentFolderId", Id=folder.parent_id, ChangeKey="AQAAAA==")]
    return t(
        "Folder",
        t("FolderId", **_id(folder)),
        *(parent if folder.parent_id else []),
        t("FolderClass", "IPF.Note"),
        t("DisplayName", folder.name),
        t("TotalCount", str(len(mail.messages(folder)))),
        t("ChildFolderCount", str(len(mail.children(folder)))),
        t("UnreadCount", str(mail.unread(folder))),
    )


def _id(folder: Folder) -> dict[str, str]:
    return {"Id": folder.id, "ChangeKey": "AQAAAA=="}
