"""The machine: what carries a message in, a talk forward, and a reply out."""
