import { compareCodePoints, isText, type ValueCount } from '@millrace/core'
import type { Monitor } from '../../monitor/define-monitor.ts'
import type { ColumnFrame } from '../column-counter.ts'
import { levelName } from '../level-name.ts'
import { maxSegments, type SegmentKey } from '../segment-counter.ts'
import type { ColumnTally, SegmentProfile } from '../segment-profile.ts'
import { askLevelsBySegment, tallyLevels } from './ask-levels.ts'
import { askCells, askCellsByLevel, askFigures, numberNodes } from './ask-numbers.ts'
import type { Questions } from './questions.ts'

/** What the segments of an engine's rows are counted with. */
export interface SegmentRequest {
  readonly monitor: Monitor
  readonly frames: readonly ColumnFrame[]
  /** The segments of given cells; null where they are made here. */
  readonly given: readonly SegmentKey[] | null
  /** The node of each monitored column, and of its target where outcomes are counted. */
  readonly nodes: readonly number[]
  readonly targets: readonly (number | null)[]
}

/** A value of a segment column with the texts or numbers that mean it. */
interface Value {
  readonly name: string
  readonly raw: readonly (string | number)[]
  readonly rows: number
}

/** Counts every column by segment: one scan of each for segments that are texts, and one for all moments. */
export async function askSegments(
  questions: Questions,
  { monitor, given, ...request }: SegmentRequest,
): Promise<readonly SegmentProfile[]> {
  const columns = monitor.settings.segments.map((column): SegmentColumn => {
    const spec = monitor.columns.find((monitored) => monitored.spec.name === column)?.spec
    const isString = spec === undefined || isText(spec.kind)
    const node = questions.node({ op: 'column', name: column, type: isString ? 'string' : 'number' })
    const top = questions.ask<readonly ValueCount<string | number>[]>({ stat: 'topValues', of: node, limit: 1_000_000 })
    return { column, isString, node, top }
  })
  await questions.send()
  const asked = columns.flatMap((segments) => {
    const known = given === null ? null : (given.find((key) => key.column === segments.column)?.values ?? [])
    const values = valuesOf(segments.top(), known)
    const tallies = askTallies(questions, { ...request, segments, values })
    return values.map(({ name, rows }, segment) => ({ column: segments.column, value: name, rows, tallies: tallies(segment) }))
  })
  await questions.send()
  return asked.map(({ column, value, rows, tallies }) => ({ column, value, rows, columns: tallies.map((tally) => tally()) }))
}

/** A column that makes segments. */
interface SegmentColumn {
  readonly column: string
  readonly isString: boolean
  readonly node: number
  readonly top: () => readonly ValueCount<string | number>[]
}

function valuesOf(top: readonly ValueCount<string | number>[], given: readonly string[] | null): Value[] {
  const found = new Map<string, Value>()
  for (const { value, count } of top) {
    const name = typeof value === 'string' ? levelName(value) : String(value === 1)
    const known = found.get(name)
    found.set(name, { name, raw: [...(known?.raw ?? []), value], rows: (known?.rows ?? 0) + count })
  }
  if (given !== null) return given.map((name) => found.get(name) ?? { name, raw: [], rows: 0 })
  return [...found.values()].sort((a, b) => b.rows - a.rows || compareCodePoints(a.name, b.name)).slice(0, maxSegments)
}

/** The number of a row's segment; null where it is in none. */
function indexNode({ node }: Questions, { segments, values }: TalliesRequest): number {
  const entries = values.flatMap(({ raw }, index) => raw.map((value) => [value, index] as const))
  if (segments.isString) {
    const keys = entries.map(([value]) => value as string)
    const numbers = Float64Array.from(entries, ([, index]) => index)
    return node({ op: 'lookup', args: [segments.node], keys, values: numbers, other: Number.NaN, missing: Number.NaN })
  }
  const number = (value: number) => node({ op: 'const', value })
  return entries.reduce((otherwise, [value, index]) => {
    const isValue = node({ op: 'eq', args: [segments.node, number(value as number)] })
    return node({ op: 'when', args: [isValue, number(index), otherwise] })
  }, number(Number.NaN))
}

interface TalliesRequest extends Omit<SegmentRequest, 'monitor' | 'given'> {
  readonly segments: SegmentColumn
  readonly values: readonly Value[]
}

/** Asks for what is counted of each column, by the number of a segment. */
function askTallies(questions: Questions, request: TalliesRequest): (segment: number) => (() => ColumnTally)[] {
  const { frames, nodes, targets, segments, values } = request
  const index = indexNode(questions, request)
  const one = questions.node({ op: 'const', value: 1 })
  const nothing = questions.node({ op: 'const', value: Number.NaN })
  const byColumn = frames.map((frame, i): ((segment: number, isIn: number) => () => ColumnTally) => {
    if (frame.type === 'level') {
      const levels = askLevelsBySegment(questions, { node: nodes[i]!, segment: index, one })
      return (segment) => () => tallyLevels(frame, levels(segment))
    }
    const place = { frame, target: targets[i]!, key: segments.node }
    const grouped = segments.isString ? askCellsByLevel(questions, numberNodes(questions, nodes[i]!), place) : null
    return (segment, isIn) => {
      const { raw, rows } = values[segment]!
      const own = numberNodes(questions, questions.node({ op: 'when', args: [isIn, nodes[i]!, nothing] }))
      const figures = askFigures(questions, own)
      const counted = grouped === null ? askCells(questions, own, place) : () => grouped(raw as readonly string[])
      return () => ({ ...figures(), nulls: rows - figures().count, ...counted() })
    }
  })
  return (segment) => {
    const number = questions.node({ op: 'const', value: segment })
    const isIn = questions.node({ op: 'eq', args: [index, number] })
    return byColumn.map((tally) => tally(segment, isIn))
  }
}
