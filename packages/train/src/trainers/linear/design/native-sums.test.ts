import { seededRandom } from '@millrace/core'
import { expect, test } from 'vitest'
import { addTransposed, multiplyBlock } from './block-products.ts'
import { blockRows, type Design, layDesign } from './design.ts'
import { measureColumns } from './measure-columns.ts'
import { sumGram } from './sum-gram.ts'

test.each([40_001, 40_064])('sums in WebAssembly are those of TypeScript, bit for bit, of %d rows', (rows) => {
  const random = seededRandom(7)
  const features = [0, 1, 2, 3, 4].map((j) => Float64Array.from({ length: rows }, () => random.normal() * 10 ** j))
  const curvature = Float64Array.from({ length: rows }, () => random.next())
  const measures = measureColumns(features, undefined)
  const native = layDesign(features, measures, rows)
  const plain = layDesign(features, measures, rows, { native: false })
  expect([native.native === null, plain.native === null]).toEqual([false, true])
  expect(upper(sumGram(native, curvature), native)).toEqual(upper(sumGram(plain, curvature), plain))
  expect(upper(sumGram(native, null), native)).toEqual(upper(sumGram(plain, null), plain))
  const coefficients = Float64Array.from({ length: 2 * native.width }, (_, j) => Math.sin(j))
  expect(products(native, coefficients)).toEqual(products(plain, coefficients))
})

const upper = (gram: Float64Array, { width, size }: Design) =>
  gram.filter((_, at) => at % width >= Math.floor(at / width) && at % width < size)

function products(design: Design, coefficients: Float64Array) {
  const margins = new Float64Array(blockRows)
  const sums = new Float64Array(2 * design.width)
  const all: number[] = []
  for (let block = 0; block < design.blocks; block++) {
    const count = design.load(block)
    multiplyBlock(design, count, coefficients, design.width, margins)
    all.push(...margins.subarray(0, count))
    addTransposed(design, count, margins, sums, design.width)
  }
  return { all, sums }
}
