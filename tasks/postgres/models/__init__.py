"""From tables to marts: each model is one SELECT in a file of sql/, built aside, checked, and swapped."""
