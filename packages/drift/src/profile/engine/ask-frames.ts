import { predecessor, type ValueCount } from '@millrace/core'
import type { MonitoredColumn } from '../../monitor/define-monitor.ts'
import { successor } from '../cell-bounds.ts'
import { type FrameUse, frameOfLayout, type NumberFrame, noLayout } from '../number-profile.ts'
import { fewerParts } from '../profile-size.ts'
import {
  booleanLayout,
  discreteLayout,
  type EdgeQuantiles,
  mostDiscrete,
  partsOf,
  quantileLayout,
  type Ties,
  wiggle,
} from '../reference-cells.ts'
import type { Questions } from './questions.ts'

/** A column of numbers whose cells are to be made. */
export interface Unframed {
  readonly monitored: MonitoredColumn
  readonly use: FrameUse
  /** The node of its finite values, and how many there are. */
  readonly finite: number
  readonly count: number
}

/** Below so many values ties are counted rather than seen from quantiles, where a tenth of the rows may lie between two of them. */
const fewRows = 600

/** Makes the cells of columns, in as few rounds of questions as their ties and sizes need. */
export async function askFrames(questions: Questions, columns: readonly Unframed[]): Promise<readonly NumberFrame[]> {
  const quantiles = await askQuantiles(
    questions,
    columns.map((column) => (isFixed(column) ? null : partsOf(column.count, column.use.settings.cells))),
    columns,
  )
  const ties = await askTies(questions, columns, quantiles)
  const frames: NumberFrame[] = []
  let drafts = quantiles
  for (;;) {
    const again = columns.map((column, index) => {
      if (frames[index] !== undefined) return null
      const draft = draftOf(column, { ties: ties[index]!, quantiles: drafts[index] ?? null })
      const quantiles = draft.discrete ? null : drafts[index]
      const parts = quantiles == null ? null : fewerParts(draft, quantiles.parts, column.use)
      if (parts === null) frames[index] = draft
      return parts
    })
    if (again.every((parts) => parts === null)) return frames
    drafts = await askQuantiles(questions, again, columns)
  }
}

const isFixed = ({ monitored, count }: Unframed) => monitored.spec.kind === 'boolean' || count === 0

interface Draft {
  readonly ties: Ties
  readonly quantiles: EdgeQuantiles | null
}

function draftOf({ monitored, use, count }: Unframed, { ties, quantiles }: Draft): NumberFrame {
  const fixed = monitored.spec.kind === 'boolean' ? booleanLayout(null) : count === 0 ? { ...noLayout, distinct: 0 } : discreteLayout(ties)
  return frameOfLayout(monitored, fixed ?? quantileLayout(quantiles!, ties), use)
}

/** Distinct values where they are few, and the heaviest one; of others neither is known here. */
async function askTies(questions: Questions, columns: readonly Unframed[], quantiles: readonly (EdgeQuantiles | null)[]): Promise<Ties[]> {
  const asked = columns.map(({ finite, count }, index) => {
    const known = quantiles[index]
    const few = known != null && (count < fewRows || new Set(known.at).size <= mostDiscrete)
    return few ? questions.ask<readonly ValueCount<number>[]>({ stat: 'topValues', of: finite, limit: mostDiscrete + 1 }) : null
  })
  await questions.send()
  return columns.map(({ count }, index) => {
    const top = asked[index]?.() ?? []
    const distinct = top.length > 0 && top.length <= mostDiscrete ? top.length : null
    const values = distinct === null ? [] : top.map(({ value }) => value + 0).sort((a, b) => a - b)
    return { count, distinct, heaviest: top[0]?.count ?? 0, values }
  })
}

async function askQuantiles(questions: Questions, parts: readonly (number | null)[], columns: readonly Unframed[]) {
  const asked = columns.map(({ finite, count }, index) => {
    const number = parts[index] ?? null
    return number === null ? null : { parts: number, answer: askSteps(questions, { finite, count, parts: number }) }
  })
  await questions.send()
  return asked.map((one): EdgeQuantiles | null => {
    if (one === null) return null
    const values = one.answer().map((value) => value + 0)
    const row = (shift: number) => Array.from({ length: one.parts + 1 }, (_, k) => values[3 * k + shift]!)
    return { parts: one.parts, below: row(0), at: row(1), above: row(2) }
  })
}

function askSteps({ ask }: Questions, { finite, count, parts }: { finite: number; count: number; parts: number }) {
  const whole = wiggle * parts
  const steps = Array.from({ length: parts + 1 }, (_, k) => [wiggle * k - 1, wiggle * k, wiggle * k + 1]).flat()
  const probabilities = steps.map((step) => probabilityOf(Math.min(whole, Math.max(0, step)), { whole, last: count - 1 }))
  return ask<readonly number[]>({ stat: 'quantiles', of: finite, probabilities })
}

/** A probability whose position among the values is a whole number wherever the exact one is. */
function probabilityOf(step: number, { whole, last }: { readonly whole: number; readonly last: number }): number {
  const probability = step / whole
  const position = (last * step) / whole
  if ((last * step) % whole !== 0) return probability
  return [probability, successor(probability), predecessor(probability)].find((one) => one <= 1 && one * last === position) ?? probability
}
