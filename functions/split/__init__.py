"""Split: cut a drop into parts, and each part into work items that operators can lease."""
