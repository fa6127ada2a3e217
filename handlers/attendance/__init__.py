"""Who came: a code that changes every minute, names ticked by a coordinator, and what can be undone."""
