"""Modal dialogs: answers, choices, conflicts, forms, help, pickers."""
