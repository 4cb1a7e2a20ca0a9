import { deliveryRest } from "../../adapters/discord/client.ts";
import { discordDeliverer } from "../../adapters/discord/deliver.ts";
import { connect } from "../../prisma/client.ts";
import { readConfig } from "../../src/config.ts";
import { deliver } from "../../src/outbox/deliver.ts";

/** A process that delivers one message and may be killed while it does. */
const [url = "", id = "", now = ""] = process.argv.slice(2);
const { db } = connect(url, { max: 1 });
const clock = { now: () => new Date(now) };
const log = { info() {}, warn() {}, error: (fields: object) => console.error(fields) };
const config = readConfig(process.env);
const deliverer = discordDeliverer({ rest: deliveryRest(config, (reason) => console.error(reason)), db, clock, log });
await deliver({ db, clock, log, deliverers: new Map([["discord", deliverer]]) }, id);
