import { seededRandom } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { type BinOptions, bin } from './bin.ts'
import { writeMatrix } from './write-matrix.ts'

const binsOf = (values: Float64Array, options?: BinOptions) => {
  const { bins, stride, columns } = bin({ features: [values] }, options)
  return { column: columns[0]!, bins: Array.from(values, (_, row) => bins[row * stride]!) }
}

describe('bin', () => {
  test('gives few distinct values a bin each, between them float32 thresholds, and 255 to null', () => {
    const { column, bins } = binsOf(Float64Array.of(3, Number.NaN, -1, 0, -0, 3, 0.5))
    expect(bins).toEqual([3, 255, 0, 1, 1, 3, 2])
    expect(column).toEqual({
      kind: 'number',
      count: 4,
      thresholds: Float64Array.of(-0.5, 0.25, 1.75),
      codes: new Int32Array(),
      hasMissing: true,
    })
  })

  test('balances bins where there are many values, and leaves heavy values alone', () => {
    const random = seededRandom(5)
    const values = Float64Array.from({ length: 20_000 }, (_, row) => (row % 2 === 0 ? 1 : random.normal()))
    const { column, bins } = binsOf(values, { maxBins: 64 })
    const counts = new Int32Array(64)
    for (const each of bins) counts[each]!++
    const heavy = bins[0]!
    expect(column.count).toBeGreaterThan(60)
    expect(counts[heavy]).toBe(10_000)
    const others = Array.from(counts).filter((count, index) => index !== heavy && count > 0)
    // 10,000 rows in 63 bins are 159 each; next to the heavy value a bin may end at half of it.
    expect(Math.min(...others)).toBeGreaterThanOrEqual(79)
    expect(Math.max(...others)).toBeLessThanOrEqual(170)
  })

  test('gives values that no float32 parts one bin', () => {
    expect(binsOf(Float64Array.of(1, 1 + Number.EPSILON)).column.count).toBe(1)
    expect(binsOf(Float64Array.of(1e9 + 1, 1e9 + 2, 1e9 + 100)).bins).toEqual([0, 0, 1])
    expect(binsOf(Float64Array.of(1e-300, 2e-300, -1e-300, 1)).bins).toEqual([0, 0, 0, 1])
  })

  test('parts neighbouring float32 values at the lower one, where all values are float32', () => {
    const { column, bins } = binsOf(Float64Array.of(16_777_212, 16_777_213, 16_777_214))
    expect(column.thresholds).toEqual(Float64Array.of(16_777_212, 16_777_213))
    expect(bins).toEqual([0, 1, 2])
    expect(binsOf(Float64Array.of(16_777_212, 16_777_213, 16_777_213.1)).bins).toEqual([0, 0, 0])
  })

  test('gives values beyond float32 the outermost bins', () => {
    const { column, bins } = binsOf(Float64Array.of(-1e300, -1, 1, 1e39, 1e300))
    expect(bins).toEqual([0, 1, 2, 3, 3])
    expect(column.thresholds.every((threshold) => Math.fround(threshold) === threshold && Number.isFinite(threshold))).toBe(true)
  })

  test('gives constant, missing and no values one bin or none', () => {
    expect(binsOf(new Float64Array(5).fill(4)).bins).toEqual([0, 0, 0, 0, 0])
    expect(binsOf(new Float64Array(3).fill(Number.NaN))).toMatchObject({ bins: [255, 255, 255], column: { count: 1, hasMissing: true } })
    expect(bin({ features: [] })).toMatchObject({ rows: 0, stride: 0, columns: [] })
    expect(bin({ features: [new Float64Array()] })).toMatchObject({ rows: 0, stride: 4 })
  })

  test('gives categories bins by frequency; codes without one the bin after the last', () => {
    const features = [Float64Array.of(2, 2, 2, 0, 0, 1, Number.NaN, 2.5, -1, 9)]
    const { bins, columns, stride } = bin({ features, categories: [4] })
    expect(columns[0]).toMatchObject({ kind: 'category', count: 3, codes: Int32Array.of(2, 0, 1), hasMissing: true })
    expect(features[0]!.map((_, row) => bins[row * stride]!)).toEqual(Float64Array.of(0, 0, 0, 1, 1, 2, 255, 0, 3, 3))
  })

  test('keeps the 254 most frequent categories apart', () => {
    const values = Float64Array.from({ length: 300 + 254 }, (_, row) => (row < 300 ? row : row - 254))
    const { bins, columns, stride } = bin({ features: [values], categories: [300] })
    expect(columns[0]!.count).toBe(254)
    expect(bins[0]).toBe(254)
    expect(bins[299 * stride]).toBe(columns[0]!.codes.indexOf(299))
  })

  test('lays rows out in words, in memory that threads share', () => {
    const features = Array.from({ length: 5 }, (_, column) => Float64Array.from({ length: 3000 }, (_, row) => (row + column) % 7))
    const { bins, stride } = bin({ features })
    expect(stride).toBe(8)
    expect(bins.buffer).toBeInstanceOf(SharedArrayBuffer)
    for (const row of [0, 2047, 2048, 2999]) {
      expect(Array.from(bins.subarray(row * stride, (row + 1) * stride))).toEqual(
        [0, 1, 2, 3, 4].map((column) => (row + column) % 7).concat(0, 0, 0),
      )
    }
  })

  test('is made once for the same features and options', () => {
    const features = [Float64Array.of(1, 2, 3)]
    expect(bin({ features })).toBe(bin({ features }))
    expect(bin({ features })).not.toBe(bin({ features, categories: [4] }))
    expect(bin({ features })).not.toBe(bin({ features, maxBins: 2 } as never, { maxBins: 2 }))
    expect(bin({ features: [...features] })).not.toBe(bin({ features }))
  })

  test('takes the ends from sampled rows where there are many, the same for the same seed', () => {
    const random = seededRandom(1)
    const values = Float64Array.from({ length: 250_000 }, () => random.next())
    const [first, second, other] = [{}, {}, { seed: 1 }].map((options) => bin({ features: [values.slice()] }, options).columns[0]!)
    expect(second).toEqual(first)
    expect(other!.thresholds).not.toEqual(first!.thresholds)
    expect(first!.count).toBeGreaterThan(250)
  })

  test('gives other rows the bins of the same ends', () => {
    const { columns } = bin({ features: [Float64Array.of(1, 2, 3), Float64Array.of(5, 5, 1)], categories: [null, 6] })
    const other = writeMatrix([Float64Array.of(2.4, 99, Number.NaN), Float64Array.of(1, 2, Number.NaN)], columns)
    expect(Array.from(other.bins)).toEqual([1, 1, 0, 0, 2, 2, 0, 0, 255, 255, 0, 0])
  })

  test.each([1, 256, 2.5, Number.NaN])('refuses %d bins', (maxBins) => {
    expect(() => bin({ features: [] }, { maxBins })).toThrow(RangeError)
  })
})
