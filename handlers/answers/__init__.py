"""Who comes: answers to an event, the line for its seats, asking again a day before, and late cancellations."""
