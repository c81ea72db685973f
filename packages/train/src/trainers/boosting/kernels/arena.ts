import type { ModuleMemory } from '@millrace/core'
import type { Kernels } from './kernels.ts'
import { type Layout, layoutOf, type Shape, sigmoidCells } from './layout.ts'
import { tabulateSigmoid } from './typescript/gradients.ts'
import { typescriptKernels } from './typescript/typescript-kernels.ts'
import type { Views } from './views.ts'
import { createMemory } from './webassembly/kernels-module.ts'
import { webassemblyKernels } from './webassembly/webassembly-kernels.ts'

export type KernelName = Kernels['name']

/** Memory that the threads of a fit share; it can be posted to them. */
export interface Arena {
  readonly shape: Shape
  readonly buffer: ArrayBufferLike
  /** The same memory as WebAssembly's; absent where the kernels are TypeScript. */
  readonly memory?: ModuleMemory<SharedArrayBuffer>
}

/** Allocates the arrays of a fit; TypeScript takes over where WebAssembly is not to be had, or cannot address so much. */
export function createArena(shape: Shape, kernel: KernelName): Arena {
  const layout = layoutOf(shape)
  const memory = kernel === 'webassembly' ? createMemory(layout.bytes) : null
  const buffer = memory?.buffer ?? new SharedArrayBuffer(layout.bytes)
  tabulateSigmoid(new Float64Array(buffer, layout.at.sigmoid, sigmoidCells + 1))
  return { shape, buffer, ...(memory !== null && { memory }) }
}

/** Makes the kernels of one thread. */
export function createKernels({ memory }: Arena, layout: Layout, views: Views): Kernels {
  return memory === undefined ? typescriptKernels(views) : webassemblyKernels(memory, layout, views.worker)
}
