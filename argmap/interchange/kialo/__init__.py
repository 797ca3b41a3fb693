"""Kialo's text export of a discussion, in its form of about 2018 and its current one.

Published source: Kialo's help, "Exporting a discussion" (https://support.kialo.com/); the two forms as they stand in
exported files.
"""
