"""Values → what people and programs read."""
