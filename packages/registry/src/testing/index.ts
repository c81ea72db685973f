export { testArtifactStore } from './test-artifact-store.ts'
export { testRegistryStore } from './test-registry-store.ts'
export { testTrackingStore } from './test-tracking-store.ts'

export type { TestArtifactStoreOptions } from './test-artifact-store.ts'
export type { TestFunction, TestFunctions } from '@millrace/core/testing'
export type { TestRegistryStoreOptions } from './test-registry-store.ts'
export type { TestTrackingStoreOptions } from './test-tracking-store.ts'
