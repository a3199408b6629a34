"""Cells await coroutines, gather several, and define some.

points: all
prints: [0, 1, 2]
"""
# %% extra after initial_means_code
import asyncio

async def wait(number):
    await asyncio.sleep(0.01)
    return number

print(await asyncio.gather(*(wait(number) for number in range(3))))
# %% extra last
task = asyncio.create_task(wait(3))
await task
