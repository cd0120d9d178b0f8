"""The samples of Cucumber's compatibility kit, played by plain pytest-bdd, say what they should."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from .conftest import INI, RETRY
from .kit import CANNOT, essence, read

kit = pytest.importorskip(
    "cucumber_compatibility_kit",
    reason="needs cucumber-compatibility-kit, which the extra 'test' brings",
)

pytest_plugins = ["pytester"]

FEATURES: Path = kit.CompatibilityKit().cck_features_folder_location
HERE = Path(__file__).parent / "samples"
WRITTEN = sorted(path.stem.replace("_", "-") for path in HERE.glob("[a-z]*.py"))
ARGUMENTS = {
    "retry": [*RETRY],
    "retry-pending": [*RETRY],
    "retry-undefined": [*RETRY, "--rerun-except=StepDefinitionNotFoundError"],
}
CONFTEST = {
    "multiple-features-reversed": """
        def pytest_collection_modifyitems(items):
            items.reverse()
        """,
    "test-run-exception": """
        def pytest_runtestloop():
            raise RuntimeError("Whoops!")
        """,
}


@pytest.mark.usefixtures("unsaid")
@pytest.mark.parametrize("name", WRITTEN)
def test_a_sample_tells_what_it_should(name: str, pytester: pytest.Pytester) -> None:
    if name in ARGUMENTS and importlib.util.find_spec("pytest_rerunfailures") is None:
        pytest.skip("needs pytest-rerunfailures, which the extra 'test' brings")
    pytester.makeini(INI)
    pytester.makeconftest(CONFTEST.get(name, ""))
    folder = pytester.mkdir("samples") / name
    shutil.copytree(FEATURES / name, folder)
    shutil.copy(HERE / f"{name.replace('-', '_')}.py", folder / "test_sample.py")

    pytester.runpytest_inprocess("--messages=out.ndjson", *ARGUMENTS.get(name, []))

    expected = essence(read(FEATURES / name / f"{name}.ndjson"))
    assert essence(read(pytester.path / "out.ndjson")) == expected


def test_every_sample_is_played_or_said_to_be_impossible() -> None:
    samples = {path.name for path in FEATURES.iterdir() if path.is_dir()}

    assert {*WRITTEN, *CANNOT} == samples
    assert not set(WRITTEN) & set(CANNOT)
