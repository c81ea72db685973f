import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { examplesOf, filesIn, packagesOf, sourcesOf } from '../workspace.ts'
import { type Fence, fencesOf } from './fences.ts'

/** A fence and the file, from the root, that it stands in. */
export interface Example extends Fence {
  readonly file: string
}

/**
 * Every `ts` fence of the repository: READMEs, guides and doc comments. Decisions record what was thought on a date, and the API
 * reference repeats the doc comments: neither is run.
 */
export function examplesIn(root: string): Example[] {
  const members = [...packagesOf(root), ...examplesOf(root)]
  const files = [
    'README.md',
    'CONTRIBUTING.md',
    ...filesIn(root, 'docs', '.md').filter((path) => !/^docs\/(api|decisions)\//.test(path)),
    ...members.map(({ folder }) => `${folder}/README.md`),
    ...packagesOf(root).flatMap((member) => sourcesOf(root, member)),
  ]
  return files
    .filter((file) => existsSync(join(root, file)))
    .flatMap((file) => fencesOf(file, readFileSync(join(root, file), 'utf8')).map((fence) => ({ ...fence, file })))
}
