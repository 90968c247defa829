"""Reports: run the notebooks on a delivery and publish what they leave, all at once or not at all."""
