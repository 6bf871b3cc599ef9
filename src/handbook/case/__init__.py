"""The reader's case: the model of the forms, reading what was typed, keeping, carrying, the receipt. Knows no tool."""
