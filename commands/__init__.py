"""The commands of `policygraph`; each imports only what it needs, when it runs."""
