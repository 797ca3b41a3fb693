"""How a map is looked at: its parts, their order, its main claims; for pictures, reports and the editor alike."""
