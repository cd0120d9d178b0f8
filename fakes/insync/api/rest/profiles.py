"""Profiles, whose numbers a client needs to create users."""

from __future__ import annotations

from typing import Any

import falcon

from fakes.insync.service.api import InSyncApi

from . import requests
from .errors import not_found

PAGE = 4097


class ProfilesResource:
    """/insync/profilemanagement/v1/profiles, where a client learns the numbers of profiles."""

    def __init__(self, api: InSyncApi) -> None:
        self._api = api

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List the profiles."""
        names = [profile.name for profile in self._api.state.profiles]
        some, following = requests.page(names, req.get_param("pageToken"), PAGE)
        resp.media = {
            "totalSize": len(names),
            "nextPageToken": following,
            "profiles": [self._written(name) for name in some],
        }

    def on_get_one(self, _req: falcon.Request, resp: falcon.Response, profile: str) -> None:
        """Show a profile."""
        found = self._api.rest_ids.profile(requests.integer(profile, "profileID"))
        if found is None:
            raise not_found()
        resp.media = self._written(found.name)

    def _written(self, name: str) -> dict[str, Any]:
        number = self._api.rest_ids.profile_id(name)
        return {"profileID": number, "profileName": name, "profileDescription": ""}
