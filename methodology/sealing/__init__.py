"""What a built file says of its making: digests of what went in, the program's version, the commit of the content."""
