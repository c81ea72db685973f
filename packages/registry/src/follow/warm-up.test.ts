import type { Model } from '@millrace/core'
import { exampleModel } from '@millrace/core/testing'
import { expect, it, vi } from 'vitest'
import { warmUp } from './warm-up.ts'

const spied = (change: (model: Model) => Partial<Model> = () => ({})) => {
  const model = exampleModel() as unknown as Model
  const predict = vi.fn(model.predict)
  return { predict, model: { ...model, predict, ...change(model) } as unknown as Model }
}

it('scores golden rows a thousand times, each as often', async () => {
  const { model, predict } = spied()
  await warmUp(model)
  expect(predict).toHaveBeenCalledTimes(1000)
  expect(new Set(predict.mock.calls.map(([row]) => row))).toEqual(new Set(model.definition.golden.map(({ row }) => row)))
})

it('passes over golden rows without a score, and over a model that has no others', async () => {
  const { model, predict } = spied(({ definition }) => ({
    definition: { ...definition, golden: definition.golden.map((golden) => ({ ...golden, outputs: { ...golden.outputs, score: null } })) },
  }))
  await warmUp(model)
  expect(predict).not.toHaveBeenCalled()
})

it('lets timers run in between, and stops at the signal', async () => {
  const stop = new AbortController()
  const reason = new Error('closed')
  const slow = spied()
  slow.predict.mockImplementation(() => {
    const until = performance.now() + 1
    while (performance.now() < until);
    return undefined as never
  })
  setTimeout(() => stop.abort(reason), 5)
  await expect(warmUp(slow.model, stop.signal)).rejects.toBe(reason)
})
