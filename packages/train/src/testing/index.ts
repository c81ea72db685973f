export { testTrainer } from './test-trainer.ts'

export type { TestTrainerOptions } from './test-trainer.ts'
export type { WeightPolicy } from './laws/weights.ts'
export { onnxTestEngine } from '../onnx/testing/onnx-test-engine.ts'

export type { OnnxRuntime, OnnxSession, OnnxTensorConstructor } from '../onnx/testing/onnx-test-engine.ts'
