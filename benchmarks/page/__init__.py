"""What the operator page weighs, and how soon it can be worked with, on the link of a village."""
