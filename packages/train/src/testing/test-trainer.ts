import type { TaskKind, Trainer } from '@millrace/core'
import type { TestFunctions } from '@millrace/core/testing'
import { canBeStopped, isDeterministic, keepsTheContract, reportsProgress, writesToNothing } from './laws/contract.ts'
import { categoriesAreFitted, nullFollowsThePolicy, oddDataAreFittedOrRefused } from './laws/edges.ts'
import { jsonKeepsEverything, learnsTheSignal, rowsGiveWhatColumnsGive } from './laws/executions.ts'
import type { LawSubject } from './laws/law-subject.ts'
import { type WeightPolicy, weightsFollowThePolicy } from './laws/weights.ts'

/**
 * What {@link testTrainer} must know of a trainer.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface TestTrainerOptions {
  /** Name of the group of tests. @defaultValue the trainer's name */
  readonly name?: string
  /** Whether rows can be weighted. @defaultValue 'honoured' */
  readonly weights?: WeightPolicy
  /** The kinds of targets to try. @defaultValue all that the trainer learns */
  readonly tasks?: readonly TaskKind[]
  /** Rows to train on; fewer make slow trainers quicker. @defaultValue 200 */
  readonly rows?: number
}

/**
 * Declares the tests that every trainer passes, on generated rows, for each kind of target that it learns.
 *
 * - Its name and params can be stored, and what it fits is well-formed; equal seeds give equal bits; it writes to none of its inputs.
 * - In a model, a row gives what the columns of a table give, and so does the graph once read back from JSON; scores are finite, probabilities from 0 to 1, and
 *   answers no worse than the same one for every row.
 * - Weights are honoured, or refused by `E_WEIGHTS_UNSUPPORTED`; null is accepted as declared, or refused by `E_FEATURE_NULL`; where it is accepted,
 *   so are features of categories.
 * - Odd data (one feature or none, constant, doubled, huge, tiny, two rows) are fitted or refused by a typed error; an abort rejects with its reason; progress ends.
 *
 * @param functions - `describe` and `test` of the runner: vitest, `node:test`, Jest or Bun
 * @param trainer - the trainer
 * @param options - its name and policies
 * @example
 * ```ts
 * import { describe, test } from 'node:test'
 * import { dummy } from '@millrace/train'
 * import { testTrainer } from '@millrace/train/testing'
 *
 * testTrainer({ describe, test }, dummy())
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function testTrainer({ describe, test }: TestFunctions, trainer: Trainer, options: TestTrainerOptions = {}): void {
  const { name = trainer.name, weights = 'honoured', rows = 200, tasks = trainer.tasks } = options
  for (const kind of tasks) {
    const subject: LawSubject = { trainer, kind, rows }
    describe(tasks.length > 1 ? `${name}, ${kind}` : name, () => {
      test('keeps the contract of trainers', () => keepsTheContract(subject))
      test('gives the same bits for the same seed', () => isDeterministic(subject))
      test('writes to none of its inputs', () => writesToNothing(subject))
      test('gives for a row what it gives for columns', () => rowsGiveWhatColumnsGive(subject))
      test('gives the same once read back from JSON', () => jsonKeepsEverything(subject))
      test('gives finite scores, and learns no less than a constant', () => learnsTheSignal(subject))
      test(`weights: ${weights}`, () => weightsFollowThePolicy(subject, weights))
      test(`null: ${trainer.acceptsNull ? 'accepted' : 'refused'}`, () => nullFollowsThePolicy(subject))
      if (trainer.acceptsNull) test('fits a feature of categories', () => categoriesAreFitted(subject))
      test('fits odd data, or says by a typed error why not', () => oddDataAreFittedOrRefused(subject))
      test('stops when it is aborted', () => canBeStopped(subject))
      test('reports progress that ends', () => reportsProgress(subject))
    })
  }
}
