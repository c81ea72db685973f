import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packagesOf, sourcesOf } from './workspace.ts'

const maximumLines = 300
const maximumMedian = 100

/** Source files over 300 lines, and packages whose median file is over 100. Generated files, `*.generated.ts`, are not read by people. */
export function checkSize(root: string): string[] {
  return packagesOf(root).flatMap((member) => {
    const files = sourcesOf(root, member).filter((path) => !/\.generated\.ts$|\/fixtures\//.test(path))
    const sizes = files.map((path) => ({ path, lines: countLines(readFileSync(join(root, path), 'utf8')) }))
    const problems = sizes
      .filter(({ lines }) => lines > maximumLines)
      .map(({ path, lines }) => `${path}: ${lines} lines, at most ${maximumLines}: give each concept its own file`)
    const middle = median(sizes.map(({ lines }) => lines))
    if (middle > maximumMedian) problems.push(`${member.folder}: the median source file has ${middle} lines, at most ${maximumMedian}`)
    return problems
  })
}

const countLines = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? 0 : (low + high) / 2
}
