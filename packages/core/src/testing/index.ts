export { exampleModel } from './example-model.ts'
export { expectClose } from './expect-close.ts'

export type { ExampleApplicant, ExampleModelOptions } from './example-model.ts'
export type { ExpectCloseOptions } from './expect-close.ts'
export type { TestFunction, TestFunctions } from './test-functions.ts'
