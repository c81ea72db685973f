import type { CellSums, KeySum } from '@millrace/core'
import { cellBounds } from '../cell-bounds.ts'
import { finite, roundSums } from '../cell-sums.ts'
import type { NumberFrame, NumberTally } from '../number-profile.ts'
import { labelsOf } from '../score-outcomes.ts'
import type { Questions } from './questions.ts'

/** A column of numbers as an engine computes with it. */
export interface NumberNodes {
  /** Its values. */
  readonly value: number
  /** Its finite values; infinity is null. */
  readonly finite: number
  /** What is summed: 0 for infinity. */
  readonly summed: number
}

/** x + (x - x) is x where x is finite, and null where it is not. */
export function numberNodes(questions: Questions, value: number): NumberNodes {
  const zero = questions.node({ op: 'sub', args: [value, value] })
  const finite = questions.node({ op: 'add', args: [value, zero] })
  const nothing = questions.node({ op: 'const', value: 0 })
  return { value, finite, summed: questions.node({ op: 'coalesce', args: [finite, nothing] }) }
}

/** What is known of a column without cells. */
export type NumberFigures = Pick<NumberTally, 'count' | 'nulls' | 'infinite' | 'mean' | 'squares' | 'minimum' | 'maximum'>

export function askFigures({ ask }: Questions, nodes: NumberNodes): () => NumberFigures {
  const count = ask<number>({ stat: 'count', of: nodes.value })
  const nulls = ask<number>({ stat: 'nulls', of: nodes.value })
  const present = ask<number>({ stat: 'count', of: nodes.finite })
  const [mean, deviation, minimum, maximum] = (['mean', 'stddevPop', 'minimum', 'maximum'] as const).map((stat) =>
    ask<number | null>({ stat, of: nodes.finite }),
  )
  const known = (answer: (() => number | null) | undefined) => {
    const value = answer?.() ?? null
    return value === null ? null : finite(value)
  }
  return () => {
    const sigma = known(deviation)
    return {
      count: count(),
      nulls: nulls(),
      infinite: count() - present(),
      mean: known(mean),
      squares: sigma === null ? null : finite(sigma * sigma * present()),
      minimum: known(minimum),
      maximum: known(maximum),
    }
  }
}

/** What is counted by cell. */
export type CellCounts = Pick<NumberTally, 'counts' | 'sums' | 'labels'>

/** Where to count, and the node of the target where outcomes are counted. */
export interface CellsRequest {
  readonly frame: NumberFrame
  readonly target: number | null
}

export function askCells({ ask }: Questions, nodes: NumberNodes, { frame, target }: CellsRequest): () => CellCounts {
  const edges = Array.from(cellBounds(frame.cells).bounds)
  const all = ask<CellSums>({ stat: 'cells', of: nodes.value, edges, value: nodes.summed })
  const labelled = target === null ? null : ask<CellSums>({ stat: 'cells', of: nodes.value, edges, value: target })
  return () => cellCounts(frame, all(), labelled?.() ?? null)
}

/** The same of each level of a text column, from one scan: rows are grouped by level and cell. */
export function askCellsByLevel(
  { ask, node }: Questions,
  nodes: NumberNodes,
  { frame, target, key }: CellsRequest & { readonly key: number },
): (levels: readonly string[]) => CellCounts {
  const { bounds } = cellBounds(frame.cells)
  const cell = node({ op: 'bucket', args: [nodes.value], edges: bounds })
  const all = ask<readonly KeySum[]>({ stat: 'sumBy', key, fold: cell, of: nodes.summed })
  const labelled = target === null ? null : ask<readonly KeySum[]>({ stat: 'sumBy', key, fold: cell, of: target })
  return (levels) => {
    const own = new Set<string | null>(levels)
    const cellsOf = (sums: readonly KeySum[]) => {
      const cells = { count: new Array<number>(bounds.length + 1).fill(0), sum: new Array<number>(bounds.length + 1).fill(0) }
      for (const { key, fold, count, sum } of sums) {
        if (!own.has(key)) continue
        cells.count[fold]! += count
        cells.sum[fold]! += sum
      }
      return cells
    }
    return cellCounts(frame, cellsOf(all()), labelled === null ? null : cellsOf(labelled()))
  }
}

function cellCounts({ cells }: NumberFrame, { count, sum }: CellSums, labelled: CellSums | null): CellCounts {
  const counts = [...count]
  const sums = roundSums(sum, { counts, cells })
  if (labelled === null) return { counts, sums, labels: null }
  const negative = labelled.count.map((rows, cell) => rows - labelled.sum[cell]!)
  return { counts, sums, labels: labelsOf(counts, { positive: labelled.sum, negative }) }
}
