"""Two texts or two documents laid beside each other: what versions, pull, verify and the redline share."""
