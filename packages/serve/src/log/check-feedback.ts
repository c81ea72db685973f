import type { Feedback } from '@millrace/core'

/** Refuses feedback that JSON cannot carry. */
export function checkFeedback({ id, label, atMs }: Feedback): void {
  if (typeof id !== 'string') throw new TypeError(`addFeedback: id is ${typeof id}, not a text`)
  if (!Number.isFinite(atMs)) throw new RangeError(`addFeedback: atMs is ${atMs}, not a time`)
  if (typeof label === 'number' ? !Number.isFinite(label) : typeof label !== 'string' && typeof label !== 'boolean')
    throw new RangeError(`addFeedback: label is ${String(label)}, not a text, finite number or boolean`)
}
