"""The monthly file of coverage."""
