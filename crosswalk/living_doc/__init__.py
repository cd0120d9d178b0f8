"""The living documentation: a static site of what a run of the features has shown.

A page module has a function `pages(book)` which yields its pages; `site` joins them.
"""
