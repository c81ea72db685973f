const most = 20

/** The first of many as one text, and how many more there are. */
export function listed(names: readonly string[], separator = ', '): string {
  const more = names.length > most ? [`and ${names.length - most} more`] : []
  return [...names.slice(0, most), ...more].join(separator)
}
