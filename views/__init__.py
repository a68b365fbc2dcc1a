"""The Streamlit pages, one module each, and what they are drawn with."""
