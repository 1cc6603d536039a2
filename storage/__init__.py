"""What is remembered: one repository per noun, behind units of work."""
