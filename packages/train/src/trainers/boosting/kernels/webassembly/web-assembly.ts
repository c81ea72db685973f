/** Memory that threads share. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer
}

/** A compiled module. */
export type CompiledModule = object

/** What is used of the global object, which the type library of Node does not describe. */
interface WebAssemblyApi {
  readonly Memory: new (options: { readonly initial: number; readonly maximum: number; readonly shared: true }) => SharedMemory
  readonly Module: new (bytes: Uint8Array) => CompiledModule
  readonly Instance: new (
    module: CompiledModule,
    imports: { readonly env: { readonly memory: SharedMemory } },
  ) => { readonly exports: Readonly<Record<string, unknown>> }
}

export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly
