import type { Column } from '@millrace/core'
import { cellBounds } from './cell-bounds.ts'
import { cellGrid } from './cell-grid.ts'
import { createNumberCounter } from './count-numbers.ts'
import { createLevelCounter, levelCells } from './level-counter.ts'
import { type LevelFrame, type LevelTally, levelProfile } from './level-profile.ts'
import { type NumberFrame, type NumberTally, numberProfile, numberTally } from './number-profile.ts'
import type { ColumnProfile } from './profile-types.ts'
import type { ColumnTally } from './segment-profile.ts'

/** Where a column's values are counted. */
export type ColumnFrame = NumberFrame | LevelFrame

/** Counts the values of one column as they come. */
export interface ColumnCounter {
  /** Labels are 1, 0 or NaN, one a value of a column of numbers. */
  add(column: Column, labels?: Float64Array): void
  tally(): ColumnTally
}

/** Makes counters of one frame, for all rows and for segments. */
export function countersOf(frame: ColumnFrame): () => ColumnCounter {
  if (frame.type === 'number') {
    const { bounds } = cellBounds(frame.cells)
    const grid = cellGrid(bounds)
    return () => {
      const counter = createNumberCounter(bounds, grid)
      return {
        add: (column, labels) => counter.add(column.type === 'number' ? column.values : otherType(frame, column), labels),
        tally: () => numberTally(frame, counter.result()),
      }
    }
  }
  const cells = levelCells(frame)
  return () => {
    const counter = createLevelCounter(frame, cells)
    return { add: (column) => counter.add(column.type === 'string' ? column : otherType(frame, column)), tally: counter.tally }
  }
}

/** Frame and tally together. */
export function profileOf(frame: ColumnFrame, tally: ColumnTally): ColumnProfile {
  return frame.type === 'number' ? numberProfile(frame, tally as NumberTally) : levelProfile(frame, tally as LevelTally)
}

/** The frame of a profile, for other rows. */
export function frameFrom(profile: ColumnProfile): ColumnFrame {
  const { column, role, kind } = profile
  if (profile.type === 'level') return { column, role, kind: profile.kind, distinct: null, type: 'level', levels: profile.levels }
  const { test, discrete, cells, bands } = profile
  return { column, role, kind, distinct: null, type: 'number', test, discrete, cells, bands }
}

/** Counts a column of the right physical kind into the cells of a profile. */
export function countInto(given: ColumnProfile, column: Column): ColumnProfile {
  const frame = frameFrom(given)
  const counter = countersOf(frame)()
  counter.add(column)
  return profileOf(frame, counter.tally())
}

function otherType({ type }: ColumnFrame, column: Column): never {
  throw new TypeError(`a ${type} profile cannot count a ${column.type} column`)
}
