"""The first line of the page: what it is and what to press, until that has been understood."""

from playground.presets import preset_against, preset_of

KEPT = "welcome"  # under this name stays on the device that the line has gone


class Welcome:
    """Follows one session; the line goes for good once the learner trains, opens a lesson or sends it away."""

    def __init__(self, session):
        self._session = session
        session.on("status", self._observe)

    @property
    def wanted(self) -> bool:
        """Whether the line is still of use, and what it asks for is there to be pressed."""
        session = self._session
        pressable = all(map(session.tutor.in_sight, ("picture", "transport", "run")))
        return session.config.scene == "playground" and pressable and not session.surroundings.kept.get(KEPT) and not self._another_asks

    @property
    def _another_asks(self) -> bool:
        """Whether a line about a preset is there, which may ask for something else."""
        config = self._session.config
        return bool(preset_of(config) or preset_against(config))

    def leave(self) -> None:
        """Not on this device again."""
        if not self._session.surroundings.kept.get(KEPT):
            self._session.keep(KEPT, "gone")

    def _observe(self) -> None:
        if self._session.training.step > 0 or self._session.tutor.lesson:
            self.leave()
