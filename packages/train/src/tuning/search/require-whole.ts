/** Refuses options that are not whole numbers from 1 on. */
export function requireWhole(caller: string, options: Readonly<Record<string, number>>, least = 1): void {
  for (const [name, value] of Object.entries(options)) {
    if (!(Number.isSafeInteger(value) && value >= least))
      throw new RangeError(`${caller}: ${name} is ${value}; give a whole number from ${least}`)
  }
}
