"""The goal that whoever set the page up wants to be reached: how far the run is from it, and whether it has been there."""

from playground.goals import FLAG, OF_THE_RUN, OF_THE_SHAPE, parse


class Pursuit:
    """The goal of one session: how far it is, and whether it has been reached. Tells the session's listeners "goal" when it is, once."""

    def __init__(self, session):
        self._session = session
        self._text, self.goal = "", None
        self.reached: int | None = None  # the step at which it was, the first time
        session.on("config", lambda effect: self._follow())
        session.on("status", self.look)
        session.on("trained", self.look)

    def _follow(self) -> None:
        text = self._session.config.goal
        if text != self._text:
            self._text, self.goal, self.reached = text, parse(text) if text else None, None

    def take_up(self, step: int) -> None:
        """It has been reached at this step, before the page was left."""
        if self.goal is not None and self.reached is None:
            self.reached = step
            self._session.show_again()

    def look(self) -> None:
        """Looks whether it is reached."""
        if self.goal is None or self.reached is not None or not self.goal.holds(self.value):
            return
        self.reached = self._session.training.step
        self._session.tell("goal", {"goal": self._text, "step": self.reached})

    def value(self, name: str) -> float | str | None:
        """What a name of a goal stands for at this moment; None where that is unknown."""
        session, config = self._session, self._session.config
        if name in ("step", "epoch"):
            return getattr(session.training, name)
        if name == FLAG:
            return float(session.training.diverged is not None)
        if name == "dead_units":
            return sum(session.diagnosis().dead_units)
        if name in OF_THE_RUN:
            return getattr(session.evaluation(), name)
        if name in OF_THE_SHAPE:
            return sum(config.hidden) if name == "hidden_units" else len(config.hidden)
        if name == "batch" and config.batch == "all":
            return len(session.training.dataset.train.y)
        return {"out": config.output, "loss": config.loss_name}.get(name, getattr(config, name))
