"""Settings for all tests: Hypothesis draws the same examples on every run.

With `TOUCHPOINT_NO_SKIP` set, a test that is skipped for want of a tool or a file has failed.

`HYPOTHESIS_PROFILE=explore pytest tests/properties` looks for new ones, and makes those that fail
small, which may take minutes.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import Phase, settings

settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=40, phases=[Phase.explicit, Phase.generate]
)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Iterator[pytest.TestReport]:
    report = yield
    if report.skipped and os.environ.get("TOUCHPOINT_NO_SKIP"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and nothing may be skipped here: {report.longrepr}"
    return report
