"""The parts of the pipeline: Prefect tasks here, and one folder for each foreign thing they use."""
