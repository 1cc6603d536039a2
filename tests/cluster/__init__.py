"""Many processes on one database, and what they keep of their promises while they are killed."""
