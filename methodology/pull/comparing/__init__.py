"""What an edited file says otherwise than the one it was made as, by content path."""
