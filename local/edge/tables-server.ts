/** DynamoDB on this machine, as a program of its own: it outlives the edge and the queue, as the real one does. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import dynalite from 'dynalite';
import { z } from 'zod';

const env = z
  .object({
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int(),
    /** Folder of the data; nothing is kept without it. */
    DATA_FOLDER: z.string().optional(),
  })
  .parse(process.env);

if (env.DATA_FOLDER !== undefined) mkdirSync(path.dirname(env.DATA_FOLDER), { recursive: true });
const server = dynalite({
  createTableMs: 0,
  deleteTableMs: 0,
  updateTableMs: 0,
  ...(env.DATA_FOLDER === undefined ? {} : { path: env.DATA_FOLDER }),
});
server.listen(env.PORT, env.HOST);

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    server.closeAllConnections();
    server.close(() => process.exit(0));
  });
