import { type AnyModel, type Column, featurePrefix, type Graph, lengthOf, type WorkOptions } from '@millrace/core'
import { isPrintable, sqlTreeLimits } from '../sql/print-trees.ts'
import type { ColumnBlock } from './column-blocks.ts'
import type { BlockOptions, DuckdbEngine } from './engine-contract.ts'

/**
 * The rows of an engine, to be scored by a model.
 *
 * @category DuckDB
 * @since 0.1.0
 */
export interface EngineScores {
  /** `'engine'` where DuckDB computes all; `'node'` where it computes the features and Node scores the blocks that it streams. */
  readonly scoredBy: 'engine' | 'node'
  /** The same for people: who computes what, and why. */
  readonly note: string
  /** Scores the rows and streams the model's outputs, holding a block at a time. */
  blocks(options?: BlockOptions): AsyncGenerator<ColumnBlock, void, undefined>
  /** Scores all rows: the model's outputs by name, as columns. */
  columns(options?: WorkOptions): Promise<ReadonlyMap<string, Column>>
}

/**
 * Scores the rows of an engine by a model. Linear models, scorecards and small trees run in DuckDB as SQL; larger ensembles (`sqlTreeLimits`) are scored in Node over
 * streamed blocks, from the features that DuckDB computes. The result says which of the two it is, before anything runs; the scores are the same.
 *
 * A row whose score is null has null in every output, as in `model.predict` of a table. Values are not held against bounds and categories of the model's columns.
 *
 * @param engine - rows with the columns that the model reads
 * @param model - as trained or loaded
 * @returns how the rows are scored, and what scores them
 * @throws MillraceError as `engine.run`, when the rows are scored
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { exampleModel } from '@millrace/core/testing'
 * import { duckdbEngine, scoreIn } from '@millrace/data/duckdb'
 * import { z } from 'zod'
 *
 * const Row = z.object({ income: z.number(), amount: z.number(), area: z.string(), employed: z.boolean() })
 * const engine = await duckdbEngine(fromRows(Row, [{ income: 4000, amount: 120, area: 'Urban', employed: true }]))
 * const scores = scoreIn(engine, exampleModel())
 * scores.scoredBy // => 'engine'
 * const columns = await scores.columns()
 * columns.get('label') // => { type: 'string', codes: Int32Array.of(1), dictionary: ['no', 'yes'] }
 * await engine.close()
 * ```
 * @category DuckDB
 * @since 0.1.0
 */
export function scoreIn(engine: DuckdbEngine, { definition }: Pick<AnyModel, 'definition'>): EngineScores {
  const { nodes, outputs } = definition.graph
  const graph: Graph = { nodes, outputs: new Map([...outputs].filter(([name]) => !name.startsWith(featurePrefix))) }
  const late = nodes.filter((node) => node.op === 'trees' && !isPrintable(node)).length
  async function* blocks(options?: BlockOptions) {
    for await (const block of engine.runBlocks(graph, options)) {
      clearUnscored(block.columns, block.rowCount)
      yield block
    }
  }
  return Object.freeze({
    scoredBy: late === 0 ? ('engine' as const) : ('node' as const),
    note:
      late === 0
        ? `${engine.name} computes the features and the scores of '${definition.name}' in SQL`
        : scoredByNode(engine.name, definition.name, late),
    blocks,
    async columns(options?: WorkOptions) {
      const columns = await engine.run(graph, options)
      const first = columns.values().next().value
      clearUnscored(columns, first === undefined ? 0 : lengthOf(first))
      return columns
    },
  })
}

function scoredByNode(engine: string, model: string, late: number): string {
  const { trees, nodes, depth } = sqlTreeLimits
  const beyond = `${late} of the model's ensembles ${late === 1 ? 'is' : 'are'} beyond what SQL carries (${trees} trees, ${nodes} nodes, depth ${depth})`
  return `${engine} computes the features of '${model}' and Node scores the blocks that it streams: ${beyond}`
}

/** A row without a score has no other output either. */
function clearUnscored(columns: ReadonlyMap<string, Column>, rowCount: number): void {
  const scores = [...columns].flatMap(([name, column]) => (isScore(name) && column.type === 'number' ? [column.values] : []))
  for (let row = 0; row < rowCount; row++) {
    if (!scores.some((values) => Number.isNaN(values[row]))) continue
    for (const column of columns.values()) {
      if (column.type === 'number') column.values[row] = Number.NaN
      else column.codes[row] = -1
    }
  }
}

const isScore = (name: string): boolean => name === 'score' || name.startsWith('score:')
