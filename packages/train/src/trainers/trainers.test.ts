import { describe, test } from 'vitest'
import { testTrainer } from '../testing/index.ts'
import { dummy } from './dummy.ts'
import { mlRandomForest } from './ml-random-forest/ml-random-forest.ts'

testTrainer({ describe, test }, dummy())
testTrainer({ describe, test }, mlRandomForest({ trees: 3 }), { weights: 'refused', rows: 80 })
