import assert from 'node:assert/strict'
import type { PredictionLog } from '@millrace/core'
import { assertRefused, idsOf, labelled, readAll, served, write } from './subject.ts'

/** Opens the log of one test once more. */
export type OpenAgain = () => Promise<PredictionLog>

export async function comesBackAfterReopening(open: OpenAgain): Promise<void> {
  const first = await open()
  await write(first, served('a'))
  await first.addFeedback(labelled('a', 'yes'))
  await first[Symbol.asyncDispose]()
  await using again = await open()
  assert.deepEqual(await readAll(again), [{ ...served('a'), feedback: labelled('a', 'yes') }])
  await assertRefused(again.addFeedback(labelled('a', 'no')), 'E_FEEDBACK_CONFLICT')
}

export async function isShared(open: OpenAgain): Promise<void> {
  await using one = await open()
  await using other = await open()
  for (let i = 0; i < 10; i++) (i % 2 === 0 ? one : other).append(served(`id-${i}`, { atMs: i }))
  await Promise.all([one.flush(), other.flush()])
  const ids = Array.from({ length: 10 }, (_, i) => `id-${i}`)
  assert.deepEqual([await idsOf(one), await idsOf(other)], [ids, ids])
  await other.addFeedback(labelled('id-0', 'yes'))
  assert.deepEqual((await readAll(one))[0]?.feedback, labelled('id-0', 'yes'))
  await one.addFeedback(labelled('id-0', 'yes'))
  await assertRefused(one.addFeedback(labelled('id-0', 'no')), 'E_FEEDBACK_CONFLICT')
}
