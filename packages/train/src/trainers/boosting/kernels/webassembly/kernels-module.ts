import { type CompiledModule, type ModuleMemory, pageBytes, webAssembly } from '@millrace/core'
import { kernelsBase64 } from './kernels-base64.ts'

/** More cannot be addressed by 32 bits. */
const mostPages = 65_536

let compiled: CompiledModule | undefined

/** The compiled kernels, once a thread. */
export function kernelsModule(): CompiledModule {
  compiled ??= new webAssembly.Module(Buffer.from(kernelsBase64, 'base64'))
  return compiled
}

/** Memory of at least so many bytes for the kernels and all threads; null where this process cannot give it. */
export function createMemory(bytes: number): ModuleMemory<SharedArrayBuffer> | null {
  const pages = Math.ceil(bytes / pageBytes)
  if (pages > mostPages) return null
  try {
    kernelsModule()
    return new webAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  } catch {
    return null
  }
}
