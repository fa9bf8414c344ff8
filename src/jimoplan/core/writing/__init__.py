"""From a changed plan back to its text: what must change is spliced in, all else stays as it is."""
