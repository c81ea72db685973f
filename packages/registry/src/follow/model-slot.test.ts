import type { Model, ModelSourceEvent, ServedModel } from '@millrace/core'
import { exampleModel } from '@millrace/core/testing'
import { describe, expect, it } from 'vitest'
import { createModelSlot } from './model-slot.ts'

const served = (version: number): ServedModel => ({
  model: exampleModel() as unknown as Model,
  served: { model: 'loan', version, alias: 'production', digest: `sha256:${version}` },
})

describe('ready', () => {
  it('waits for the first model, and gives it at once later', async () => {
    const slot = createModelSlot('loan@production')
    const waiting = slot.ready()
    const first = served(1)
    slot.swap(first)
    expect(await waiting).toBe(first)
    expect(await slot.ready()).toBe(first)
  })

  it('rejects with the error of the first load, until there is a model', async () => {
    const slot = createModelSlot('loan@production')
    const error = new Error('broken')
    const waiting = slot.ready()
    slot.fail(served(1).served, error)
    await expect(waiting).rejects.toBe(error)
    await expect(slot.ready()).rejects.toBe(error)
    slot.swap(served(2))
    slot.fail(served(3).served, error)
    expect((await slot.ready()).served.version).toBe(2)
  })

  it('rejects with the reason of the signal, before and while it waits', async () => {
    const slot = createModelSlot('loan@production')
    const reason = new Error('enough')
    await expect(slot.ready({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    const stop = new AbortController()
    const waiting = slot.ready({ signal: stop.signal })
    stop.abort(reason)
    await expect(waiting).rejects.toBe(reason)
  })

  it('rejects when the source is closed', async () => {
    const slot = createModelSlot('loan@production')
    const waiting = slot.ready()
    slot.close()
    await expect(waiting).rejects.toMatchObject({ code: 'E_SOURCE_CLOSED' })
    await expect(slot.ready()).rejects.toMatchObject({ code: 'E_SOURCE_CLOSED' })
    expect(slot.current()).toBeUndefined()
  })
})

describe('subscribe', () => {
  it('tells after the change, what was there and what is', () => {
    const slot = createModelSlot('loan@production')
    const seen: [ModelSourceEvent, number | null | undefined][] = []
    slot.subscribe((event) => seen.push([event, slot.current()?.served.version]))
    const [first, second] = [served(1), served(2)]
    const error = new Error('broken')
    slot.swap(first)
    slot.swap(second)
    slot.fail(first.served, error)
    expect(seen).toEqual([
      [{ type: 'swapped', from: null, to: first.served }, 1],
      [{ type: 'swapped', from: first.served, to: second.served }, 2],
      [{ type: 'failed', wanted: first.served, error }, 2],
    ])
  })

  it('stops one subscription of a listener that has two', () => {
    const slot = createModelSlot('loan@production')
    let calls = 0
    const listener = () => void calls++
    const stop = slot.subscribe(listener)
    slot.subscribe(listener)
    stop()
    stop()
    slot.swap(served(1))
    expect(calls).toBe(1)
  })

  it('goes on when a listener throws', () => {
    const slot = createModelSlot('loan@production')
    let calls = 0
    slot.subscribe(() => {
      throw new Error('not ours')
    })
    slot.subscribe(() => void calls++)
    slot.swap(served(1))
    expect([calls, slot.current()?.served.version]).toEqual([1, 1])
  })
})
