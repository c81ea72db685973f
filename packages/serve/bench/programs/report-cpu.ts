/** Tells the bench where the server listens and, whenever it asks, how much CPU time this process has used. */
export function reportCpu(url: string): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpu: user + system })
  })
  process.on('SIGTERM', () => process.exit(0))
  process.send?.({ url })
}
