import { type Json, MillraceError } from '@millrace/core'
import type { z } from 'zod'
import { optionError } from '../internal/errors.ts'
import type { Detector, DetectorSignal } from './detector.ts'

/** One kind of detector: pure data and functions over a state that `update` changes in place. */
export interface DetectorKind<Options extends object, State, Saved = State> {
  readonly name: string
  /** The factory, for messages. */
  readonly function: string
  readonly values: 'numbers' | 'errors'
  readonly defaults: Options
  /** Every option with its check; a description of each says the range. */
  readonly options: z.ZodObject & z.ZodType<Options>
  readonly saved: z.ZodType<Saved>
  start(options: Options): State
  update(state: State, value: number, options: Options): DetectorSignal
  figures(state: State, options: Options): Readonly<Record<string, number>>
  save(state: State, options: Options): Saved
  /** The state, or what does not fit together in it. */
  load(saved: Saved, options: Options): State | string
}

/** Options with every default filled in. */
export type Settings<Options> = { readonly [Name in keyof Options]-?: Exclude<Options[Name], undefined> }

/** A fresh detector of a kind. */
export function createDetector<Options extends object, State, Saved>(
  kind: DetectorKind<Options, State, Saved>,
  given: { readonly [Name in keyof Options]?: Options[Name] | undefined },
): Detector {
  const present = Object.entries(given).filter(([, value]) => value !== undefined)
  const { data, error } = kind.options.safeParse({ ...kind.defaults, ...Object.fromEntries(present) })
  if (error === undefined) return run(kind, data as Options, kind.start(data as Options))
  const [issue] = error.issues as [z.core.$ZodIssue]
  const option = String(issue.code === 'unrecognized_keys' ? issue.keys[0] : issue.path[0])
  const range = issue.code === 'custom' ? issue.message : (kind.options.shape[option]?.description ?? 'left out: there is no such option')
  throw optionError({ function: kind.function, option, value: Reflect.get(given, option), range })
}

/** A detector that goes on from a state. */
export function run<Options extends object, State, Saved>(
  kind: DetectorKind<Options, State, Saved>,
  options: Options,
  state: State,
): Detector {
  const isValid = kind.values === 'errors' ? isError : isNumber
  return Object.freeze({
    name: kind.name,
    update: (value: number) => {
      if (!isValid(value)) throw valueError(kind, value)
      return kind.update(state, value, options)
    },
    figures: () => Object.freeze(kind.figures(state, options)),
    toJSON: () =>
      ({
        format: 'millrace/detector',
        schemaVersion: 1,
        detector: kind.name,
        options,
        state: kind.save(state, options),
      }) as unknown as Json,
  })
}

const greatest = 1e100
const isError = (value: number) => value === 0 || value === 1
const isNumber = (value: number) => typeof value === 'number' && value >= -greatest && value <= greatest

function valueError({ function: name, values }: Pick<DetectorKind<object, unknown>, 'function' | 'values'>, value: unknown): MillraceError {
  const shown = typeof value === 'number' ? String(value) : `a ${typeof value}`
  const range = values === 'errors' ? '0 (right) or 1 (an error)' : `a finite number of at most ${greatest} in size`
  return new MillraceError({
    code: 'E_DETECTOR_VALUE',
    message: `${name}: the value is ${shown}; it must be ${range}; leave out what is unknown`,
    details: { function: name, value: shown, range },
  })
}
