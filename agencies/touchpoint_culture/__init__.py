"""Ministry of Culture of Kursk Oblast."""

from touchpoint_model.author import load

agency = load(__name__)
