import { expect, test } from 'vitest'
import { columnOf, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { profile } from '../profile/profile.ts'
import { checkQuality } from './check-quality.ts'

const rows = (label: (i: number) => number | null) =>
  tableOf(
    { amount: columnOf([...Array(200).keys()]), repaid: columnOf(Array.from({ length: 200 }, (_, i) => label(i))) },
    { repaid: 'boolean' },
  )

test('a target without labels yet fails no check, unless a limit says how many nulls it may have', async () => {
  const labelled = rows((i) => i % 2)
  const known = await profile(monitorOf(labelled, { target: 'repaid' }), labelled)
  const failed = (options: Parameters<typeof checkQuality>[2]) =>
    checkQuality(
      known,
      rows(() => null),
      options,
    ).flatMap(({ check, column, status }) => (status === 'failed' ? [`${check} ${column}`] : []))
  expect(failed({})).toEqual([])
  expect(failed({ nullShare: { limit: 0.5 } })).toEqual(['null-share repaid'])
})
