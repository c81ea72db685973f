export { memoryPredictionLog } from './memory-prediction-log.ts'
export { testPredictionLog } from './test-prediction-log.ts'

export type { MemoryPredictionLogOptions } from './memory-prediction-log.ts'
export type { TestFunctions } from '@millrace/core/testing'
export type { TestPredictionLogOptions } from './test-prediction-log.ts'
