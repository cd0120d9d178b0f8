"""How the jobs of an account will end, foretold from what the three systems hold of a person."""
