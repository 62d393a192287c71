"""The durable ground: the entry, the record and what is derived from it; never looks inside a fact."""
