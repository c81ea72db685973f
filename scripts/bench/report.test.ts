import { expect, test } from 'vitest'
import { machine, table } from './report.ts'

const row = { name: 'reads', unit: 'rows/s', goal: 400_000, atMost: false, peer: null }

test('a table has a line for each measurement: value, goal, outcome and spread', () => {
  expect(table([{ row: { ...row, value: 512_345, ok: true }, spread: [0.001234, 600_000] }]).split('\n')).toEqual([
    'name   value           goal                  min–max',
    'reads  512,000 rows/s  ≥ 400,000 rows/s  ok  0.00123–600,000',
  ])
})

test('a goal that was missed and a peer that could not run are plain to see', () => {
  const missed = { row: { ...row, value: 2, atMost: true, goal: 1, unit: 's', ok: false }, spread: [1, 3] } as const
  const failed = { row: { ...row, value: null, peer: 'other', ok: false }, failure: 'the peer could not run: no module' }
  const lines = table([missed, failed]).split('\n')
  expect(lines[1]).toMatch(/^reads +2 s +≤ 1 s +MISSED +1–3$/)
  expect(lines[2]).toMatch(/^reads \(against other\) +- +≥ 400,000 rows\/s +MISSED +the peer could not run: no module$/)
})

test('the machine is named with its cores, Node version and load', () => {
  expect(machine()).toMatch(/, \d+ cores, Node \d+\.\d+\.\d+, load \d+\.\d$/)
})
