import net from 'node:net';
import { expect } from 'chai';
import { takenPorts } from './port-block.ts';
import { freePorts, isPortFree, portTakenMessage } from './ports.ts';

async function listening(): Promise<net.Server> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

describe('ports', () => {
  it('are free ones, each a different one', async () => {
    const ports = await freePorts(5);

    expect(new Set(ports).size).to.equal(5);
    for (const port of ports) expect(await isPortFree(port)).to.equal(true);
  });

  it('that are taken are told together with who has them', async () => {
    const server = await listening();
    const { port } = server.address() as net.AddressInfo;
    const [free] = await freePorts(1);

    const taken = await takenPorts([
      { port, wantedBy: 'gateway' },
      { port: free!, wantedBy: 'ticket' },
    ]);
    server.close();

    expect(taken).to.have.length(1);
    expect(taken[0]).to.include({ port, wantedBy: 'gateway' });
    expect(taken[0]!.heldBy).to.contain(`process ${process.pid}`);
  });

  it('that are taken make a message that says what to do', () => {
    const message = portTakenMessage([
      { port: 3001, wantedBy: 'gateway', heldBy: 'process 42 (nginx)' },
      { port: 3005, wantedBy: 'auth', heldBy: 'a process of another user' },
    ]);

    expect(message.split('\n')).to.deep.equal([
      'Ports are taken:',
      '  port 3001 (gateway) is held by process 42 (nginx)',
      '  port 3005 (auth) is held by a process of another user',
      'Stop what holds it, or move the whole block: npm start -- --port-shift 100',
    ]);
  });
});
