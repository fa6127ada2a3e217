"""Reminders: when an event's come, who gets them, what they say."""
