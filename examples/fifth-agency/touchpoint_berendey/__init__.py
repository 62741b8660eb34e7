"""The agency «berendey», as a plug-in of touchpoint_model."""

from touchpoint_model.author import load

agency = load(__name__)
