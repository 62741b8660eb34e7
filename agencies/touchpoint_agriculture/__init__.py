"""Ministry of Agriculture and Processing Industry of Krasnodar Krai."""

from touchpoint_model.author import load

agency = load(__name__)
