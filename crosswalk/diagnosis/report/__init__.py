"""What a diagnosis tells a reader at the terminal."""
