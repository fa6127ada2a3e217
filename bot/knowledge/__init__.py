"""What the bot can answer: one Markdown file a topic, read by `bot.understanding.knowledge`."""
