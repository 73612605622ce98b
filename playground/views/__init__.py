"""Bokeh figures and Panel panes: a view shows a frame, hands on what the learner does, and computes no mathematics."""
