"""Two texts or two documents laid beside each other: what versions, pull, verify, the desk and the redline share."""
