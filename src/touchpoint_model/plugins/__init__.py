"""Plug-ins: agencies as TOML → values, found through entry points."""
