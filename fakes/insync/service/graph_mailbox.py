"""A mailbox over Microsoft Graph."""

from __future__ import annotations

from collections.abc import Iterator

from .graph_answers import Created, Folder, Message
from .graph_client import GraphClient, segment
from .mailbox import FolderEntry, MessageEntry

_FOLDERS = "$top=250&$select=id,displayName,childFolderCount,totalItemCount"
_MESSAGES = "$top=500&$select=id,changeKey,parentFolderId,subject,internetMessageId"


class GraphMailbox:
    """The mailbox of whoever is presented."""

    def __init__(self, graph: GraphClient) -> None:
        self._graph = graph

    def folders(self, parent_id: str) -> list[FolderEntry]:
        """Return the folders right below a folder."""
        return [
            FolderEntry(
                id=each.id,
                name=each.display_name,
                has_folders=each.child_folder_count > 0,
                has_messages=each.total_item_count > 0,
            )
            for each in self._graph.pages(f"{_below(parent_id)}?{_FOLDERS}", Folder)
        ]

    def messages(self, folder_id: str) -> Iterator[MessageEntry]:
        """Yield the messages of a folder."""
        for each in self._graph.pages(f"{_messages(folder_id)}?{_MESSAGES}", Message):
            yield MessageEntry(
                id=each.id,
                version=each.change_key,
                subject=each.subject or "",
                internet_message_id=each.internet_message_id or "",
            )

    def mime(self, message_id: str) -> bytes:
        """Return the MIME content of a message."""
        return self._graph.content(f"messages/{segment(message_id)}/$value")

    def create_folder(self, parent_id: str, name: str) -> str:
        """Create a folder and return its id."""
        return self._graph.post(_below(parent_id), {"displayName": name}, Created).id

    def create_message(self, folder_id: str, mime: bytes) -> None:
        """A72: save a message from its MIME content, which Graph makes a draft."""
        self._graph.post_mime(_messages(folder_id), mime)


def _below(parent_id: str) -> str:
    return f"mailFolders/{segment(parent_id)}/childFolders" if parent_id else "mailFolders"


def _messages(folder_id: str) -> str:
    return f"mailFolders/{segment(folder_id)}/messages"
