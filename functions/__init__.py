"""The five Lambda functions, one per step of a drop's way. None imports another."""
