import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { isOpenToAll, reachablePlaceFor } from './postgres-binaries.ts';
import { userIn } from './unprivileged-user.ts';

const passwd = `root:x:0:0:root:/root:/bin/bash
postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash
postgresql-exporter:x:102:105::/:/usr/sbin/nologin
broken:x:::::
`;

describe('the user under whom PostgreSQL runs', () => {
  it('is found by its whole name', () => {
    expect(userIn(passwd, 'postgres')).to.deep.equal({ uid: 101, gid: 104 });
    expect(userIn(passwd, 'postgre')).to.equal(null);
    expect(userIn(passwd, 'nobody')).to.equal(null);
  });
});

describe('a place that this user can reach', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'urr-closed-'));
    mkdirSync(path.join(folder, 'clone', '.local'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is not below a closed folder, as mktemp -d makes them and the home of root is one', () => {
    expect(isOpenToAll(path.join(folder, 'clone', '.local'))).to.equal(false);
    chmodSync(folder, 0o755);
    expect(isOpenToAll(path.join(folder, 'clone', '.local'))).to.equal(true);
  });

  it('is the same for the same folder and another for another', () => {
    const place = (name: string) => reachablePlaceFor(path.join(folder, name, 'data'));

    expect(place('a')).to.equal(place('a'));
    expect(place('a')).to.not.equal(place('b'));
  });
});
