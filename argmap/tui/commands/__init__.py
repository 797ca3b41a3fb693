"""What the actions do: functions of the screen, which raise Refusal to say why they cannot act."""
