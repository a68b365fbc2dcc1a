"""For assistants: the graph's questions as tools of the Model Context Protocol."""
