export { testTrainer } from './test-trainer.ts'

export type { TestTrainerOptions } from './test-trainer.ts'
export type { WeightPolicy } from './laws/weights.ts'
