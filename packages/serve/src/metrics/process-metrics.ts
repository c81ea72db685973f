import type { Registry } from 'prom-client'
import { createGauge } from './gauge.ts'

/** Metrics of the process under the names that every Prometheus client uses; read when asked for, without timers or observers. */
export function registerProcessMetrics(registry: Registry): void {
  const startSeconds = Math.round(Date.now() / 1000 - process.uptime())
  const cpuSeconds = () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1e6
  }
  const help = 'Total user and system CPU time spent in seconds.'
  createGauge(registry, { name: 'process_cpu_seconds_total', help, type: 'counter', read: cpuSeconds })
  createGauge(registry, {
    name: 'process_resident_memory_bytes',
    help: 'Resident memory size in bytes.',
    read: () => process.memoryUsage.rss(),
  })
  createGauge(registry, {
    name: 'process_start_time_seconds',
    help: 'Start time of the process since unix epoch in seconds.',
    aggregator: 'min',
    read: () => startSeconds,
  })
  createGauge(registry, {
    name: 'nodejs_eventloop_utilization_ratio',
    help: 'Share of the time since the start in which the event loop was busy.',
    aggregator: 'max',
    read: () => performance.eventLoopUtilization().utilization,
  })
}
