"""Files and printouts that people hand on."""
