import { describe, test } from 'vitest'
import { testTrainer } from '../../testing/index.ts'
import { logisticRegression } from './logistic/logistic-regression.ts'

const functions = { describe, test }

testTrainer(functions, logisticRegression())
testTrainer(functions, logisticRegression({ l2: 0 }), { name: 'logistic-regression without a penalty' })
testTrainer(functions, logisticRegression({ l1: 2, l2: 1 }), { name: 'logistic-regression, elastic net' })
testTrainer(functions, logisticRegression({ solver: 'lbfgs' }), { name: 'logistic-regression by L-BFGS' })
testTrainer(functions, logisticRegression({ solver: 'lbfgs', l1: 2 }), { name: 'logistic-regression by OWL-QN' })
