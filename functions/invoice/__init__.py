"""Invoice: the last step. Prices a merged job and completes its delivery."""
