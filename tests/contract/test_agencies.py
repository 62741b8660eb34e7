"""The contract, held by every installed agency."""

import touchpoint_model as tm
from touchpoint_model.contract import *  # noqa: F403

AGENCIES = [one.code for one in tm.agencies()]
