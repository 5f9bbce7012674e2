import { once } from 'node:events';
import { IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express, { type Express, type Request, type Response } from 'express';
import { createExpressServer } from './express-server.ts';

describe('createExpressServer', () => {
  let server: Server | undefined;

  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
    if (server?.listening) await once(server, 'close');
    server = undefined;
  });

  async function listen(app: Express): Promise<string> {
    server = createExpressServer(app);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('gives Express objects that already have the prototypes it sets', async () => {
    const app = express();
    const seen: { change: number; same: boolean }[] = [];
    app.get('/', (req, res) => {
      const same = Object.getPrototypeOf(req) === app.request && Object.getPrototypeOf(res) === app.response;
      seen.push({ change: changes, same });
      res.json({});
    });
    const url = await listen(app);
    let changes = 0;
    const original = Object.setPrototypeOf;
    Object.setPrototypeOf = (object: object, prototype: object | null) => {
      const isOurs = object instanceof IncomingMessage || object instanceof ServerResponse;
      if (isOurs && Reflect.getPrototypeOf(object) !== prototype) changes += 1;
      return original(object, prototype);
    };

    try {
      await fetch(url);
      await fetch(url);
    } finally {
      Object.setPrototypeOf = original;
    }

    expect(seen).to.deep.equal([
      { change: 0, same: true },
      { change: 0, same: true },
    ]);
  });

  it('takes over every method and getter that the pinned Express gives to a request and a response', () => {
    const app = express();
    const wanted = [membersOf(app.request), membersOf(app.response)];

    server = createExpressServer(app);

    expect([membersOf(app.request), membersOf(app.response)]).to.deep.equal(wanted);
  });

  it('keeps the request methods working', async () => {
    const app = express();
    app.set('trust proxy', 1);
    app.get('/things/:id', (req: Request, res: Response) => {
      res.json({
        query: req.query,
        params: req.params,
        path: req.path,
        ip: req.ip,
        hostname: req.hostname,
        header: req.get('X-Thing'),
        accepts: req.accepts(['html', 'json']),
        protocol: req.protocol,
        secure: req.secure,
        xhr: req.xhr,
        fresh: req.fresh,
        hasApp: req.app === app && res.app === app,
        hasRes: req.res === res,
      });
    });
    const url = await listen(app);

    const answer = await fetch(`${url}/things/7?a=1`, {
      headers: {
        'x-thing': 'yes',
        accept: 'application/json',
        'x-forwarded-for': '10.1.2.3',
        'x-forwarded-proto': 'https',
      },
    });

    expect(await answer.json()).to.deep.equal({
      query: { a: '1' },
      params: { id: '7' },
      path: '/things/7',
      ip: '10.1.2.3',
      hostname: '127.0.0.1',
      header: 'yes',
      accepts: 'json',
      protocol: 'https',
      secure: true,
      xhr: false,
      fresh: false,
      hasApp: true,
      hasRes: true,
    });
  });

  it('keeps the response methods working', async () => {
    const app = express();
    app.get('/created', (_req, res) => {
      res
        .status(201)
        .location('/x')
        .set('X-A', '1')
        .append('X-A', '2')
        .cookie('c', 'v', { httpOnly: true })
        .vary('Origin');
      res.type('text/plain').send('made');
    });
    app.get('/gone', (_req, res) => {
      res.sendStatus(410);
    });
    app.get('/elsewhere', (_req, res) => {
      res.redirect(303, '/created');
    });
    const url = await listen(app);

    const created = await fetch(`${url}/created`);
    const gone = await fetch(`${url}/gone`);
    const elsewhere = await fetch(`${url}/elsewhere`, { redirect: 'manual' });

    expect(created.status).to.equal(201);
    expect(await created.text()).to.equal('made');
    expect(created.headers.get('location')).to.equal('/x');
    expect(created.headers.get('x-a')).to.equal('1, 2');
    expect(created.headers.get('set-cookie')).to.equal('c=v; Path=/; HttpOnly');
    expect(created.headers.get('vary')).to.equal('Origin');
    expect(created.headers.get('content-type')).to.equal('text/plain; charset=utf-8');
    expect([gone.status, await gone.text()]).to.deep.equal([410, 'Gone']);
    expect([elsewhere.status, elsewhere.headers.get('location')]).to.deep.equal([303, '/created']);
  });

  it('keeps rejected handlers, sub-routers and error handlers working', async () => {
    const app = express();
    const router = express.Router();
    router.get('/fails', async (req) => {
      throw new Error(`no luck at ${req.baseUrl}`);
    });
    app.use('/sub', router);
    app.use((error: Error, _req: Request, res: Response, _next: () => void) => {
      res.status(500).send(error.message);
    });
    const url = await listen(app);

    const answer = await fetch(`${url}/sub/fails`);

    expect([answer.status, await answer.text()]).to.deep.equal([500, 'no luck at /sub']);
  });

  it('answers what the application leaves unanswered, and shows nothing of an error', async () => {
    const app = express();
    app.get('/fails', () => {
      throw new Error('secret');
    });
    const url = await listen(app);

    const unknown = await fetch(`${url}/unknown`);
    const failed = await fetch(`${url}/fails`);

    expect([unknown.status, await unknown.text()]).to.deep.equal([404, '']);
    expect([failed.status, await failed.text()]).to.deep.equal([500, '']);
  });

  it('leaves two applications in one process apart', async () => {
    const first = express();
    const second = express();
    const servers = [createExpressServer(first), createExpressServer(second)];

    expect(first.request).to.not.equal(second.request);
    expect(first.request.app).to.equal(first);
    expect(second.request.app).to.equal(second);
    for (const each of servers) each.close();
  });
});

function membersOf(object: object): string[] {
  const names = new Set<string>();
  for (let at: object | null = object; at !== null; at = Reflect.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  }
  return [...names].sort();
}
