"""The packet's pages, in the order of the work."""
