import { normalQuantile } from '@millrace/core/distributions'
import type { ApprovedRows } from './approved-rows.ts'
import type { Bounds } from './drift-report.ts'

const z = /* @__PURE__ */ normalQuantile(0.975)

/**
 * 95 % interval of the difference of two shares, current minus reference: the score intervals of both, put together.
 *
 * @see https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I (R. G. Newcombe, 1998, method 10)
 */
export function newcombeInterval(sides: { readonly reference: ApprovedRows; readonly current: ApprovedRows }): Bounds {
  const now = wilsonInterval(sides.current)
  const before = wilsonInterval(sides.reference)
  const change = now.share - before.share
  return {
    lower: Math.max(-1, change - Math.hypot(now.share - now.lower, before.upper - before.share)),
    upper: Math.min(1, change + Math.hypot(now.upper - now.share, before.share - before.lower)),
  }
}

function wilsonInterval({ approved, rows }: ApprovedRows) {
  const share = approved / rows
  const center = (approved + (z * z) / 2) / (rows + z * z)
  const half = (z / (rows + z * z)) * Math.sqrt(approved * (1 - share) + (z * z) / 4)
  return { share, lower: Math.max(0, center - half), upper: Math.min(1, center + half) }
}
