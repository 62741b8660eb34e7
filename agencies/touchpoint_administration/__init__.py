"""Administration of the Governor and Government of Leningrad Oblast."""

from touchpoint_model.author import load

agency = load(__name__)
