import { parseArgs } from 'node:util'
import { parseDay, parseInstant } from '@millrace/core'
import type { GatePolicy } from '../gate/gate-policy.ts'
import { defined } from './defined.ts'
import { type FailOn, failOnOf, policyOf } from './gate-arguments.ts'
import type { MonitorArguments } from './monitor-arguments.ts'
import type { CsvForm } from './rows/read-options.ts'
import { usageError } from './usage-error.ts'

/** How files are read. */
export interface InputArguments {
  readonly csv: CsvForm
  readonly maxRows: number
}

/** `check`, understood. */
export interface CheckArguments extends InputArguments {
  readonly command: 'check'
  readonly reference: string
  readonly current: string
  /** Whether `current` is a prediction log. */
  readonly isLog: boolean
  readonly model: string | null
  readonly fromMs: number | null
  readonly toMs: number | null
  /** File of attributions by column; null without. */
  readonly attributions: string | null
  readonly monitor: MonitorArguments
  readonly policy: GatePolicy
  readonly failOn: FailOn
  readonly files: Readonly<Partial<Record<OutputFile, string>>>
  readonly github: boolean
}

/** `profile`, understood. */
export interface ProfileArguments extends InputArguments {
  readonly command: 'profile'
  readonly reference: string
  readonly out: string
  readonly monitor: MonitorArguments
}

/** What can be written. */
export const outputFiles = ['json', 'junit', 'markdown', 'html'] as const
export type OutputFile = (typeof outputFiles)[number]

const text = { type: 'string' } as const
const texts = { type: 'string', multiple: true } as const
const flag = { type: 'boolean' } as const

const shared = {
  reference: text,
  columns: texts,
  exclude: texts,
  target: text,
  prediction: texts,
  segment: texts,
  approval: text,
  name: text,
  mode: text,
  correction: text,
  significance: text,
  delimiter: text,
  null: texts,
  'max-rows': text,
  help: flag,
} as const

const forCheck = {
  ...shared,
  current: text,
  log: text,
  model: text,
  from: text,
  to: text,
  attributions: text,
  'fail-on': text,
  fail: texts,
  warn: texts,
  ignore: texts,
  'max-drifted': text,
  'max-share': text,
  'max-approval-change': text,
  'min-rows': text,
  critical: texts,
  json: text,
  junit: text,
  markdown: text,
  html: text,
  github: flag,
} as const

const forProfile = { ...shared, out: text } as const

/** The command line, understood; `help` where that was asked. */
export function readArguments(args: readonly string[]): CheckArguments | ProfileArguments | 'help' {
  const [command, ...rest] = args
  if (command === '--help' || command === 'help') return 'help'
  if (command === 'check') return readCheck(rest)
  if (command === 'profile') return readProfileArguments(rest)
  throw usageError(
    command === undefined ? 'name a command: check or profile' : `there is no command '${command}'; there are check and profile`,
  )
}

function readCheck(args: readonly string[]): CheckArguments | 'help' {
  const values = parse(() => parseArgs({ args: [...args], options: forCheck }).values)
  if (values.help) return 'help'
  const { reference, current, log, model, from, to, critical } = values
  if (reference === undefined || (current === undefined) === (log === undefined))
    throw usageError('give --reference, and --current or --log')
  if (model !== undefined && log === undefined) throw usageError('--model chooses predictions of a --log')
  const files = defined({ json: values.json, junit: values.junit, markdown: values.markdown, html: values.html })
  if (Object.values(files).filter((file) => file === '-').length > 1)
    throw usageError('only one output can be printed; give the others as files')
  const levels = { fail: values.fail ?? [], warn: values.warn ?? [], ignore: values.ignore ?? [] }
  const limits = defined({
    maxDriftedColumns: numberOf('max-drifted', values['max-drifted']),
    maxDriftedShare: numberOf('max-share', values['max-share']),
    maxApprovalChange: numberOf('max-approval-change', values['max-approval-change']),
    minimumRows: numberOf('min-rows', values['min-rows']),
    critical,
  })
  return {
    command: 'check',
    reference,
    current: current ?? log!,
    isLog: log !== undefined,
    model: model ?? null,
    fromMs: timeOf('from', from),
    toMs: timeOf('to', to),
    attributions: values.attributions ?? null,
    monitor: monitorOf(values),
    policy: policyOf({ levels, limits }),
    failOn: failOnOf(values['fail-on'] ?? 'drift'),
    files,
    github: values.github ?? false,
    ...inputOf(values),
  }
}

function readProfileArguments(args: readonly string[]): ProfileArguments | 'help' {
  const values = parse(() => parseArgs({ args: [...args], options: forProfile }).values)
  if (values.help) return 'help'
  const { reference, out } = values
  if (reference === undefined || out === undefined) throw usageError('give --reference and --out')
  return { command: 'profile', reference, out, monitor: monitorOf(values), ...inputOf(values) }
}

type SharedValues = ReturnType<typeof parseArgs<{ options: typeof shared }>>['values']

function monitorOf(values: SharedValues): MonitorArguments {
  const { name, columns = [], exclude = [], target, prediction = [], segment = [], approval, mode, correction } = values
  const significance = numberOf('significance', values.significance)
  return { name, columns, exclude, target, predictions: prediction, segments: segment, approval, mode, correction, significance }
}

function inputOf({ delimiter = ',', null: nulls = [], 'max-rows': maxRows }: SharedValues): InputArguments {
  const most = numberOf('max-rows', maxRows) ?? 50_000_000
  if (!(Number.isSafeInteger(most) && most > 0 && most < 2 ** 31))
    throw usageError(`--max-rows is ${maxRows}; it is a number of rows, from 1 on`)
  return { csv: { delimiter: delimiter === '\\t' ? '\t' : delimiter, nullValues: ['', ...nulls] }, maxRows: most }
}

function parse<Values>(read: () => Values): Values {
  try {
    return read()
  } catch (error) {
    throw usageError((error as Error).message)
  }
}

function numberOf(option: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  const number = given.trim() === '' ? Number.NaN : Number(given)
  if (Number.isNaN(number)) throw usageError(`--${option} is '${given}'; it is a number`)
  return number
}

function timeOf(option: string, given: string | undefined): number | null {
  if (given === undefined) return null
  const day = parseDay(given)
  const time = Number.isNaN(day) ? parseInstant(given) : day * 86_400_000
  if (Number.isNaN(time)) throw usageError(`--${option} is '${given}'; write it as 2026-01-05 or 2026-01-05T12:00:00Z`)
  return time
}
