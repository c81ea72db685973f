import { MillraceError, type ModelStage, type VersionReference } from '@millrace/core'

const stages: readonly ModelStage[] = ['None', 'Staging', 'Production', 'Archived']

/**
 * Reads the text that names one version of a model: `loan@production` by alias, `loan/3` by number, `loan/Staging` for the newest in a
 * stage, whose case does not matter. MLflow's `models:/` may stand in front.
 *
 * @param text - such as people write
 * @returns the reference, frozen
 * @throws MillraceError `E_REFERENCE_INVALID` when it is not such a text
 * @example
 * ```ts
 * import { parseReference } from '@millrace/registry'
 *
 * parseReference('loan@production') // => { model: 'loan', alias: 'production' }
 * parseReference('models:/loan/3') // => { model: 'loan', version: 3 }
 * parseReference('loan') // => throws E_REFERENCE_INVALID
 * ```
 * @category Models
 * @since 0.1.0
 */
export function parseReference(text: string): VersionReference {
  const found = /^(?:models:\/)?([\w.-]+)(?:@([\w-]+)|\/([\w-]+))$/.exec(text)
  const [, model = '', alias, place = ''] = found ?? []
  if (alias !== undefined) return Object.freeze({ model, alias })
  if (/^[1-9]\d{0,14}$/.test(place)) return Object.freeze({ model, version: Number(place) })
  const stage = stages.find((one) => one.toLowerCase() === place.toLowerCase())
  if (stage !== undefined) return Object.freeze({ model, stage })
  throw invalid(text, "names no version; write 'model@alias', 'model/3' or 'model/Production'")
}

/** The alias of a model that is named. */
export function aliasReference(name: string | AliasReference): AliasReference {
  const reference = typeof name === 'string' ? parseReference(name) : name
  if ('alias' in reference) return { model: reference.model, alias: reference.alias }
  throw invalid(referenceText(reference), "names no alias; write 'model@alias'")
}

interface AliasReference {
  readonly model: string
  readonly alias: string
}

function invalid(text: string, why: string): MillraceError {
  return new MillraceError({
    code: 'E_REFERENCE_INVALID',
    message: `'${text.slice(0, 200)}' ${why}`,
    details: { reference: text.slice(0, 1000) },
  })
}

/** The reference in a name; a version stands for its number. */
export function referenceOf(name: string | VersionReference): VersionReference {
  if (typeof name === 'string') return parseReference(name)
  return 'version' in name ? { model: name.model, version: name.version } : name
}

/** The text of a reference, for messages. */
export function referenceText(reference: VersionReference): string {
  if ('alias' in reference) return `${reference.model}@${reference.alias}`
  return `${reference.model}/${'version' in reference ? reference.version : reference.stage}`
}
