"""What happened in one step: plain arrays of one sample's passes, and the ordered phases that show them.

    trace = trace_sample(network, LOSSES[config.loss_name], [x1, x2], y, config.features)
    trace.z[k], trace.a[k], trace.da[k], trace.dz[k], trace.dW[k], trace.db[k], trace.output, trace.loss
    trace.plain()                        # → JSON-able dict
    phases(len(network.weights))         # → ("input", "forward/1/z", "forward/1/a", …, "loss", "backward/2", …, "update")
    timeline = Timeline.of(len(network.weights)); timeline = timeline.to("loss").forward(); timeline.name
"""

from playground.trace.phases import Timeline, phases
from playground.trace.trace import Trace, trace_sample

__all__ = ["Timeline", "Trace", "phases", "trace_sample"]
