"""Documents: those that the bot makes (sheets, pictures, codes, calendars), and lists that it reads."""
