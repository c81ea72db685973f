import type { OnnxRuntime } from '../../src/onnx/testing/onnx-test-engine.ts'

/** `onnxruntime-node`, or why it cannot be loaded here: it has no binary for every system. */
export const runtime: OnnxRuntime | string = await import('onnxruntime-node').then(
  (module) => module as unknown as OnnxRuntime,
  (error: Error) => `onnxruntime-node cannot be loaded: ${error.message}`,
)
