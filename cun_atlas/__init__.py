"""The installed package: a door to the app, nothing else."""
