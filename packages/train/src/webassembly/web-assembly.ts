/** Memory of a module; threads share it where its buffer is shared. */
export interface ModuleMemory<Buffer extends ArrayBufferLike = ArrayBufferLike> {
  readonly buffer: Buffer
}

/** A compiled module. */
export type CompiledModule = object

/** What is used of the global object, which the type library of Node does not describe. */
interface WebAssemblyApi {
  readonly Memory: {
    new (options: { readonly initial: number; readonly maximum: number; readonly shared: true }): ModuleMemory<SharedArrayBuffer>
    new (options: { readonly initial: number }): ModuleMemory<ArrayBuffer>
  }
  readonly Module: new (bytes: Uint8Array) => CompiledModule
  readonly Instance: new (
    module: CompiledModule,
    imports: { readonly env: { readonly memory: ModuleMemory } },
  ) => { readonly exports: object }
}

/** Throws where it is used in a process that lacks it. */
export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly

/** Bytes of a page, in which memory is measured. */
export const pageBytes = 65_536
