/**
 * Memory of a WebAssembly module; threads share it where its buffer is shared.
 *
 * @category WebAssembly
 * @since 0.1.0
 */
export interface ModuleMemory<Buffer extends ArrayBufferLike = ArrayBufferLike> {
  /** Its bytes. */
  readonly buffer: Buffer
}

/**
 * A compiled WebAssembly module.
 *
 * @category WebAssembly
 * @since 0.1.0
 */
export type CompiledModule = object

/**
 * What is used of the global `WebAssembly`, which the type library of Node does not describe.
 *
 * @category WebAssembly
 * @since 0.1.0
 */
export interface WebAssemblyApi {
  /** Makes memory, shared between threads or not; sizes are in pages. */
  readonly Memory: {
    /** Memory that threads share. */
    new (options: { readonly initial: number; readonly maximum: number; readonly shared: true }): ModuleMemory<SharedArrayBuffer>
    /** Memory of one thread. */
    new (options: { readonly initial: number }): ModuleMemory<ArrayBuffer>
  }
  /** Compiles bytes. */
  readonly Module: {
    /** Compiles at once. */
    new (bytes: Uint8Array): CompiledModule
  }
  /** Gives a module memory to run in. */
  readonly Instance: {
    /** Runs the module in this memory. */
    new (module: CompiledModule, imports: { readonly env: { readonly memory: ModuleMemory } }): { readonly exports: object }
  }
}

/**
 * The global `WebAssembly` with types; undefined in a process that runs without it, so use it where a failure falls back to TypeScript.
 *
 * @example
 * ```ts
 * import { pageBytes, webAssembly } from '@millrace/core'
 *
 * new webAssembly.Memory({ initial: 2 }).buffer.byteLength / pageBytes // => 2
 * ```
 * @category WebAssembly
 * @since 0.1.0
 */
export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly

/**
 * Bytes of a page, in which WebAssembly measures memory.
 *
 * @example
 * ```ts
 * import { pageBytes } from '@millrace/core'
 *
 * pageBytes // => 65536
 * ```
 * @category WebAssembly
 * @since 0.1.0
 */
export const pageBytes = 65_536
