"""Messages of the program and their catalogues."""
