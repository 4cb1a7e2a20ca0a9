import type { Prisma, PrismaClient } from "../generated/prisma/client.ts";

/** The client, or a transaction begun on it: what a query needs to know. */
export type Db = PrismaClient | Prisma.TransactionClient;
