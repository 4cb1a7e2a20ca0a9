import { Counter, Gauge, Histogram, Registry } from "prom-client";

export type JobMetrics = {
  readonly registry: Registry;
  measured<Result>(job: string, work: () => Promise<Result>): Promise<Result>;
};

type Counts = () => Promise<ReadonlyMap<string, Readonly<Record<string, number>>>>;

/** What Prometheus reads: jobs by lane and state, how many ran and how long they took. */
export function jobMetrics(counts: Counts): JobMetrics {
  const registry = new Registry();
  const registers = [registry];
  const seconds = new Histogram({
    ...{ name: "goalkeeper_job_seconds", help: "How long jobs ran", labelNames: ["job"], registers },
    buckets: [0.01, 0.05, 0.25, 1, 5, 30],
  });
  const failed = new Counter({
    name: "goalkeeper_jobs_failed_total",
    help: "Jobs that failed",
    labelNames: ["job"],
    registers,
  });
  new Gauge({
    ...{ name: "goalkeeper_jobs", help: "Jobs by lane and state", labelNames: ["lane", "state"], registers },
    async collect() {
      for (const [lane, states] of await counts()) {
        for (const [state, count] of Object.entries(states)) this.set({ lane, state }, count);
      }
    },
  });
  return {
    registry,
    async measured(job, work) {
      const stop = seconds.startTimer({ job });
      try {
        return await work();
      } catch (error) {
        failed.inc({ job });
        throw error;
      } finally {
        stop();
      }
    },
  };
}
