"""What the program is made of: every package that it runs on, with its version and licence."""
