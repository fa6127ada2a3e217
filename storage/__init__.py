"""What the bot remembers: one module per kind of row, plain SQL, verbs of the domain."""
