export { exampleClassModel, exampleValueModel } from './example-kinds.ts'
export { exampleModel } from './example-model.ts'
export { expectClose } from './expect-close.ts'

export type { ExampleModelOptions } from './example-model.ts'
export type { ExampleApplicant } from './example-of.ts'
export type { ExpectCloseOptions } from './expect-close.ts'
export type { TestFunction, TestFunctions } from './test-functions.ts'
