import { MillraceError } from '../errors/millrace-error.ts'
import { reachable } from '../graph/graph.ts'
import { operations } from '../graph/operation.ts'
import type { Json } from '../json/json.ts'
import { formatInstant } from '../schema/calendar.ts'
import { shown } from '../table/row-issue.ts'
import type { GoldenRow, ModelDefinition } from './model-definition.ts'
import { createRowRunner, outputsOf } from './predict-row.ts'

/** Runs rows and keeps their outputs, for whoever loads the model to compare with. */
export function goldenRows(definition: ModelDefinition, rows: Iterable<Readonly<Record<string, unknown>>>): GoldenRow[] {
  const run = createRowRunner(definition)
  const columns = [...definition.inputs, ...definition.monitored]
  return Array.from(rows, (given) => {
    const outputs = Object.fromEntries([...run(given)].map(([output, read]) => [output, read()]))
    const row = Object.fromEntries(columns.map(({ name }) => [name, toJson(given[name])]))
    return { row, outputs }
  })
}

const toJson = (value: unknown): Json => (value instanceof Date ? formatInstant(value.getTime()) : ((value ?? null) as Json))

/**
 * Runs the golden rows and compares: bit for bit, or within 1e-12 of max(1, |x|) where the output rests on `log`, `exp` or `pow`.
 *
 * @throws MillraceError `E_MODEL_GOLDEN` when an output differs
 */
export function checkGoldenRows(definition: ModelDefinition): void {
  const run = createRowRunner(definition)
  const { graph } = definition
  const tolerances = new Map(outputsOf(definition).map((output) => [output, toleranceOf(graph.outputs.get(output)!)]))
  function toleranceOf(node: number): number {
    return reachable(graph.nodes, [node]).some((index) => operations[graph.nodes[index]!.op].exactness === 'ulp') ? 1e-12 : 0
  }
  for (const [index, { row, outputs }] of definition.golden.entries()) {
    for (const [output, read] of run(row, index)) {
      const actual = read()
      const expected = outputs[output] ?? null
      if (agree(actual, expected, tolerances.get(output)!)) continue
      throw new MillraceError({
        code: 'E_MODEL_GOLDEN',
        message: `model '${definition.name}': golden row ${index} gives ${output} ${shown(actual)}, but ${shown(expected)} is stored; the model is damaged or not ours`,
        details: { row: index, output, actual, expected },
      })
    }
  }
}

function agree(actual: number | string | null, expected: number | string | null, tolerance: number): boolean {
  if (typeof actual !== 'number' || typeof expected !== 'number') return actual === expected
  return Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected))
}
