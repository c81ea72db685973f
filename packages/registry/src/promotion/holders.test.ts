import type { AuditEntry } from '@millrace/core'
import { expect, test } from 'vitest'
import { holdersOf, rollbackDetails } from './holders.ts'

const move = (to: number | null, details: AuditEntry['details'] = null) =>
  ({ action: 'set-alias', alias: 'production', to, details }) as unknown as AuditEntry
const back = (to: number) => move(to, rollbackDetails([]))

test.each([
  ['promotions add up', [move(1), move(2), move(3)], [1, 2, 3]],
  ['a rollback takes away what it went back from', [move(1), move(2), back(1)], [1]],
  ['a promotion back to an older version is a step forward', [move(1), move(2), move(1)], [1, 2, 1]],
  ['rollbacks go further back each time', [move(1), move(2), move(3), back(2), back(1)], [1]],
  ['a promotion after a rollback goes on from there', [move(1), move(2), back(1), move(3)], [1, 3]],
  ['a removed alias is a step of its own', [move(1), move(null)], [1, null]],
  ['a rollback over a removal', [move(1), move(2), move(null), back(2)], [1, 2]],
  ['a rollback to a version that held it twice takes the latest time', [move(1), move(2), move(1), move(3), back(1)], [1, 2, 1]],
])('%s', (_, entries, holders) => {
  expect(holdersOf(entries, 'production')).toEqual(holders)
})

test('leaves other aliases and other changes aside', () => {
  const others = [
    { ...move(7), alias: 'staging' },
    { ...move(8), action: 'refuse-promotion' },
  ] as AuditEntry[]
  expect(holdersOf([move(1), ...others], 'production')).toEqual([1])
})
