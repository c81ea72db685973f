import type { Trainer } from '@millrace/core'
import type { TestFunctions } from '@millrace/core/testing'
import { canBeStopped, isDeterministic, keepsTheContract, reportsProgress, writesToNothing } from './laws/contract.ts'
import { nullFollowsThePolicy, oddDataAreFittedOrRefused } from './laws/edges.ts'
import { jsonKeepsEverything, learnsTheSignal, rowsGiveWhatColumnsGive } from './laws/executions.ts'
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
  /** Rows to train on; fewer make slow trainers quicker. @defaultValue 200 */
  readonly rows?: number
}

/**
 * Declares the tests that every trainer passes, on generated rows.
 *
 * - Its name and params can be stored, and what it fits is well-formed; equal seeds give equal bits; it writes to none of its inputs.
 * - In a model, a row gives what the columns of a table give, and so does the graph once read back from JSON; scores are finite, probabilities from 0 to 1, and no
 *   worse than the share of the positive label.
 * - Weights are honoured, or refused by `E_WEIGHTS_UNSUPPORTED`; null is accepted as declared, or refused by `E_FEATURE_NULL`.
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
  const { name = trainer.name, weights = 'honoured', rows = 200 } = options
  describe(name, () => {
    test('keeps the contract of trainers', () => keepsTheContract(trainer, rows))
    test('gives the same bits for the same seed', () => isDeterministic(trainer, rows))
    test('writes to none of its inputs', () => writesToNothing(trainer, rows))
    test('gives for a row what it gives for columns', () => rowsGiveWhatColumnsGive(trainer, rows))
    test('gives the same once read back from JSON', () => jsonKeepsEverything(trainer, rows))
    test('gives finite scores, and learns no less than a constant', () => learnsTheSignal(trainer, rows))
    test(`weights: ${weights}`, () => weightsFollowThePolicy(trainer, rows, weights))
    test(`null: ${trainer.acceptsNull ? 'accepted' : 'refused'}`, () => nullFollowsThePolicy(trainer, rows))
    test('fits odd data, or says by a typed error why not', () => oddDataAreFittedOrRefused(trainer, rows))
    test('stops when it is aborted', () => canBeStopped(trainer, rows))
    test('reports progress that ends', () => reportsProgress(trainer, rows))
  })
}
