"""The plan and the form of its document, made of that tree."""
