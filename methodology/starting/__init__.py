"""A new programme: the content that it begins with, from the law of its fund and the words of its language."""
