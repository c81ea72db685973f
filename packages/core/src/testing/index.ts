export { expectClose } from './expect-close.ts'
