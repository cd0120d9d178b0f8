"""What a diagnosis tells a reader: at the terminal, in a sentence for each problem."""
