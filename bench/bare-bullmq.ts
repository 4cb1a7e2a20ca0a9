import { Queue, Worker } from "bullmq";

/** The peer: the same posts by BullMQ on Redis alone, without a table, a record or a promise about repeats. */
const [redisUrl = "", apiUrl = "", count = "0", dueAt = "0", concurrency = "100"] = process.argv.slice(2);
const url = new URL(redisUrl);
const connection = { host: url.hostname, port: Number(url.port) };
const queue = new Queue("bare", { connection });
const lateness: number[] = [];
const due = Number(dueAt);

const worker = new Worker(
  "bare",
  async ({ data }) => {
    const response = await fetch(`${apiUrl}chat.postMessage`, {
      method: "POST",
      headers: { authorization: "Bearer xoxb-T1", "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(data.body),
    });
    const answer = (await response.json()) as { ok: boolean };
    if (!answer.ok) throw new Error("Slack refused");
    lateness.push(Date.now() - due);
  },
  { connection: { ...connection, maxRetriesPerRequest: null }, concurrency: Number(concurrency) },
);
const size = 1_000;
for (let from = 0; from < Number(count); from += size) {
  const jobs = Array.from({ length: Math.min(size, Number(count) - from) }, (_, at) => {
    const text = `Message number ${from + at}.`;
    const body = { channel: `DU${from + at}`, text, blocks: [{ type: "section", text: { type: "mrkdwn", text } }] };
    const delay = Math.max(0, due - Date.now());
    return { name: "post", data: { body }, opts: { delay, removeOnComplete: true } };
  });
  await queue.addBulk(jobs);
}
while (lateness.length < Number(count)) await new Promise((done) => setTimeout(done, 100));
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ lateness: lateness.sort((a, b) => a - b), cpuMs: (user + system) / 1_000 }));
await worker.close();
await queue.close();
process.exit(0);
