/** Lines of text columns: numbers to the right, texts to the left. */
export function textTable(headers: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? formatNumber(cell) : cell)))
  const widths = headers.map((header, i) => Math.max(header.length, ...cells.map((row) => row[i]?.length ?? 0)))
  const line = (row: readonly string[], numeric: (column: number) => boolean) =>
    row.map((cell, i) => (numeric(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  ').trimEnd()
  const isNumber = (column: number) => typeof rows[0]?.[column] === 'number'
  return [line(headers, isNumber), widths.map((width) => '─'.repeat(width)).join('  '), ...cells.map((row) => line(row, isNumber))].join('\n')
}

const formatNumber = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(3))
