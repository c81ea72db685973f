import { describe, test } from 'vitest'
import { testTrainer } from '../testing/index.ts'
import { dummy } from './dummy.ts'
import { logisticRegression } from './logistic/logistic-regression.ts'
import { mlRandomForest } from './ml-random-forest/ml-random-forest.ts'

testTrainer({ describe, test }, dummy())
testTrainer({ describe, test }, logisticRegression())
testTrainer({ describe, test }, logisticRegression({ l2: 0 }), { name: 'logistic-regression without a penalty' })
testTrainer({ describe, test }, mlRandomForest({ trees: 3 }), { weights: 'refused', rows: 80 })
