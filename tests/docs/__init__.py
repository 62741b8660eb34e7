"""The documents say what is so: snippets run, links lead somewhere, nothing is left out."""
