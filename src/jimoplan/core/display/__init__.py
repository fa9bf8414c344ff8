"""Text for people: terminal cells and Markdown, where nothing may mean more than it says."""
