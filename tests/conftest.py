"""Settings for all tests: Hypothesis draws the same examples on every run.

`HYPOTHESIS_PROFILE=explore pytest tests/properties` looks for new ones, and makes those that fail
small, which may take minutes.
"""

import os

from hypothesis import Phase, settings

settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=40, phases=[Phase.explicit, Phase.generate]
)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
