const safe = Number.MAX_SAFE_INTEGER

/** Numbers at the edges of arithmetic whose mean and spread are still finite; few enough large ones that sums keep their figures. */
export const edgeNumbers: readonly number[] = Object.freeze([
  0,
  -0,
  1,
  1,
  1,
  -1,
  0.5,
  -0.5,
  2.5,
  -2.5,
  0.1,
  0.2,
  0.1 + 0.2,
  1e-300,
  5e-324,
  -5e-324,
  1e15,
  -1e9,
])

/** Numbers whose differences, squares and sums overflow. */
export const hugeNumbers: readonly number[] = Object.freeze([1e308, -1e308, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, 0, -0, 1, -1])

/** Whole numbers up to the last one that float64 tells from its neighbours. */
export const edgeIntegers: readonly number[] = Object.freeze([
  safe,
  safe - 1,
  safe - 2,
  2 ** 52 + 1,
  0,
  1,
  -1,
  2,
  10,
  -10,
  -1e9,
  2 ** 31,
  2 ** 32,
])

/** Days at the edges of calendars: before the epoch, leap days and the years that lack one, the first and the last year. */
export const edgeDays: readonly string[] = Object.freeze([
  '1969-12-31',
  '1970-01-01',
  '2000-02-28',
  '2000-02-29',
  '2000-03-01',
  '1900-02-28',
  '1900-03-01',
  '2023-12-31',
  '2024-02-29',
  '1582-10-10',
  '0001-01-01',
  '9999-12-31',
])

/** Moments around midnights and the epoch, with and without milliseconds. */
export const edgeInstants: readonly string[] = Object.freeze([
  '1969-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00.000Z',
  '1970-01-01T00:00:00.001Z',
  '2000-02-29T23:59:59.999Z',
  '1900-03-01T00:00:00.000Z',
  '2024-12-31T12:34:56.789Z',
  '0001-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
])
