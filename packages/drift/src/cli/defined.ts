/** The members that are not undefined. */
export function defined<Given extends object>(given: Given): { readonly [Name in keyof Given]?: Exclude<Given[Name], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as ReturnType<typeof defined<Given>>
}
