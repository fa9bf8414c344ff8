"""The conversations of a desk: reporting, an inbox, corrections of one's own."""
