import { checkErrors } from './check-errors.ts'
import { checkExports } from './check-exports.ts'
import { checkImports } from './check-imports.ts'
import { checkReadmes } from './check-readmes.ts'
import { checkSize } from './check-size.ts'
import { repository } from './workspace.ts'

const checks = { imports: checkImports, size: checkSize, errors: checkErrors, exports: checkExports, readmes: checkReadmes }

for (const [name, check] of Object.entries(checks)) {
  const problems = check(repository)
  console.log(`${name}: ${problems.length === 0 ? 'ok' : `${problems.length} problems`}`)
  for (const problem of problems) console.log(`  ${problem}`)
  if (problems.length > 0) process.exitCode = 1
}
