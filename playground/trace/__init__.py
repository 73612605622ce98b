"""What happened in one step: plain arrays of one sample's passes, and the ordered phases that show them.

    trace = trace_sample(network, LOSSES[config.loss_name], [x1, x2], y, config.features)
    trace.z[k], trace.a[k], trace.da[k], trace.dz[k], trace.dW[k], trace.db[k], trace.output, trace.loss
    trace.plain()                        # → JSON-able dict
    phases(len(network.weights))         # → ("input", "forward/1/z", "forward/1/a", …, "loss", "backward/2/a", …, "update")
    Phase.of("backward/2/z")             # → Phase(direction="backward", layer=2, part="z")
    timeline = Timeline.of(len(network.weights)); timeline = timeline.to("loss").forward(); timeline.name
    trial_step(training, trace)          # → the parameters that one step on this sample alone would make
"""

from playground.trace.phases import Phase, Timeline, phases, strides
from playground.trace.trace import Trace, trace_sample
from playground.trace.trial import between, trial_step

__all__ = ["Phase", "Timeline", "Trace", "between", "phases", "strides", "trace_sample", "trial_step"]
