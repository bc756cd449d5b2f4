"""What others read: the reports of the outside interface."""
