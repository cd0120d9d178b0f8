"""The folders of a mailbox: those that every mailbox has, and those that are added."""

from __future__ import annotations

from fakes.microsoft365.model import Folder

from .places import ROOT, folder_path
from .state import State

TOP = "msgfolderroot"
_VISIBLE = {
    "inbox": "Inbox",
    "drafts": "Drafts",
    "sentitems": "Sent Items",
    "deleteditems": "Deleted Items",
    "junkemail": "Junk Email",
    "archive": "Archive",
    "outbox": "Outbox",
}
_ROOT_NAME = "Root"
_TOP_NAME = "Top of Information Store"
_BELOW_ROOT = {
    ROOT: (),
    TOP: (_TOP_NAME,),
    **{well_known: (_TOP_NAME, name) for well_known, name in _VISIBLE.items()},
}


def create_mailbox(state: State, mailbox_id: str) -> None:
    """Add a mailbox with the folders that every mailbox has."""
    state.mailboxes.put(mailbox_id)
    root = new_folder(state, mailbox_id, _ROOT_NAME, None, ROOT)
    top = new_folder(state, mailbox_id, _TOP_NAME, root, TOP)
    for well_known, name in _VISIBLE.items():
        new_folder(state, mailbox_id, name, top, well_known)


def new_folder(
    state: State, mailbox_id: str, name: str, parent: Folder | None, well_known: str = ""
) -> Folder:
    """Add a folder."""
    folder = Folder(
        id=new_item_id(state),
        mailbox_id=mailbox_id,
        parent_id=parent.id if parent else "",
        name=name,
        path=folder_path(parent, name),
        well_known=well_known,
    )
    state.folders.put(folder)
    return folder


def child(state: State, parent: Folder, name: str) -> Folder | None:
    """Return the folder of a name directly below a folder."""
    return state.folders.find("name", (parent.id, name.casefold()))


def find_well_known(state: State, mailbox_id: str, name: str) -> Folder | None:
    """Return a folder that every mailbox has, by its place: none of them is renamed or moved."""
    names = _BELOW_ROOT.get(name)
    if names is None:
        return None
    folder = state.folders.find("name", (mailbox_id, _ROOT_NAME.casefold()))
    for each in names:
        folder = folder and child(state, folder, each)
    return folder


def new_item_id(state: State) -> str:
    """Return an id that no other folder or message has."""
    return f"AAMkAD{state.ids.word('item', 40)}AAA="
