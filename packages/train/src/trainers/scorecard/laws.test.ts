import { describe, test } from 'vitest'
import { testTrainer } from '../../testing/index.ts'
import { scorecard } from './scorecard.ts'

testTrainer({ describe, test }, scorecard())
testTrainer({ describe, test }, scorecard({ monotone: 'none', goodLabel: 'negative' }), { name: 'scorecard in no direction' })
