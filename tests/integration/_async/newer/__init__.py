"""What other servers do another way, tried on the LXD of Debian 13, too: it is newer than its version, 5.0.2, says."""
