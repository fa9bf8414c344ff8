"""A published document made a plan: every character kept, nothing guessed without being said."""
