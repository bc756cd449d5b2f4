"""What supervisors work with: closing, reviews, incidents, reports. Staff and the region read along."""
