"""What cadres see on the phone: plain pages, one column; no JavaScript needed."""
