import type { PageRequest } from '@millrace/core'

/** Most items of a page: 1,000 unless asked otherwise. */
export function pageLimit({ limit = 1000 }: PageRequest, where: string): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= 50_000) return limit
  throw new RangeError(`${where}: the limit is ${limit}; give an integer from 1 to 50,000`)
}
