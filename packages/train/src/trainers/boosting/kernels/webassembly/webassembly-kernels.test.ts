import { seededRandom } from '@millrace/core'
import { expect, test } from 'vitest'
import { createArena, createKernels } from '../arena.ts'
import type { Kernels } from '../kernels.ts'
import { layoutOf, missingBin, type Shape } from '../layout.ts'
import { viewsOf } from '../views.ts'
import { createMemory } from './kernels-module.ts'

const leaf = { gradient: 40, hessian: 900, lambda: 1.5, least: 20, scale: 2 ** 20, unit: 1 / 3 }

/** An arena with the same content at every call. */
function filledArena(shape: Shape, kernel: Kernels['name']) {
  const arena = createArena(shape, kernel)
  const layout = layoutOf(shape)
  const views = viewsOf(arena.buffer, layout, shape.workers - 1, new Uint8Array())
  const random = seededRandom(7)
  const { rows, outputs } = shape
  for (const bins of [views.bins, views.columnBins])
    for (let i = 0; i < bins.length; i++) bins[i] = random.next() < 0.05 ? missingBin : random.integer(200)
  const rowsInAnyOrder = random.shuffle(Int32Array.from({ length: rows }, (_, row) => row))
  views.order.set(rowsInAnyOrder)
  views.members.set(rowsInAnyOrder)
  for (let row = 0; row < rows; row++) {
    views.packed[row] = (random.integer(2001) - 1000) * leaf.scale + random.integer(500)
    views.gradients[row] = random.normal()
    views.hessians[row] = random.next()
    views.target[row] = random.integer(2)
    views.hashes[row] = random.integer(2 ** 32 - 1)
    if (views.weights !== undefined) views.weights[row] = random.next() * 3
  }
  for (let i = 0; i < rows * outputs; i++) views.scores[i] = 20 * random.normal()
  for (let bin = 0; bin < 256; bin++) views.goesLeft[bin] = random.integer(2)
  return { views, buffer: arena.buffer, kernels: createKernels(arena, layout, views) }
}

const shapes: readonly Shape[] = [
  { rows: 1, columns: 3, leaves: 4, stride: 4, outputs: 1, slots: 2, workers: 1, weighted: false, scratch: false, holdsBins: true },
  { rows: 1300, columns: 11, leaves: 4, stride: 12, outputs: 1, slots: 3, workers: 1, weighted: true, scratch: true, holdsBins: true },
  { rows: 2048, columns: 42, leaves: 4, stride: 44, outputs: 3, slots: 3, workers: 2, weighted: false, scratch: false, holdsBins: true },
]

/** Everything that a fit asks of kernels, in an order in which each reads what others wrote. */
const steps: readonly (readonly [name: string, step: (kernels: Kernels, shape: Shape) => unknown])[] = [
  ['histogram', (kernels, { rows }) => kernels.histogram(0, 0, rows)],
  ['histogram of a range', (kernels, { rows }) => kernels.histogram(1, rows >> 2, rows >> 1)],
  ['subtract', (kernels) => kernels.subtract(0, 1, 2, 201)],
  ['merge', (kernels) => kernels.merge(1, 0, 2, 200)],
  ['scan', (kernels, { columns }) => [...Array(columns).keys()].map((column) => kernels.scan(column % 2, 0, column, 200, leaf))],
  ['scan where little is allowed', (kernels) => kernels.scan(1, 1, 0, 200, { ...leaf, least: 4000 })],
  ['partition', (kernels, { rows }) => kernels.partition(rows >> 3, rows - (rows >> 3), 1)],
  ['logLoss', (kernels, { rows }) => kernels.logLoss(0, rows, -0.3)],
  ['magnitudes', (kernels, { rows }) => kernels.magnitudes(0, rows, 1.5, 0)],
  ['pack', (kernels, { rows }) => kernels.pack(0, rows, -123456789, 731.25, 511.5, leaf.scale)],
  ['pack without hessians', (kernels, { rows }) => kernels.pack(rows >> 1, rows >> 1, 99, 731.25, 0, leaf.scale)],
  ['update', (kernels, { rows, outputs }) => kernels.update(0, rows, outputs - 1, 0.125)],
]

test.each(shapes)('WebAssembly gives the bits of TypeScript: $rows rows, stride $stride, $workers workers', (shape) => {
  const reference = filledArena(shape, 'typescript')
  const compiled = filledArena(shape, 'webassembly')
  expect(compiled.kernels.name).toBe('webassembly')
  const { at } = layoutOf(shape)
  /** All but the kernels' own scratch, and what columns beyond the last add up to. */
  const content = ({ buffer, views }: typeof reference) => {
    for (let start = 0; start < views.histograms.length; start += shape.stride * 256)
      views.histograms.fill(0, start + shape.columns * 256, start + shape.stride * 256)
    return Buffer.from(buffer, 0, at.chunks)
  }
  for (const [name, step] of steps) {
    expect(step(compiled.kernels, shape), name).toEqual(step(reference.kernels, shape))
    expect(content(compiled).equals(content(reference)), name).toBe(true)
  }
})

test('memory that cannot be addressed is left to TypeScript', () => {
  expect(createMemory(2 ** 32 + 1)).toBeNull()
})
