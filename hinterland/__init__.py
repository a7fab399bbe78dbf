"""The domain that the functions share, and its adapters to AWS (`hinterland.aws`).

Nothing outside `hinterland.aws` imports an AWS library: decisions are pure and take `now`.
"""
