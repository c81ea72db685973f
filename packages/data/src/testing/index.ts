export { duckdbTestEngine } from './engine.ts'
export { Nasty, nastyTable } from './nasty-table.ts'
export { testTransform } from './test-transform.ts'

export type { TestEngine } from './engine.ts'
export type { NullPolicy } from './laws/null-policy.ts'
export type { NastyRow, NastyTables, NastyVariant } from './nasty-table.ts'
export type { TestFunction, TestFunctions } from './test-functions.ts'
export type { TestTransformOptions, TransformInputs } from './test-transform.ts'
