import { deepFreeze } from '@millrace/core'
import { frameFrom, profileOf } from './column-counter.ts'
import type { Profile } from './profile-types.ts'
import type { SegmentProfile } from './segment-profile.ts'

/**
 * One segment of a profile as a profile by itself, which `compare` takes as the reference of that segment's current rows.
 *
 * @param profile - of all rows
 * @param segment - one of its `segments`
 * @returns a frozen profile in the same cells, without segments
 * @throws RangeError when the segment is of another profile
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { defineMonitor, profile, profileOfSegment } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ area: z.enum(['Urban', 'Rural']), amount: z.number() })
 * const rows = Array.from({ length: 90 }, (_, i) => ({ area: i % 3 ? 'Urban' : 'Rural', amount: i }) as z.infer<typeof Loan>)
 * const whole = await profile(defineMonitor(Loan, { columns: ['amount'], segments: ['area'] }), fromRows(Loan, rows))
 * const [urban] = whole.segments
 * urban?.value // => 'Urban'
 * profileOfSegment(whole, urban!).rows // => 60
 * ```
 * @category Profiles
 * @since 0.1.0
 */
export function profileOfSegment(profile: Profile, segment: SegmentProfile): Profile {
  if (!profile.segments.includes(segment)) throw new RangeError('profileOfSegment: the segment is none of the profile')
  const columns = profile.columns.map((column, index) => profileOf(frameFrom(column), segment.columns[index]!))
  return deepFreeze({ ...profile, rows: segment.rows, digest: null, columns, segments: [] })
}
