/** For people: rows from 1 on. */
export const countLabel = (before: number, rows: number): string => `rows ${before + 1}-${before + rows}`
