import { parseArgs } from 'node:util'
import { MillraceError, parseJson, readFileLimited } from '@millrace/core'
import { compare } from '../compare/compare.ts'
import { type GateRules, gate } from '../gate/gate.ts'
import { readProfile } from '../profile/read-profile.ts'
import { renderDriftPage } from '../report/drift-page.ts'
import { describeReport } from './describe-report.ts'
import { readRows } from './read-rows.ts'
import { writeFileAtomically } from './write-file.ts'

const usage = `millrace-drift check --reference PROFILE.json --current ROWS.ndjson

Compares rows with the profile of a reference and passes or fails by a gate.

  --reference FILE      profile that 'profile' of @millrace/drift made
  --current FILE        current rows, one JSON object a line
  --json FILE           writes { report, gate } there; '-' prints it alone
  --html FILE           writes a page for people there
  --max-drifted N       most drifted columns (0)
  --max-share X         greatest share of drifted columns, in place of --max-drifted
  --critical COLUMN     a column that must not drift; may be given again
  --target              the target must not drift either
  --predictions         predictions must not drift either
  --ignore-nulls        shares of nulls may drift
  --allow-inconclusive  passes what the profile alone cannot decide
  --allow-failed        passes columns that could not be compared
  --help

Exit code: 0 passed, 1 failed by the gate, 2 wrong usage, 3 unreadable or invalid input.
`

const options = {
  reference: { type: 'string' },
  current: { type: 'string' },
  json: { type: 'string' },
  html: { type: 'string' },
  'max-drifted': { type: 'string' },
  'max-share': { type: 'string' },
  critical: { type: 'string', multiple: true },
  target: { type: 'boolean' },
  predictions: { type: 'boolean' },
  'ignore-nulls': { type: 'boolean' },
  'allow-inconclusive': { type: 'boolean' },
  'allow-failed': { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/** Where text goes. */
export interface Output {
  out(text: string): void
  err(text: string): void
}

/** Runs the command line and returns its exit code. */
export async function run(args: readonly string[], { out, err }: Output): Promise<0 | 1 | 2 | 3> {
  const parsed = readArguments(args)
  if (parsed === 'help') {
    out(usage)
    return 0
  }
  if (typeof parsed === 'string') {
    err(`millrace-drift: ${parsed}\n\n${usage}`)
    return 2
  }
  try {
    const { reference, current, json, html, rules } = parsed
    const profile = readProfile(parseJson(await readFileLimited(reference, { maxBytes: maxProfileBytes }), jsonLimits(reference)))
    const report = await compare(profile, await readRows(current, profile))
    const result = gate(report, rules)
    const text = `${JSON.stringify({ report, gate: result }, null, 2)}\n`
    if (json !== undefined && json !== '-') await writeFileAtomically(json, text)
    if (html !== undefined) await writeFileAtomically(html, renderDriftPage(report, { gate: result }))
    out(json === '-' ? text : describeReport(report, result))
    return result.exitCode
  } catch (error) {
    if (!MillraceError.isInstance(error)) throw error
    err(`millrace-drift: ${error.code}: ${error.message}\n`)
    return error.code === 'E_DRIFT_OPTION' ? 2 : 3
  }
}

const maxProfileBytes = 268_435_456
const jsonLimits = (name: string) => ({ name, maxBytes: maxProfileBytes })

interface Arguments {
  readonly reference: string
  readonly current: string
  readonly json: string | undefined
  readonly html: string | undefined
  readonly rules: GateRules
}

/** The arguments, or what is wrong with them. */
function readArguments(args: readonly string[]): Arguments | string {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    return (error as Error).message
  }
  const { values, positionals } = parsed
  if (values.help) return 'help'
  if (positionals.length !== 1 || positionals[0] !== 'check') return "the command is 'check'"
  const { reference, current, json, html } = values
  if (reference === undefined || current === undefined) return 'give --reference and --current'
  const numbers = [values['max-drifted'], values['max-share']].map((text) =>
    text === undefined || text.trim() === '' ? text : Number(text),
  )
  if (numbers.some((number) => typeof number === 'string' || Number.isNaN(number))) return '--max-drifted and --max-share are numbers'
  const [maxDriftedColumns, maxDriftedShare] = numbers as (number | undefined)[]
  const rules: GateRules = {
    ...(maxDriftedColumns === undefined ? {} : { maxDriftedColumns }),
    ...(maxDriftedShare === undefined ? {} : { maxDriftedShare }),
    columns: values.critical ?? [],
    target: values.target ?? false,
    predictions: values.predictions ?? false,
    nulls: !values['ignore-nulls'],
    allowInconclusive: values['allow-inconclusive'] ?? false,
    allowFailed: values['allow-failed'] ?? false,
  }
  return { reference, current, json, html, rules }
}

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options, allowPositionals: true })
