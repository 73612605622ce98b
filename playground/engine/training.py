"""Training: a network, its data and its optimiser going forward step by step, repeatable to the bit."""

import numpy as np

from playground.engine import randomness
from playground.engine.backpropagation import Backpropagation
from playground.engine.batches import Batches
from playground.engine.datasets import make_dataset
from playground.engine.initialisers import initialise
from playground.engine.losses import LOSSES
from playground.engine.network import Network
from playground.engine.optimisers import OPTIMISERS
from playground.engine.records import Divergence, Evaluation, State
from playground.engine.regularisers import REGULARISERS, clip_norm

GROWN = 1e6  # a batch loss past this many times the first loss (or 1, if greater) counts as divergence
REMEMBER_EVERY = 64  # steps; turning back repeats at most about two such stretches, or epochs


class Training:
    """A run of a Config. `step` counts updates; `batch_loss` is the data loss of the last batch, before its update.

    A step is: gradient of the batch's loss, plus the regulariser's, clipped, handed to the optimiser.
    `diverged` is None, or the Divergence that stopped the run at its last good state. `start` (n,): the parameters that the
    run began with, drawn or given.
    """

    def __init__(self, config):
        self.config = config
        self.dataset = make_dataset(config)
        self.network = Network.of(config)
        self.loss = LOSSES[config.loss_name]
        self.gradient = np.zeros_like(self.network.parameters)
        self._passes = {}  # by number of samples
        self.weight_mask = self.network.weight_mask()
        self._batches = Batches(self.dataset.train, config.seed)
        self.reset()

    @property
    def epoch(self):
        """How many times the whole training set has been gone through."""
        return self._batches.epoch

    @property
    def last_change(self):
        """The last step's Δ of the flat parameters, or None where no step has just been made."""
        return self.optimiser.change if self._just_stepped else None

    def reset(self):
        """Back to step 0 and the same initial weights."""
        rng = randomness.stream(self.config.seed, randomness.WEIGHTS)
        initialise(self.network, self.config.init, self.config.gain, rng)
        self.step, self.batch_loss, self.given = 0, None, False
        self._make_optimiser()
        self._apply_settings((0, 0))
        self._begin_anew()

    def set_parameters(self, weights, biases):
        """Goes on from parameters given from outside; ValueError names what is wrong and nothing has changed."""
        self.network.set_parameters(weights, biases)
        self.given = True
        self._begin_anew()

    def reconfigure(self, config):
        """Takes over a Config whose changes are at most "live" ones (else ValueError) and goes on from here.

        A live change also ends a divergence: training may go on from the last good state.
        """
        effect, before = self.config.effect_of_change_to(config), self.config
        if effect == "restart":
            raise ValueError("this change needs a new Training")
        self.config = config
        if config.opt != before.opt:
            self._make_optimiser()
        if effect == "live":
            self._apply_settings(self._position)
            self.diverged = None
            self._remember()

    def state(self):
        """A copy of all that the rest of the run depends on."""
        return State(self.config, self.step, self._position, self.optimiser.count, self._bound, self.batch_loss,
                     self.network.parameters.copy(), self.optimiser.memory.copy())  # fmt: skip

    def restore(self, state):
        """Back (or forward) to a state of this run, its live settings included."""
        self._put_back(state)
        self._remembered, self.diverged = [state], None

    def evaluate(self):
        """Losses and accuracies at the current parameters, an Evaluation."""
        train, test = (self._measure(part) for part in (self.dataset.train, self.dataset.test))
        return Evaluation(train[0], test[0], train[1], test[1])

    def penalty(self):
        """What the regulariser adds to the loss, a float."""
        weights = self.network.parameters * self.weight_mask
        return self.config.rate * REGULARISERS[self.config.reg].penalty(weights)

    def regulariser_gradient(self):
        """The penalty's gradient (n,): as long as the parameters, 0 at biases."""
        rates = self.config.rate * self.weight_mask
        return rates * REGULARISERS[self.config.reg].derivative(self.network.parameters)

    def advance(self, steps):
        """Makes up to `steps` steps; returns how many, fewer only if training has diverged (0 if it had to turn back)."""
        start, target = self.step, self.step + steps
        with np.errstate(all="ignore"):
            while self.step < target and not self.diverged:
                self._train(target - self.step)
        return max(self.step - start, 0)

    def _train(self, most):
        """At most so many steps, and no further than the end of the epoch."""
        if self.step >= self._remembered[-1].step + REMEMBER_EVERY:
            self._remember()
        loss = self._run(self._batches.upcoming(most))
        if not loss <= self._bound:
            self._turn_back("grown" if np.isfinite(loss) else "infinite", loss)
        elif not self._finite():
            self._turn_back("parameters", np.inf)  # the loss that they would give, not the one before

    def _run(self, batches):
        """The steps themselves, until a loss is past the bound; returns the last loss."""
        bound, parameters, gradient = self._bound, self.network.parameters, self.gradient
        propose, change = self.optimiser.propose, self.optimiser.change
        corrections, passes, add = self._corrections, self._passes, np.add
        done, loss = 0, 0.0
        for inputs, y in batches:
            loss = passes[len(y)](inputs, y)
            if not loss <= bound:  # also when it is NaN
                break
            for correct in corrections:
                correct()
            propose(gradient)
            add(parameters, change, parameters)
            done += 1
        self._batches.done(done)
        self.step += done
        self.batch_loss, self._just_stepped = loss, True
        return loss

    def _turn_back(self, reason, loss):
        """Goes to the state before the update that led astray: back to a remembered one, then the same way again."""
        astray, config = self.step, self.config
        earlier = [state for state in self._remembered if state.step < astray]
        good = (earlier or self._remembered)[-1]
        self._put_back(good)
        while self.step < astray - 1 and self._finite():
            good = self.state()
            self._run(self._batches.upcoming(1))
        if not self._finite():
            self._put_back(good)
        self.reconfigure(config)
        self._remember()
        self.diverged = Divergence(self.step, loss if np.isfinite(loss) else None, reason)

    def _finite(self):
        """Whether the parameters are (their squares, too, must have a finite sum)."""
        parameters = self.network.parameters
        return bool(np.isfinite(parameters.dot(parameters)))

    def _remember(self):
        """Keeps this state and the one before it, from which `_turn_back` can start."""
        earlier = [state for state in self._remembered if state.step < self.step]
        self._remembered = [*earlier[-1:], self.state()]

    def _begin_anew(self):
        """Makes the present parameters the ones that divergence is measured from."""
        loss = self._measure(self.dataset.train)[0]
        self.start = self.network.parameters.copy()
        self._bound = GROWN * max(1.0, loss if np.isfinite(loss) else 1.0)
        self._remembered, self.diverged, self._just_stepped = [self.state()], None, False

    def _put_back(self, state):
        before, self.config = self.config, self.config.with_live_settings_of(state.config)
        if self.config.opt != before.opt:
            self._make_optimiser()
        self.network.parameters[:] = state.parameters
        self.optimiser.memory[:], self.optimiser.count = state.memory, state.count
        self.step, self.batch_loss, self._bound = state.step, state.batch_loss, state.bound
        self._just_stepped = False
        self._apply_settings(state.position)

    def _make_optimiser(self):
        self.optimiser = OPTIMISERS[self.config.opt](len(self.gradient), self.config.lr)

    @property
    def _position(self):
        return self._batches.epoch, self._batches.position

    def _apply_settings(self, position):
        """Puts the live settings in force, at a place (epoch, samples of it visited) of the data."""
        self.optimiser.lr = self.config.lr
        self._batches.cut(self.config.batch, *position)
        self._passes = {samples: self._passes.get(samples) or self._pass_over(samples) for samples in self._batches.sizes}
        self._corrections = tuple(self._make_corrections())

    def _pass_over(self, samples):
        return Backpropagation(self.network, self.loss, samples, self.gradient)

    def _make_corrections(self):
        """What happens to the gradient between backpropagation and optimiser, as functions without arguments."""
        gradient, clip = self.gradient, self.config.clip
        if self.config.reg != "none":
            yield lambda: np.add(gradient, self.regulariser_gradient(), gradient)
        if clip:
            yield lambda: clip_norm(gradient, clip)

    def _measure(self, samples):
        """(loss, accuracy) on some samples; (None, None) on none."""
        if not len(samples.y):
            return None, None
        passed = self.network.forward(samples.inputs)
        output = passed.a[-1][0]
        loss = self.loss.value(passed.z[-1][0], output, samples.y)
        if self.config.task == "regression":
            return loss, None
        middle = 0.5 if self.config.output == "sigmoid" else 0.0
        return loss, float(np.mean((output > middle) == (samples.y > middle)))
