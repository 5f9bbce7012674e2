/** The gateway as a program of its own; CHAIN=off leaves the filters out, which is the bare proxy. */

import { createGatewayApp } from '../../services/gateway/app.ts';
import { gatewayConfigSchema } from '../../services/gateway/config.ts';
import { buildDependencies } from '../../services/gateway/dependencies.ts';
import { createGatewayServer } from '../../services/gateway/gateway-server.ts';
import { loadConfig } from '../../services/shared/config/load-config.ts';

const config = loadConfig(gatewayConfigSchema, process.env);
const dependencies = buildDependencies(config);
await dependencies.accessKeys.refresh();
const filters = process.env.CHAIN === 'off' ? [] : dependencies.app.filters;
createGatewayServer(createGatewayApp({ ...dependencies.app, filters })).listen(config.PORT, '127.0.0.1');
