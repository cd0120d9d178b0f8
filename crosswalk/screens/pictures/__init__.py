"""Pictures of the consoles: taken before and after each click, and kept with what they show.

A picture is known by the texts and controls of its screen. Pixels are never compared.
"""
