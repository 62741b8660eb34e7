"""The ground floor: frozen values that know of no other room."""
