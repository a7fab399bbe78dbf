"""The catalogue: what the office keeps of itself, clients, work types, centres and operators."""
