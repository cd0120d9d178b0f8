"""What a diagnosis leaves in a directory, written while its rows go by once."""
