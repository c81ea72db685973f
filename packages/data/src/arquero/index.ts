export { fromArquero } from './from-arquero.ts'
export type { ToArqueroOptions } from './to-arquero.ts'
export { toArquero } from './to-arquero.ts'
