"""Ministry of Industry and Trade of Smolensk Oblast."""

from touchpoint_model.author import load

agency = load(__name__)
