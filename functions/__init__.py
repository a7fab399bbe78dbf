"""The Lambda functions, a folder for each. None imports another."""
