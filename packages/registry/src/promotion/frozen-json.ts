/** Freezes plain data with all that is in it. */
export function frozenJson<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const member of Object.values(value)) frozenJson(member)
  return Object.freeze(value)
}
