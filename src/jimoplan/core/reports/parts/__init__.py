"""What a periodic report says, part by part, as values that every format draws in its own way."""
