"""The symptoms that customers report: one file each, with the questions that tell causes apart."""
