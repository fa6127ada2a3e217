"""What people mean: words, intents and questions, regions, dates and times, yes and no."""
