"""Text made fit to show: its width and breaks in terminal cells, its escaping in Markdown."""
