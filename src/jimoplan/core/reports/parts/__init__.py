"""What a report or letter says, part by part, as values that every format draws in its own way."""
