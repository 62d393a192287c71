"""What the room knows: one subject, one module, with its facts, intents, rules and fold together."""
