/** The members that are numbers, in order. */
export function numbersOf(values: object): [string, number][] {
  return Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
}
