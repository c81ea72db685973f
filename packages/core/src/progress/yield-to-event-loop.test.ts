import { expect, it } from 'vitest'
import { yieldToEventLoop } from './yield-to-event-loop.ts'

it('lets a timer run in a loop that would block it', async () => {
  let rang = false
  setTimeout(() => {
    rang = true
  }, 0)
  while (!rang) await yieldToEventLoop()
  expect(rang).toBe(true)
})

it('rejects with the reason of the signal, before and after the turn', async () => {
  const reason = new Error('enough')
  await expect(yieldToEventLoop(AbortSignal.abort(reason))).rejects.toBe(reason)
  const controller = new AbortController()
  const waiting = yieldToEventLoop(controller.signal)
  controller.abort(reason)
  await expect(waiting).rejects.toBe(reason)
})
