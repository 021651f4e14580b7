"""What the other steps speak of: the programme that is read, the document that is composed."""
