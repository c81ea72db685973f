export { expectClose } from './expect-close.ts'

export type { ExpectCloseOptions } from './expect-close.ts'
