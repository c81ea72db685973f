import assert from 'node:assert/strict'
import { assertRefused, labelled, readAll, served, type WithLog, write } from './subject.ts'

export const joins = (withLog: WithLog) =>
  withLog(async (log) => {
    await log.addFeedback(labelled('early', 'no'))
    await write(log, served('early'), served('late'), served('never'))
    await log.addFeedback(labelled('late', 'yes'))
    await log.addFeedback(labelled('unknown', 'yes'))
    const joined = Object.fromEntries((await readAll(log)).map(({ id, feedback }) => [id, feedback]))
    assert.deepEqual(joined, { early: labelled('early', 'no'), late: labelled('late', 'yes'), never: undefined })
  })

export const keepsLabels = (withLog: WithLog) =>
  withLog(async (log) => {
    const labels = ['', 'a\n"b"', 0, -1.5, false, true]
    await write(log, ...labels.map((_, i) => served(String(i))))
    await Promise.all(labels.map((label, i) => log.addFeedback(labelled(String(i), label))))
    assert.deepEqual(
      (await readAll(log)).map(({ feedback }) => feedback?.label),
      labels,
    )
  })

export const repeats = (withLog: WithLog) =>
  withLog(async (log) => {
    await write(log, served('a'))
    for (const atMs of [20, 20, 30, 10]) await log.addFeedback(labelled('a', 'yes', atMs))
    assert.deepEqual((await readAll(log))[0]?.feedback, labelled('a', 'yes', 30))
  })

export const refusesAnother = (withLog: WithLog) =>
  withLog(async (log) => {
    await write(log, served('a'))
    await log.addFeedback(labelled('a', 'yes', 1))
    await assertRefused(log.addFeedback(labelled('a', 'no', 2)), 'E_FEEDBACK_CONFLICT')
    const outcomes = await Promise.allSettled(['yes', 'no', 'yes'].map((label) => log.addFeedback(labelled('b', label))))
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    )
    assert.deepEqual((await readAll(log))[0]?.feedback, labelled('a', 'yes', 1))
  })

export const refusesWhatIsNoLabel = (withLog: WithLog) =>
  withLog(async (log) => {
    for (const label of [null, undefined, Number.NaN, {}]) await assert.rejects(log.addFeedback(labelled('a', label as never)), RangeError)
    await assert.rejects(log.addFeedback(labelled('a', 'yes', Number.NaN)), RangeError)
  })
