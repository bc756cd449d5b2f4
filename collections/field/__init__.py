"""What happens at the door: contacts, referrals, promises, registrations, incidents."""
