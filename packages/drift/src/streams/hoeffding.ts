import type { DetectorSignal, Direction } from './detector.ts'

interface Confidences {
  readonly driftConfidence: number
  readonly warningConfidence: number
  readonly direction: Direction
}

/** For zod's `refine`: a drift needs more than a warning. */
export const confidencesInOrder = [
  ({ driftConfidence, warningConfidence }: Confidences) => warningConfidence >= driftConfidence,
  { path: ['warningConfidence'], error: 'at least driftConfidence' },
] satisfies [(options: Confidences) => boolean, object]

/** Whether the rate has risen or fallen beyond a bound of the given confidence. */
interface ChangeTests {
  increase(confidence: number): boolean
  decrease(confidence: number): boolean
}

/** Drift in any direction that is watched comes before a warning in any. */
export function signalOf({ driftConfidence, warningConfidence, direction }: Confidences, has: ChangeTests): DetectorSignal {
  const beyond = (confidence: number) =>
    (direction !== 'decrease' && has.increase(confidence)) || (direction !== 'increase' && has.decrease(confidence))
  if (beyond(driftConfidence)) return 'drift'
  return beyond(warningConfidence) ? 'warning' : 'stable'
}
