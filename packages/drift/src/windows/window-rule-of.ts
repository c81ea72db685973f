import { optionError } from '../internal/errors.ts'
import { type WindowRule, windowRuleOf } from '../monitor/window-rule.ts'
import type { Profile } from '../profile/profile-types.ts'

/** The rule of the options, else that of the monitor. */
export function ruleOf({ settings }: Profile, given: { readonly windows: WindowRule | undefined; readonly function: string }): WindowRule {
  const rule = windowRuleOf(given.windows) ?? settings.windows
  if (rule !== null) return rule
  throw optionError({ function: given.function, option: 'windows', value: undefined, range: 'given, since the monitor names no windows' })
}
