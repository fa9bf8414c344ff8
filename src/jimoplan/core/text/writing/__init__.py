"""From changes back to text: what must change is spliced in, all else stays as it is."""
