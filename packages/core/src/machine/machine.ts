import { MillraceError } from '../errors/millrace-error.ts'
import type { Graph } from '../graph/graph.ts'
import type { PhysicalValue } from '../schema/physical-value.ts'
import type { Column } from '../table/column.ts'
import type { ColumnSource } from './column-source.ts'
import { compileGraph, type Register } from './compile-graph.ts'
import { loadFrom, loadRow } from './inputs.ts'

/**
 * A graph made ready to run. Its registers are mutable: one machine a worker, and none across an `await`.
 *
 * @category Graph
 * @since 0.1.0
 */
export interface Machine {
  /** Names of the columns that are read, in the order that `runRow` expects. */
  readonly names: readonly string[]
  /** Runs all rows in blocks and calls `visit` after each; it reads the first `count` rows of {@link Machine.register}. */
  runBlocks(source: ColumnSource, visit: (start: number, count: number) => void): void
  /** Runs one row, a block of one: its values in the order of {@link Machine.names}. */
  runRow(values: readonly PhysicalValue[]): void
  /** The register of a kept node. */
  register(node: number): Register
}

/**
 * How a machine is made.
 *
 * @category Graph
 * @since 0.1.0
 */
export interface MachineOptions {
  /** Most rows in a block; 1 for a machine that runs single rows. @defaultValue 1024 */
  readonly blockSize?: number
}

/** Registers together stay below 64 MB, whatever a loaded graph asks for. */
const mostRegisterValues = 2 ** 23

/**
 * Compiles the part of a graph that some of its nodes rest on.
 *
 * @param graph - the nodes
 * @param kept - indexes of the nodes whose registers are read after a run
 * @param options - the size of blocks: a few kilobytes a register, so that a pipeline stays in the cache
 * @example
 * ```ts
 * import { createMachine, loadGraph } from '@millrace/core'
 *
 * const nodes = [{ op: 'column', name: 'x', type: 'number' }, { op: 'add', args: [0, 0] }]
 * const machine = createMachine(loadGraph({ json: { version: 1, nodes, outputs: [['twice', 1]] }, arrays: new Map() }), [1])
 * machine.runRow([4])
 * machine.register(1)[0] // => 8
 * ```
 * @category Graph
 * @since 0.1.0
 */
export function createMachine({ nodes }: Pick<Graph, 'nodes'>, kept: Iterable<number>, { blockSize = 1024 }: MachineOptions = {}): Machine {
  const roots = new Set(kept)
  const { inputs, steps, registers, capacity } = compileGraph(nodes, roots, (count) =>
    Math.max(1, Math.min(blockSize, Math.floor(mostRegisterValues / Math.max(1, count)))),
  )
  const runSteps = (count: number) => {
    for (let i = 0; i < steps.length; i++) steps[i]!(count)
  }
  return Object.freeze({
    names: inputs.map(({ name }) => name),
    runBlocks(source, visit) {
      const loads = inputs.map((input) => loadFrom(input, source))
      for (let start = 0; start < source.rowCount; start += capacity) {
        const count = Math.min(capacity, source.rowCount - start)
        for (const load of loads) load(start, count)
        runSteps(count)
        visit(start, count)
      }
    },
    runRow(values) {
      loadRow(inputs, values)
      runSteps(1)
    },
    register(node) {
      const register = roots.has(node) ? registers.get(node) : undefined
      if (register === undefined) throw new RangeError(`node ${node} was not kept`)
      return register
    },
  } satisfies Machine)
}

/**
 * Runs a graph over a table.
 *
 * @param graph - a resolved graph
 * @param source - a table that has the columns which the graph reads
 * @returns one column an output, by name: numbers with null in place of infinity, or strings
 * @throws MillraceError `E_COLUMN_UNKNOWN` when the table lacks a column, `E_TABLE_INVALID` when one is of another physical kind
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, mul, runGraph } from '@millrace/core'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = fromRows(Loan, [{ amount: 2 }, { amount: 3 }])
 * const { serving } = await fit(defineFeatures(Loan, ({ amount }) => ({ twice: mul(amount, 2) })), loans)
 * runGraph(serving, loans).get('twice') // => { type: 'number', values: Float64Array.of(4, 6) }
 * ```
 * @category Graph
 * @since 0.1.0
 */
export function runGraph(graph: Graph, source: ColumnSource): ReadonlyMap<string, Column> {
  const machine = createMachine(graph, graph.outputs.values())
  const targets = [...graph.outputs].map(([name, index]) => {
    const node = graph.nodes[index]!
    const register = machine.register(index)
    if (register instanceof Int32Array && node.op !== 'pick') throw textOutput(name)
    const column: Column =
      node.op === 'pick'
        ? { type: 'string', codes: new Int32Array(source.rowCount), dictionary: node.values }
        : { type: 'number', values: new Float64Array(source.rowCount) }
    return { name, register, column }
  })
  machine.runBlocks(source, (start, count) => {
    for (const { register, column } of targets) {
      if (column.type === 'string') column.codes.set((register as Int32Array).subarray(0, count), start)
      else copyFinite(register as Float64Array, column.values, start, count)
    }
  })
  return new Map(targets.map(({ name, column }) => [name, column]))
}

/** Infinity is null at an output. */
function copyFinite(from: Float64Array, to: Float64Array, start: number, count: number): void {
  for (let i = 0; i < count; i++) {
    const value = from[i]!
    to[start + i] = value - value === 0 ? value : Number.NaN
  }
}

function textOutput(name: string): MillraceError {
  return new MillraceError({
    code: 'E_GRAPH_INVALID',
    message: `the output '${name}' is a string column; strings leave a graph through 'pick' alone`,
    details: { output: name },
  })
}
