import { existsSync, readFileSync } from 'node:fs'
import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { columnOf, tableOf } from '../../../test/fixtures/draws.ts'
import { monitorOf } from '../../../test/fixtures/monitors.ts'
import { profile } from '../../profile/profile.ts'
import { compare } from '../compare.ts'

type Value = number | string | null

interface Case {
  readonly id: string
  readonly kind: 'num' | 'cat' | 'formula'
  readonly ref: readonly Value[] | null
  readonly cur: readonly Value[] | null
  readonly formula?: { readonly ref: string; readonly cur: string }
  readonly evidently_actual?: { readonly auto: { readonly test: string; readonly score: number; readonly drifted: boolean } }
}

const file = new URL('../../../../../../shared/golden/drift.json', import.meta.url)
const present = existsSync(file)
const cases = (present ? (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }).cases : []).filter((one) => one.evidently_actual)

const names: Readonly<Record<string, string>> = {
  'kolmogorov-smirnov': 'ks',
  'chi-square': 'chisquare',
  'two-proportion-z': 'z',
  wasserstein: 'wasserstein',
  'jensen-shannon': 'jensenshannon',
}

/** x_i = ((i · factor) mod 1000003) / 1000003, raised to a power. */
function drawn(formula: string): number[] {
  const [, factor] = /i\*(\d+)/.exec(formula)!
  const [, length] = /i=1\.\.(\d+)/.exec(formula)!
  const power = Number(/\^([\d.]+)/.exec(formula)?.[1] ?? 1)
  return Array.from({ length: Number(length) }, (_, i) => ((((i + 1) * Number(factor)) % 1000003) / 1000003) ** power)
}

describe.skipIf(!present)("Evidently's own verdicts, skipped where shared/golden/drift.json is not beside the repository", () => {
  test('there are cases of every test that it chooses from, but for Jensen-Shannon', () => {
    expect([...new Set(cases.map((one) => one.evidently_actual!.auto.test))].sort()).toEqual(['chisquare', 'ks', 'wasserstein', 'z'])
    expect(cases.length).toBeGreaterThan(30)
  })

  test.each(cases)('$id', async ({ kind, ref, cur, formula, evidently_actual }) => {
    const values = (given: readonly Value[] | null, text: string | undefined) =>
      columnOf(given?.map((value) => (kind === 'num' && value !== null ? Number(value) : value)) ?? drawn(text!))
    const reference = tableOf({ x: values(ref, formula?.ref) })
    const known = await profile(monitorOf(reference, { mode: 'evidently' }), reference)
    const report = await compare(known, tableOf({ x: values(cur, formula?.cur) }), { reference })
    const { test, verdict, pValue, statistic } = report.columns[0]!
    const { auto } = evidently_actual!
    expect([names[test], verdict]).toEqual([auto.test, auto.drifted ? 'drifted' : 'stable'])
    expectClose(pValue ?? statistic!, auto.score, { rel: 1e-9, abs: auto.test === 'z' ? 1e-15 : 0 })
    expect(report).toMatchObject({ mode: 'evidently', correction: 'none', dataset: { drifted: auto.drifted, threshold: 0.5 } })
  })
})
