import type { Proposal } from '../search/search.ts'
import type { MeasureBatch } from '../study.ts'
import { isKnownTrainer } from './known-trainers.ts'
import { type MeasureOptions, measureHere } from './measure-here.ts'
import { measureInThreads } from './measure-in-threads.ts'

/** Measures in threads where there are to be several and the trainers can be made in them, else here, one fold after the other. */
export function measureBatches(options: MeasureOptions & { readonly threads?: number | undefined }): MeasureBatch {
  const { threads = 1, trainerOf } = options
  if (!(Number.isInteger(threads) && threads >= 1 && threads <= 64)) {
    throw new RangeError(`tune: threads is ${threads}, not a whole number from 1 to 64`)
  }
  const here = measureHere(options)
  if (threads === 1) return here
  const inThreads = measureInThreads({ ...options, threads })
  const isKnown = async (proposal: Proposal) => isKnownTrainer(trainerOf(proposal))
  return async (batch, done) => {
    const known = await Promise.allSettled(batch.map(isKnown))
    await (known.every((each) => each.status === 'fulfilled' && each.value) ? inThreads : here)(batch, done)
  }
}
