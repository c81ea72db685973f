import type { Settings } from '../settings.ts'
import { binaryLoss } from './binary.ts'
import type { Loss } from './loss.ts'
import { multiclassLoss } from './multiclass.ts'
import { poissonLoss } from './poisson.ts'
import { absoluteLoss, quantileLoss } from './quantile.ts'
import { squaredLoss } from './squared.ts'

/** Numbers of the data that a loss needs to know. */
export interface LossFacts {
  readonly outputs: number
  readonly maxWeight: number
  /** Largest distance of a target from the base, times its weight. */
  readonly largestError: number
}

/** Makes the loss that the settings name. */
export function createLoss({ loss, quantile }: Pick<Settings, 'loss' | 'quantile'>, { outputs, maxWeight, largestError }: LossFacts): Loss {
  switch (loss) {
    case 'binary':
      return binaryLoss(maxWeight)
    case 'multiclass':
      return multiclassLoss(outputs, maxWeight)
    case 'squared':
      return squaredLoss(largestError)
    case 'absolute':
      return absoluteLoss(maxWeight)
    case 'quantile':
      return quantileLoss(quantile, maxWeight)
    case 'poisson':
      return poissonLoss()
  }
}
