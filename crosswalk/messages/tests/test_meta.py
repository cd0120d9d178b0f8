"""What is said of the machine and of the build."""

from __future__ import annotations

import platform

import pytest

from crosswalk.messages.meta import meta

GITHUB = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_SERVER_URL": "https://git.example",
    "GITHUB_REPOSITORY": "fruit/basket",
    "GITHUB_RUN_ID": "42",
    "GITHUB_SHA": "abc",
    "GITHUB_REF_NAME": "main",
}
GITLAB = {
    "GITLAB_CI": "true",
    "CI_JOB_URL": "https://git.example/fruit/basket/-/jobs/7",
    "CI_JOB_ID": "7",
    "CI_PROJECT_URL": "https://git.example/fruit/basket",
    "CI_COMMIT_SHA": "abc",
    "CI_COMMIT_TAG": "v1",
}
JENKINS = {"JENKINS_URL": "https://ci.example/", "GIT_URL": "https://me:secret@git.example/x.git"}


def test_no_build_is_made_up() -> None:
    written = meta({})

    assert "ci" not in written
    assert written["implementation"]["name"] == "pytest-bdd"
    assert written["runtime"]["version"] == platform.python_version()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        (
            GITHUB,
            {
                "name": "GitHub Actions",
                "url": "https://git.example/fruit/basket/actions/runs/42",
                "buildNumber": "42",
                "git": {
                    "remote": "https://git.example/fruit/basket.git",
                    "revision": "abc",
                    "branch": "main",
                },
            },
        ),
        (
            GITLAB,
            {
                "name": "GitLab CI",
                "url": "https://git.example/fruit/basket/-/jobs/7",
                "buildNumber": "7",
                "git": {
                    "remote": "https://git.example/fruit/basket.git",
                    "revision": "abc",
                    "tag": "v1",
                },
            },
        ),
        (JENKINS, {"name": "Jenkins"}),
        (
            {**JENKINS, "GIT_COMMIT": "abc", "BUILD_NUMBER": "3"},
            {
                "name": "Jenkins",
                "buildNumber": "3",
                "git": {"remote": "https://git.example/x.git", "revision": "abc"},
            },
        ),
    ],
    ids=["github", "gitlab", "jenkins without git", "jenkins with a password"],
)
def test_a_build_is_known_by_its_variables(
    environment: dict[str, str], expected: dict[str, object]
) -> None:
    assert meta(environment)["ci"] == expected
