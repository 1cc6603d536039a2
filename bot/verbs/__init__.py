"""What owners and admins may ask for, one file for each verb (see `bot.verb`)."""
