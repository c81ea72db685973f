import assert from 'node:assert/strict'
import { canonicalJson } from '@millrace/core'
import { checkEstimator } from '../../model/check-estimator.ts'
import { exampleData, fitTo } from '../subject.ts'
import type { LawSubject } from './law-subject.ts'

/** Name and params can be stored, and what is fitted is well-formed. */
export async function keepsTheContract({ trainer, kind, rows }: LawSubject): Promise<void> {
  assert.equal(trainer.specVersion, 1, 'specVersion')
  assert.match(trainer.name, /^[a-z][a-z0-9-]*$/, 'the name is in kebab-case')
  assert.doesNotThrow(() => canonicalJson(trainer.params), 'the params are JSON')
  const data = exampleData(kind, rows)
  checkEstimator(trainer, await fitTo(trainer, data), data)
}

/** Equal seeds give equal bits, also where two fits run at once. */
export async function isDeterministic({ trainer, kind, rows }: LawSubject): Promise<void> {
  const first = await fitTo(trainer, exampleData(kind, rows))
  const [second, other, third] = await Promise.all([
    fitTo(trainer, exampleData(kind, rows)),
    fitTo(trainer, exampleData(kind, rows), { seed: 8 }),
    fitTo(trainer, exampleData(kind, rows)),
  ])
  assert.deepEqual(second, first, 'the same seed gives another estimator')
  assert.deepEqual(third, first, 'the same seed gives another estimator where others are fitted meanwhile')
  assert.deepEqual(await fitTo(trainer, exampleData(kind, rows), { seed: 8 }), other, 'the same seed gives another estimator')
}

/** Fitting writes to none of its inputs. */
export async function writesToNothing({ trainer, kind, rows }: LawSubject): Promise<void> {
  const data = exampleData(kind, rows)
  await fitTo(trainer, data)
  assert.deepEqual(data, exampleData(kind, rows), 'the training data were written to')
}

/** An abort ends the work with the signal's reason; progress counts up to its total. */
export async function canBeStopped({ trainer, kind, rows }: LawSubject): Promise<void> {
  const reason = new Error('enough')
  await assert.rejects(fitTo(trainer, exampleData(kind, rows), { signal: AbortSignal.abort(reason) }), reason)
}

/** Progress of a task never falls, and where a total is known ends at it. */
export async function reportsProgress({ trainer, kind, rows }: LawSubject): Promise<void> {
  const events = new Map<string, { readonly done: number; readonly total?: number }>()
  await fitTo(trainer, exampleData(kind, rows), {
    progress: ({ task, done, total }) => {
      assert.ok(done >= (events.get(task)?.done ?? 0), `progress of '${task}' falls to ${done}`)
      events.set(task, { done, ...(total !== undefined && { total }) })
    },
  })
  for (const [task, { done, total }] of events) assert.equal(done, total ?? done, `progress of '${task}' ends at ${done} of ${total}`)
}
