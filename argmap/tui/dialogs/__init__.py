"""Dialogs over the screen: answers, choices, forms, pickers, help."""
