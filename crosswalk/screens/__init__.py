"""A lab behind its consoles: an admin who clicks in a browser, and reads what the screen shows.

There is a page object for each screen. It has the methods of the admin port that are done there.
"""
