"""The cadre's phone: what it may keep (the slice), and the records that it sends. The pages are static/phone/."""
