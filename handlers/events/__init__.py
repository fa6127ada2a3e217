"""Events: made, changed, cancelled, and what is said of them to many."""
