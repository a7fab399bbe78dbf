"""The adapters: the only place, beside the handlers, where AWS libraries are imported."""
