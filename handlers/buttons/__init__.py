"""What happens when a button is pressed: one file for each verb."""
