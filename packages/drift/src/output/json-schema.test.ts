import { readFileSync, writeFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { columnOf, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { exampleReport } from '../../test/support/example-report.ts'
import { fullReport } from '../../test/support/full-report.ts'
import { compare } from '../compare/compare.ts'
import type { CompareOptions } from '../compare/compare-options.ts'
import type { Verdict } from '../compare/drift-report.ts'
import { gate } from '../gate/gate.ts'
import type { MonitorOptions } from '../monitor/settings.ts'
import { profile } from '../profile/profile.ts'
import { driftCheckSchema, driftReportSchema } from './json-schema.ts'
import { readReport } from './read-report.ts'

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true })
const isReport = ajv.compile(driftReportSchema())
const isCheck = ajv.compile(driftCheckSchema())
const faults = (validate: ValidateFunction, value: unknown) =>
  validate(value) ? [] : validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`)

type Path = readonly (string | number)[]
type Tree = Record<string | number, unknown>

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

/** Every object and list in a value, by path. */
function treesOf(value: unknown, path: Path = []): [Path, Tree][] {
  if (!isTree(value)) return []
  return [[path, value], ...Object.entries(value).flatMap(([key, child]) => treesOf(child, [...path, key]))]
}

/** A copy with a change at a path. */
function changed<T>(value: T, path: Path, change: (at: Tree) => void): T {
  const copy = structuredClone(value)
  change(path.reduce((at, key) => at[key] as Tree, copy as Tree))
  return copy
}

describe('the schema of a report', () => {
  test('holds for a report with everything in it, and for one with nothing', () => {
    expect(faults(isReport, fullReport)).toEqual([])
    expect(faults(isReport, exampleReport([]))).toEqual([])
    expect(readReport(fullReport)).toEqual(fullReport)
  })

  test('describes every member: without any it breaks, and with another', () => {
    for (const [path, tree] of treesOf(fullReport)) {
      if (Array.isArray(tree)) continue
      for (const key of Object.keys(tree)) {
        const without = changed(fullReport, path, (at) => delete at[key])
        expect([isReport(without), [...path, key].join('.')]).toEqual([false, [...path, key].join('.')])
      }
      const more = changed(fullReport, path, (at) => (at.more = 1))
      expect([isReport(more), path.join('.')]).toEqual([false, path.join('.')])
    }
  })

  test('allows null only where a report may have it', () => {
    const nulls = (report: unknown) =>
      treesOf(report).flatMap(([path, tree]) => Object.keys(tree).flatMap((key) => (tree[key] === null ? [] : [[path, key] as const])))
    const optional = new Set<string>()
    for (const [path, key] of nulls(fullReport)) {
      if (isReport(changed(fullReport, path, (at) => (at[key] = null)))) optional.add(key)
    }
    expect([...optional].sort()).toMatchInlineSnapshot(`
      [
        "adjustedPValue",
        "adjustedPValueBounds",
        "approval",
        "calibration",
        "column",
        "count",
        "current",
        "dataset",
        "degreesOfFreedom",
        "digest",
        "domain",
        "effect",
        "failure",
        "fromMs",
        "histogram",
        "impact",
        "importance",
        "interval",
        "limit",
        "method",
        "noise",
        "pValue",
        "pValueBounds",
        "performance",
        "psi",
        "reference",
        "share",
        "standardError",
        "statistic",
        "statisticBounds",
        "target",
        "toMs",
        "value",
      ]
    `)
  })
})

/** With UPDATE_SCHEMAS set the files are written; format them then. */
test.each([
  ['drift-report', driftReportSchema()],
  ['drift-check', driftCheckSchema()],
])('%s.schema.json, which the package ships, is that schema', (name, schema) => {
  const file = new URL(`../../${name}.schema.json`, import.meta.url)
  if (process.env.UPDATE_SCHEMAS) writeFileSync(file, JSON.stringify(schema))
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(schema)
})

test('the schema of a check holds for every outcome', () => {
  const policy = {
    critical: ['amount'],
    target: 'warn',
    minimumRows: 500,
    maxApprovalChange: 0.01,
  } as const
  for (const result of [gate(fullReport, policy), gate(fullReport, { drift: 'warn' }), gate(exampleReport([]))]) {
    const check = { format: 'millrace/drift-check', schemaVersion: 1, report: fullReport, gate: result }
    expect(faults(isCheck, check)).toEqual([])
    expect(isCheck({ ...check, gate: { ...result, reasons: [{ rule: 'quality:mood', level: 'fail', columns: [], message: '' }] } })).toBe(
      false,
    )
  }
})

describe('a real comparison keeps the schema', () => {
  const values = (rows: number, value: (i: number) => number | string | null) => columnOf(Array.from({ length: rows }, (_, i) => value(i)))
  const table = (rows: number, shift: number) =>
    tableOf({
      moved: values(rows, (i) => ((i * 7919) % 1000) + shift),
      same: values(rows, (i) => (i * 7919) % 1000),
      level: values(rows, (i) => (i % 3 ? 'Urban' : shift > 0 && i % 2 ? 'Rural' : null)),
      empty: values(rows, (i) => (shift > 0 ? null : i % 5)),
      infinite: values(rows, (i) => (i % 7 === 0 && shift > 0 ? [Infinity, -Infinity][i % 2]! : (i * 31) % 997)),
      answer: values(rows, (i) => i % 2),
      score: values(rows, (i) => ((i * 13) % 100) / 100),
    })
  const options = { target: 'answer', predictions: ['score'], segments: ['level'], approval: { column: 'score', threshold: 0.5 } } as const
  const monitor = (more: MonitorOptions<string> = {}) => monitorOf(table(10, 0), { ...options, ...more })
  const reference = table(4000, 0)
  const seen = new Set<Verdict>()

  test.each<[string, number, number, { readonly monitor?: MonitorOptions<string>; readonly compare?: CompareOptions }]>([
    ['from a profile', 300, 10, {}],
    ['with raw reference rows', 300, 10, { compare: { reference, attributions: { moved: 3, level: 1 } } }],
    ['of one row', 1, 10, {}],
    ['without drift', 4000, 0, {}],
    [
      'of a trifle in many rows',
      40_000,
      50,
      { monitor: { effectFloor: { D: 0.1 } }, compare: { reference, window: { fromMs: 0, toMs: 1 } } },
    ],
    ['that the cells leave open', 40_000, 21, { monitor: { cells: 10 } }],
    ['by the rules of Evidently', 300, 200, { monitor: { mode: 'evidently' }, compare: { reference } }],
    ['by distances', 300, 200, { monitor: { tests: { moved: 'wasserstein', level: 'jensen-shannon' } }, compare: { reference } }],
  ])('%s', async (_, rows, shift, given) => {
    const report = await compare(await profile(monitor(given.monitor), reference), table(rows, shift), given.compare)
    for (const { verdict } of report.columns) seen.add(verdict)
    expect(faults(isReport, report)).toEqual([])
    expect(readReport(JSON.parse(JSON.stringify(report)))).toEqual(report)
  })

  test('of every verdict', () => {
    expect([...seen].sort()).toEqual(['drifted', 'failed', 'inconclusive', 'small', 'stable'])
  })
})
