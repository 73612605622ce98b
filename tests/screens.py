"""A screen for sessions that are tested without a page."""

import asyncio


class InstantScreen:
    """Draws at once and counts."""

    def __init__(self):
        self.shown = 0

    def idle(self):
        return True

    async def drawn_enough(self):
        await asyncio.sleep(0)

    async def at_rest(self):
        await asyncio.sleep(0)

    def show(self, further=False):
        self.shown += 1
