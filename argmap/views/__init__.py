"""What is shown of a map and in which order: selections, main claims and the outline, for every output and the
editor.
"""
