import { describe, test } from 'vitest'
import { memoryPredictionLog } from './memory-prediction-log.ts'
import { testPredictionLog } from './test-prediction-log.ts'

testPredictionLog({ describe, test }, { name: 'memory', open: () => memoryPredictionLog(), lasts: false })
