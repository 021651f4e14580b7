"""What an edited Word file says: its texts, its tracked changes resolved, its comments."""
