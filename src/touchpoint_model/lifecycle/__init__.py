"""The life of a register: what changed, who may change it, by which day."""
