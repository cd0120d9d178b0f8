"""What the messages say of the machine and of the build."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any

PROTOCOL = "34.2.0"

# Name, the variable that gives it away, and what it tells, in variables.
BUILDS = (
    (
        "GitHub Actions",
        "GITHUB_ACTIONS",
        {
            "url": "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/actions/runs/{GITHUB_RUN_ID}",
            "buildNumber": "{GITHUB_RUN_ID}",
            "remote": "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}.git",
            "revision": "{GITHUB_SHA}",
            "branch": "{GITHUB_REF_NAME}",
        },
    ),
    (
        "GitLab CI",
        "GITLAB_CI",
        {
            "url": "{CI_JOB_URL}",
            "buildNumber": "{CI_JOB_ID}",
            "remote": "{CI_PROJECT_URL}.git",
            "revision": "{CI_COMMIT_SHA}",
            "branch": "{CI_COMMIT_BRANCH}",
            "tag": "{CI_COMMIT_TAG}",
        },
    ),
    (
        "Jenkins",
        "JENKINS_URL",
        {
            "url": "{BUILD_URL}",
            "buildNumber": "{BUILD_NUMBER}",
            "remote": "{GIT_URL}",
            "revision": "{GIT_COMMIT}",
            "branch": "{GIT_LOCAL_BRANCH}",
            "tag": "{TAG_NAME}",
        },
    ),
)
_CREDENTIALS = re.compile(r"//[^/@]*@")


def meta(environment: Mapping[str, str]) -> dict[str, Any]:
    """Return what ran the scenarios, on what, and in which build, as far as variables tell."""
    runtime = {"name": platform.python_implementation(), "version": platform.python_version()}
    return {
        "protocolVersion": PROTOCOL,
        "implementation": {"name": "pytest-bdd", "version": version("pytest-bdd")},
        "runtime": runtime,
        "os": {"name": platform.system(), "version": platform.release()},
        "cpu": {"name": platform.machine()},
        **_build(environment),
    }


def _build(environment: Mapping[str, str]) -> dict[str, Any]:
    for name, sign, words in BUILDS:
        if environment.get(sign):
            known = dict(_known(words, environment))
            ci = {word: known[word] for word in ("url", "buildNumber") if word in known}
            git = {word: known[word] for word in known if word not in ci}
            complete = {"remote", "revision"} <= git.keys()
            return {"ci": {"name": name, **ci, **({"git": git} if complete else {})}}
    return {}


def _known(words: Mapping[str, str], environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for word, template in words.items():
        try:
            value = template.format_map(environment)
        except KeyError:
            continue
        if value:
            yield word, _CREDENTIALS.sub("//", value)
