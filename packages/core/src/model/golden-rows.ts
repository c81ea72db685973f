import { MillraceError } from '../errors/millrace-error.ts'
import { type Graph, reachable } from '../graph/graph.ts'
import { operations } from '../graph/operation.ts'
import type { Json } from '../json/json.ts'
import { formatInstant } from '../schema/calendar.ts'
import { shown } from '../table/row-issue.ts'
import type { GoldenRow, ModelDefinition } from './model-definition.ts'
import { createRowRunner } from './predict-row.ts'
import type { RowRunner } from './row-runner.ts'

/**
 * Runs rows and keeps their outputs, for whoever loads the model to compare with.
 *
 * @param definition - the model, with or without golden rows
 * @param rows - rows as they are served
 * @returns the rows as JSON with their outputs
 * @throws MillraceError `E_ROWS_INVALID` when a row breaks the model's columns
 * @example
 * ```ts
 * import { goldenRows, type ModelDefinition } from '@millrace/core'
 *
 * const withGolden = (definition: ModelDefinition, rows: Record<string, unknown>[]): ModelDefinition => ({
 *   ...definition,
 *   golden: goldenRows(definition, rows),
 * })
 * typeof withGolden // => 'function'
 * ```
 * @category Model
 * @since 0.1.0
 */
export function goldenRows(definition: ModelDefinition, rows: Iterable<Readonly<Record<string, unknown>>>): GoldenRow[] {
  const runner = createRowRunner(definition)
  const columns = [...definition.inputs, ...definition.monitored]
  return Array.from(rows, (given) => {
    runner.run(given)
    const outputs = Object.fromEntries(Array.from(runner.outputs, ([output, read]) => [output, read()]))
    const row = Object.fromEntries(columns.map(({ name }) => [name, Object.hasOwn(given, name) ? toJson(given[name]) : null]))
    return { row, outputs }
  })
}

const toJson = (value: unknown): Json => (value instanceof Date ? formatInstant(value.getTime()) : ((value ?? null) as Json))

/**
 * Runs the golden rows and compares: bit for bit, or within 1e-12 of max(1, |x|) where the output rests on `log`, `exp` or `pow`.
 *
 * @throws MillraceError `E_MODEL_GOLDEN` when an output differs or the model does not take a row
 */
export function checkGoldenRows({ name, graph, golden }: ModelDefinition, runner: RowRunner): void {
  const tolerances = new Map(Array.from(runner.outputs.keys(), (output) => [output, toleranceOf(graph, output)]))
  for (const [index, { row, outputs }] of golden.entries()) {
    runGolden(name, runner, row, index)
    const unknown = Object.keys(outputs).find((output) => !runner.outputs.has(output))
    if (unknown !== undefined)
      throw goldenError(name, `stores '${unknown}', which the graph does not give`, { row: index, output: unknown })
    for (const [output, read] of runner.outputs) {
      const actual = read()
      const expected = outputs[output] ?? null
      if (agree(actual, expected, tolerances.get(output)!)) continue
      throw goldenError(name, `gives ${output} ${shown(actual)}, but ${shown(expected)} is stored`, {
        row: index,
        output,
        actual,
        expected,
      })
    }
  }
}

function toleranceOf({ nodes, outputs }: Graph, output: string): number {
  const node = outputs.get(output)
  return node !== undefined && reachable(nodes, [node]).some((index) => operations[nodes[index]!.op].exactness === 'ulp') ? 1e-12 : 0
}

function runGolden(name: string, runner: RowRunner, row: unknown, index: number): void {
  try {
    runner.run(row)
  } catch (cause) {
    throw goldenError(name, `is refused: ${(cause as Error).message}`, { row: index }, cause)
  }
}

function agree(actual: number | string | null, expected: number | string | null, tolerance: number): boolean {
  if (typeof actual !== 'number' || typeof expected !== 'number') return actual === expected
  return Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected))
}

function goldenError(
  model: string,
  what: string,
  details: { readonly row: number; readonly [key: string]: Json },
  cause?: unknown,
): MillraceError {
  return new MillraceError({
    code: 'E_MODEL_GOLDEN',
    message: `model '${model}': golden row ${details.row} ${what}; the model is damaged or not ours`,
    details,
    cause,
  })
}
