import type { Day, Expr, ExprGroup, Instant } from '@millrace/core'
import type { TestFunctions } from '@millrace/core/testing'
import { duckdbTestEngine, type TestEngine } from './engine.ts'
import { engineGivesWhatColumnsGive, jsonKeepsEverything, rowsGiveWhatColumnsGive } from './laws/executions.ts'
import { engineLearnsTheSame, fittingIsDeterministic, learnsOrRefuses } from './laws/learning.ts'
import { tablesStayAsTheyAre } from './laws/no-mutation.ts'
import { type NullPolicy, nullsFollowThePolicy } from './laws/null-policy.ts'
import { noRowSeesItsOwnTarget } from './laws/own-target.ts'
import type { NastyRow } from './nasty-row.ts'
import { createSubject, type ErasedTransform } from './subject.ts'

/**
 * What a transform may be given, by the kind of the column.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface TransformInputs {
  /** Numbers: ordinary ones, ones that overflow, a constant. */
  readonly number: number
  /** Whole numbers: up to 2^53, and mostly 0. */
  readonly integer: number
  /** Booleans. */
  readonly boolean: boolean
  /** Strings: nasty ones, and many distinct ones. */
  readonly string: string
  /** A closed list of strings. */
  readonly category: string
  /** Days. */
  readonly day: Day
  /** Instants. */
  readonly instant: Instant
}

const columnsOf: { readonly [Kind in keyof TransformInputs]: readonly (keyof NastyRow)[] } = {
  number: ['number', 'huge', 'constant'],
  integer: ['integer', 'count'],
  boolean: ['boolean'],
  string: ['string', 'identifier'],
  category: ['category'],
  day: ['day'],
  instant: ['instant'],
}

/**
 * What {@link testTransform} must know of a transform.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface TestTransformOptions<Kind extends keyof TransformInputs> {
  /** Name of the group of tests. */
  readonly name: string
  /** Kinds of columns that the transform takes; it is tried on every column of theirs. */
  readonly inputs: readonly Kind[]
  /** When an output may be null. @defaultValue `'kept'` */
  readonly nulls?: NullPolicy
  /** Whether training rows may be given what their own target says, as a mean over encoded rows does. @defaultValue false */
  readonly mayReadOwnTarget?: boolean
  /** What is held against the machine. @defaultValue DuckDB */
  readonly engines?: readonly TestEngine[]
}

/**
 * Declares the tests of the law that every transform keeps, on every column of the nasty table that it takes.
 *
 * - Fitting learns, or refuses by a typed error where there is nothing to learn from or numbers overflow; twice, it learns the same.
 * - A served row, the columns of a table, a graph read back from JSON and other engines give the same: bit for bit, between engines within 1e-12 of max(1, |x|) where
 *   a logarithm, exponential or power takes part, and the same null where a step stands above one.
 * - Nulls are where the policy says. No table is written to. No row trains on its own target.
 *
 * @param functions - `describe` and `test` of the runner: vitest, `node:test`, Jest or Bun
 * @param transform - anything from an expression to an expression or a group: a transform, or several in a row
 * @param options - its name, the columns that it takes, its null policy
 * @example
 * ```ts
 * import { standardize } from '@millrace/data'
 * import { testTransform } from '@millrace/data/testing'
 *
 * // In a test file: import { describe, test } from 'vitest'
 * const declared: string[] = []
 * const describe = (_: string, body: () => void) => body()
 * const test = Object.assign((name: string) => declared.push(name), { skip: () => {} })
 *
 * testTransform({ describe, test }, standardize(), { name: 'standardize', inputs: ['boolean'], engines: [] })
 * declared.length // => 7
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function testTransform<Kind extends keyof TransformInputs>(
  { describe, test }: TestFunctions,
  transform: (x: Expr<TransformInputs[Kind] | null>) => Expr<number | boolean | null> | ExprGroup<number | null>,
  { name, inputs, nulls = 'kept', mayReadOwnTarget = false, engines = [duckdbTestEngine()] }: TestTransformOptions<Kind>,
): void {
  const testColumn = (column: keyof NastyRow) => {
    const subject = createSubject(transform as ErasedTransform, column)
    test('learns, or says by a typed error why not', () => learnsOrRefuses(subject))
    test('learns the same when it is fitted twice', () => fittingIsDeterministic(subject))
    test('gives for a row what it gives for columns', () => rowsGiveWhatColumnsGive(subject))
    test('gives the same once read back from JSON', () => jsonKeepsEverything(subject))
    test(`null policy: ${nulls}`, () => nullsFollowThePolicy(subject, nulls))
    test('writes to no table', () => tablesStayAsTheyAre(subject))
    if (!mayReadOwnTarget) test('lets no row train on its own target', () => noRowSeesItsOwnTarget(subject))
    for (const engine of engines) {
      const { unavailable, statisticsOf } = engine
      const declare = unavailable === undefined ? test : test.skip
      const reason = unavailable === undefined ? '' : ` (${unavailable})`
      declare(`gives in ${engine.name} what it gives for columns${reason}`, () => engineGivesWhatColumnsGive(subject, engine))
      if (statisticsOf) declare(`learns the same by ${engine.name}${reason}`, () => engineLearnsTheSame(subject, statisticsOf))
    }
  }
  describe(name, () => {
    for (const column of inputs.flatMap((kind) => columnsOf[kind])) describe(`column '${column}'`, () => testColumn(column))
  })
}
