"""What people type, read as they mean it: days, periods, figures, words, numbers of items."""
