"""What several files want, laid on the content as it is today."""
