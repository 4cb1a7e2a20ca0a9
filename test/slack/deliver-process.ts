import { slackDeliverer } from "../../adapters/slack/index.ts";
import { connect } from "../../prisma/client.ts";
import { readConfig } from "../../src/config.ts";
import { deliver } from "../../src/outbox/deliver.ts";

/** A process that delivers messages and may be killed while it does. */
const [url = "", now = "", ...ids] = process.argv.slice(2);
const { db } = connect(url, { max: 1 });
const clock = { now: () => new Date(now) };
const log = { info() {}, warn() {}, error: (fields: object) => console.error(fields) };
const deliverer = slackDeliverer({ config: readConfig(process.env), db, clock, log });
await deliver({ db, clock, log, deliverers: new Map([["slack", deliverer]]) }, ids);
